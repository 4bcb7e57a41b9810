#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// What both processes see: how far the steps are done, and which of them made something.
struct progress {
  int done, error;
  unsigned char made[];
};

// The folder that a step is in, opened anew; a link in its place is refused. Only calls that are
// safe between fork and exec are made from here on: other threads may hold the allocator's lock.
static int folder_of(int base, const struct so_step *steps, int step) {
  int folder = steps[step].folder;
  if (folder < 0) return dup(base);
  int parent = folder_of(base, steps, folder);
  if (parent < 0) return -1;
  int opened = openat(parent, steps[folder].name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int error = errno;
  close(parent);
  errno = error;
  return opened;
}

static int name_file(const struct so_step *step, int folder) {
  if (step->hidden) {
    if (renameat2(AT_FDCWD, step->hidden, folder, step->name, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL) return -1;
  }
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", step->file);
  return linkat(AT_FDCWD, link, folder, step->name, AT_SYMLINK_FOLLOW);
}

// 1 when the step made something, 0 when a folder was there, -1 with errno set.
static int perform(int base, const struct so_step *steps, int step) {
  int folder = folder_of(base, steps, step);
  if (folder < 0) return -1;
  int result = steps[step].file >= 0 ? name_file(&steps[step], folder) : mkdirat(folder, steps[step].name, 0700);
  int error = errno;
  close(folder);
  errno = error;
  if (result == 0) return 1;
  return steps[step].file < 0 && error == EEXIST ? 0 : -1;
}

static int is_same_file(int folder, const char *name, int file) {
  struct stat named, open;
  return fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 && fstat(file, &open) == 0 &&
         named.st_ino == open.st_ino && named.st_dev == open.st_dev;
}

static void undo(int base, const struct so_step *steps, int count, const struct progress *progress) {
  // The step that a death interrupted may have been made: its file shows it.
  for (int step = progress->done < count ? progress->done : count - 1; step >= 0; step--) {
    if (!progress->made[step] && (step != progress->done || steps[step].file < 0)) continue;
    int folder = folder_of(base, steps, step);
    if (folder < 0) continue;
    if (steps[step].file < 0) {
      unlinkat(folder, steps[step].name, AT_REMOVEDIR);
    } else if (is_same_file(folder, steps[step].name, steps[step].file)) {
      unlinkat(folder, steps[step].name, 0);
    }
    close(folder);
  }
}

static void perform_all(int base, const struct so_step *steps, int count, int durable,
                        struct progress *progress) {
  for (; progress->done < count; progress->done++) {
    int made = perform(base, steps, progress->done);
    if (made < 0) break;
    progress->made[progress->done] = (unsigned char)made;
  }
  if (progress->done == count && (!durable || syncfs(base) == 0)) return;
  progress->error = errno;
  undo(base, steps, count, progress);
}

int so_place(int base, const struct so_step *steps, int count, int durable, int *failed) {
  size_t size = sizeof(struct progress) + (size_t)count;
  struct progress *progress = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (progress == MAP_FAILED) return errno;
  pid_t child = fork();
  if (child == 0) {
    // Out of the terminal's and the job's reach: what kills the program does not stop this.
    setsid();
    perform_all(base, steps, count, durable, progress);
    _exit(0);
  }
  if (child < 0) {
    perform_all(base, steps, count, durable, progress);
  } else {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (!WIFEXITED(status)) {
      undo(base, steps, count, progress);
      progress->error = EIO;
    }
  }
  int error = progress->error;
  *failed = progress->done;
  munmap(progress, size);
  return error;
}
