#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

int so_open_nameless_flag(void) { return O_TMPFILE; }

int so_syncfs(int descriptor) { return syncfs(descriptor); }

int so_start_writing(int descriptor, int64_t offset, int64_t length) {
  return sync_file_range(descriptor, offset, length, SYNC_FILE_RANGE_WRITE);
}

int64_t so_file_system_type(const char *path) {
  struct statfs value;
  return statfs(path, &value) == 0 ? (int64_t)(uint32_t)value.f_type : -1;
}

int so_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int so_rename_new(const char *path, const char *target) {
  return renameat2(AT_FDCWD, path, AT_FDCWD, target, RENAME_NOREPLACE);
}

int so_memory_file(void) {
  // The name is seen in /proc by the user's other programs; it must say nothing.
  return memfd_create("so", MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

int so_seal_memory_file(int descriptor) {
  return fcntl(descriptor, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
}

int so_await_ending(int process, int milliseconds) {
  int descriptor = (int)syscall(SYS_pidfd_open, process, 0);
  if (descriptor < 0) return -1;
  struct pollfd request = {.fd = descriptor, .events = POLLIN};
  int result = poll(&request, 1, milliseconds);
  int error = errno;
  close(descriptor);
  errno = error;
  return result;
}

void so_name_thread(const char *name) {
  // A longer name is refused and not cut, and the thread would go by its program's name.
  char cut[16];
  snprintf(cut, sizeof cut, "%s", name);
  pthread_setname_np(pthread_self(), cut);
}

int so_processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
  return 1;
}
