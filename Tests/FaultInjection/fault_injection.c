#define _GNU_SOURCE
#include "FaultInjection.h"
#include "faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <unistd.h>

struct fault_settings settings;

// Shared with processes that are forked, which go on counting.
static atomic_long *counter;
static pid_t main_process;

static int flag(const char *name) {
  const char *value = getenv(name);
  return value && *value == '1';
}

__attribute__((constructor)) static void read_settings(void) {
  counter = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  main_process = getpid();
  settings.under = getenv("SO_FAULT_UNDER");
  settings.under_length = settings.under ? strlen(settings.under) : 0;
  settings.calls = getenv("SO_FAULT_CALLS");
  settings.count_file = getenv("SO_FAULT_COUNT");
  settings.at = getenv("SO_FAULT_AT") ? atol(getenv("SO_FAULT_AT")) : 0;
  settings.error = getenv("SO_FAULT_ERRNO") ? atoi(getenv("SO_FAULT_ERRNO")) : EIO;
  settings.is_sticky = flag("SO_FAULT_STICKY");
  settings.is_short = flag("SO_FAULT_SHORT");
  settings.is_partial = flag("SO_FAULT_PARTIAL");
  settings.kills = flag("SO_FAULT_KILL");
  settings.kills_main = flag("SO_FAULT_KILL_MAIN");
  settings.is_network = flag("SO_FAULT_NETWORK");
  const char *log = getenv("SO_FAULT_LOG");
  int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;
  settings.log = log ? (int)syscall(SYS_openat, AT_FDCWD, log, flags, 0600) : -1;
}

__attribute__((destructor)) static void write_count(void) {
  if (!settings.count_file) return;
  char text[32];
  int length = snprintf(text, sizeof text, "%ld\n", atomic_load(counter));
  int file = (int)syscall(SYS_openat, AT_FDCWD, settings.count_file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file >= 0) {
    syscall(SYS_write, file, text, length);
    syscall(SYS_close, file);
  }
}

// Calls that change files are meant where none are named; reads are where they are named.
static int is_named(const char *call) {
  if (!settings.calls) return strstr(call, "read") == NULL;
  size_t length = strlen(call);
  for (const char *at = settings.calls; (at = strstr(at, call)); at += length) {
    int begins = at == settings.calls || at[-1] == ',';
    if (begins && (at[length] == 0 || at[length] == ',')) return 1;
  }
  return 0;
}

static int is_below(const char *path) {
  if (!settings.under || strncmp(path, settings.under, settings.under_length) != 0) return 0;
  char next = path[settings.under_length];
  return next == 0 || next == '/' || next == '.' || next == '-';
}

// The log: what a call did, as one line, and the bytes that it wrote, all in one append.
static void record(const void *bytes, size_t count, const char *format, ...) {
  char line[PATH_MAX * 2];
  va_list list;
  va_start(list, format);
  int length = vsnprintf(line, sizeof line, format, list);
  va_end(list);
  struct iovec parts[] = {{line, (size_t)length}, {(void *)bytes, count}, {"\n", 1}};
  int error = errno;
  syscall(SYS_writev, settings.log, parts, 3);
  errno = error;
}

static int is_logged(int folder, const char *path) {
  if (settings.log < 0 || !settings.under) return 0;
  if (path && (path[0] == '/' || folder == AT_FDCWD)) return is_below(path);
  char link[64], target[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  ssize_t length = readlink(link, target, sizeof target - 1);
  if (length < 0) return 0;
  target[length] = 0;
  return is_below(target);
}

static unsigned long inode(int file) {
  struct stat status;
  return fstat(file, &status) == 0 ? status.st_ino : 0;
}

static unsigned long inode_at(int folder, const char *path) {
  struct stat status;
  return fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status.st_ino : 0;
}

// The folder that a path's last name is in, and that name.
struct place { unsigned long folder; char name[NAME_MAX + 1]; };

static struct place place_of(int folder, const char *path) {
  char parent[PATH_MAX];
  snprintf(parent, sizeof parent, "%s", path);
  size_t length = strlen(parent);
  while (length > 1 && parent[length - 1] == '/') parent[--length] = 0;
  struct place place = {0};
  char *slash = strrchr(parent, '/');
  snprintf(place.name, sizeof place.name, "%s", slash ? slash + 1 : parent);
  if (slash) slash[slash == parent] = 0;
  place.folder = inode_at(folder, slash ? parent : ".");
  return place;
}

static void record_name(const char *what, int folder, const char *path) {
  struct place place = place_of(folder, path);
  record(NULL, 0, "%s %lu %lu %s", what, place.folder, inode_at(folder, path), place.name);
}

static int exists(int folder, const char *path, int flags) {
  return settings.log < 0 || (flags & __O_TMPFILE) == __O_TMPFILE || inode_at(folder, path) != 0;
}

static void record_open(int file, int folder, const char *path, int flags, int existed) {
  if (file < 0 || !is_logged(folder, path)) return;
  if ((flags & __O_TMPFILE) == __O_TMPFILE) {
    record(NULL, 0, "nameless %lu", inode(file));
  } else if (!existed) {
    record_name("create", folder, path);
  } else if (flags & O_TRUNC) {
    record(NULL, 0, "truncate %lu 0", inode(file));
  }
}

void record_write(int file, const void *bytes, ssize_t count, long place) {
  if (count <= 0 || settings.log < 0) return;
  if (file == STDOUT_FILENO) {
    record(bytes, (size_t)count, "say %ld\n", (long)count);
  } else if (is_logged(file, NULL)) {
    if (place < 0) place = lseek(file, 0, SEEK_CUR) - count;
    record(bytes, (size_t)count, "write %lu %ld %ld\n", inode(file), place, (long)count);
  }
}

// What the log has no word for: who reads it must not think that it knows everything.
void record_unknown(int file, const char *call) {
  if (is_logged(file, NULL)) record(NULL, 0, "unknown %s", call);
}

// A path through an open folder (/proc/self/fd/7/name) as one without.
static const char *resolved(const char *path, char *room) {
  if (strncmp(path, "/proc/self/fd/", 14) != 0) return path;
  const char *rest = strchr(path + 14, '/');
  char link[64], target[PATH_MAX];
  if (!rest || rest - path >= (long)sizeof link) return path;
  snprintf(link, sizeof link, "%.*s", (int)(rest - path), path);
  ssize_t length = readlink(link, target, sizeof target - 1);
  if (length < 0) return path;
  target[length] = 0;
  snprintf(room, PATH_MAX * 2, "%s%s", target, rest);
  return room;
}

// Whether this call is to fail; never returns when the process is to die here.
static int hits(const char *call, const char *path) {
  if (!settings.under || !is_named(call)) return 0;
  char room[PATH_MAX * 2];
  if (!is_below(resolved(path, room))) return 0;
  long number = atomic_fetch_add(counter, 1) + 1;
  if (!settings.at || number < settings.at) return 0;
  if (number > settings.at && !settings.is_sticky) return 0;
  if (settings.kills_main && getpid() != main_process) {
    kill(main_process, SIGKILL);
    return 0;
  }
  if (settings.kills || settings.kills_main) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = settings.error;
  return 1;
}

int hits_file(const char *call, int file) {
  if (!settings.under) return 0;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return hits(call, path);
}

static int hits_at(const char *call, int folder, const char *path) {
  if (!settings.under) return 0;
  if (path[0] == '/' || folder == AT_FDCWD) return hits(call, path);
  return hits_file(call, folder);
}

static mode_t mode_of(int flags, va_list list) {
  return flags & (O_CREAT | __O_TMPFILE) ? va_arg(list, mode_t) : 0;
}

static int writes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT; }

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = mode_of(flags, list); \
    va_end(list); \
    if (writes(flags) && hits("open", path)) return -1; \
    NEXT(int, #name, const char *, int, ...); \
    int existed = exists(AT_FDCWD, path, flags); \
    int file = next(path, flags, mode); \
    record_open(file, AT_FDCWD, path, flags, existed); \
    return file; \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = mode_of(flags, list); \
    va_end(list); \
    if (writes(flags) && hits_at("open", folder, path)) return -1; \
    NEXT(int, #name, int, const char *, int, ...); \
    int existed = exists(folder, path, flags); \
    int file = next(folder, path, flags, mode); \
    record_open(file, folder, path, flags, existed); \
    return file; \
  }
OPENAT(openat)
OPENAT(openat64)

#define ON_FILE(name) \
  int name(int file) { \
    if (hits_file(#name, file)) return -1; \
    NEXT(int, #name, int); \
    int result = next(file); \
    if (result == 0 && is_logged(file, NULL)) record(NULL, 0, #name " %lu", inode(file)); \
    return result; \
  }
ON_FILE(fsync)
ON_FILE(fdatasync)
ON_FILE(syncfs)

#define TRUNCATE(name) \
  int name(int file, off_t length) { \
    if (hits_file("ftruncate", file)) return -1; \
    NEXT(int, #name, int, off_t); \
    int result = next(file, length); \
    if (result == 0 && is_logged(file, NULL)) record(NULL, 0, "truncate %lu %ld", inode(file), (long)length); \
    return result; \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define ALLOCATE(name) \
  int name(int file, int mode, off_t place, off_t length) { \
    if (hits_file("fallocate", file)) return -1; \
    record_unknown(file, "fallocate"); \
    NEXT(int, #name, int, int, off_t, off_t); \
    return next(file, mode, place, length); \
  }
ALLOCATE(fallocate)
ALLOCATE(fallocate64)

static void record_rename(int from, struct place old, int to, const char *target, int result) {
  if (result != 0 || !is_logged(to, target)) return;
  struct place new = place_of(to, target);
  unsigned long file = inode_at(to, target);
  record(NULL, 0, "rename %lu %lu %s %lu %s", old.folder, file, old.name, new.folder, new.name);
}

int rename(const char *path, const char *target) {
  if (hits("rename", target)) return -1;
  NEXT(int, "rename", const char *, const char *);
  struct place old = place_of(AT_FDCWD, path);
  int result = next(path, target);
  record_rename(AT_FDCWD, old, AT_FDCWD, target, result);
  return result;
}

int link(const char *path, const char *target) {
  if (hits("link", target)) return -1;
  NEXT(int, "link", const char *, const char *);
  int result = next(path, target);
  if (result == 0 && is_logged(AT_FDCWD, target)) record_name("link", AT_FDCWD, target);
  return result;
}

int renameat(int from, const char *path, int to, const char *target) {
  if (hits_at("rename", to, target)) return -1;
  NEXT(int, "renameat", int, const char *, int, const char *);
  struct place old = place_of(from, path);
  int result = next(from, path, to, target);
  record_rename(from, old, to, target, result);
  return result;
}

int renameat2(int from, const char *path, int to, const char *target, unsigned flags) {
  if (hits_at("rename", to, target)) return -1;
  NEXT(int, "renameat2", int, const char *, int, const char *, unsigned);
  struct place old = place_of(from, path);
  int result = next(from, path, to, target, flags);
  record_rename(from, old, to, target, result);
  return result;
}

int linkat(int from, const char *path, int to, const char *target, int flags) {
  if (hits_at("link", to, target)) return -1;
  NEXT(int, "linkat", int, const char *, int, const char *, int);
  int result = next(from, path, to, target, flags);
  if (result == 0 && is_logged(to, target)) record_name("link", to, target);
  return result;
}

int mkdir(const char *path, mode_t mode) {
  if (hits("mkdir", path)) return -1;
  NEXT(int, "mkdir", const char *, mode_t);
  int result = next(path, mode);
  if (result == 0 && is_logged(AT_FDCWD, path)) record_name("mkdir", AT_FDCWD, path);
  return result;
}

int mkdirat(int folder, const char *path, mode_t mode) {
  if (hits_at("mkdir", folder, path)) return -1;
  NEXT(int, "mkdirat", int, const char *, mode_t);
  int result = next(folder, path, mode);
  if (result == 0 && is_logged(folder, path)) record_name("mkdir", folder, path);
  return result;
}

int access(const char *path, int mode) {
  if (mode & W_OK && hits("access", path)) return -1;
  NEXT(int, "access", const char *, int);
  return next(path, mode);
}
static void record_removal(const char *call, struct place place) {
  record(NULL, 0, "%s %lu 0 %s", call, place.folder, place.name);
}

#define ON_PATH(name) \
  int name(const char *path) { \
    if (hits(#name, path)) return -1; \
    NEXT(int, #name, const char *); \
    struct place place = place_of(AT_FDCWD, path); \
    int result = next(path); \
    if (result == 0 && is_logged(AT_FDCWD, path)) record_removal(#name, place); \
    return result; \
  }
ON_PATH(unlink)
ON_PATH(rmdir)

int statfs(const char *path, struct statfs *value) {
  NEXT(int, "statfs", const char *, struct statfs *);
  int result = next(path, value);
  if (result == 0 && settings.is_network && settings.under && is_below(path)) value->f_type = 0x6969;
  return result;
}
