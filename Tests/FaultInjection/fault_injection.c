#define _GNU_SOURCE
#include "FaultInjection.h"

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
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <unistd.h>

static struct {
  const char *under, *calls, *count_file;
  size_t under_length;
  long at;
  int error, is_sticky, is_short, kills, is_network;
} settings;

static atomic_long counter;

static int flag(const char *name) {
  const char *value = getenv(name);
  return value && *value == '1';
}

__attribute__((constructor)) static void read_settings(void) {
  settings.under = getenv("SO_FAULT_UNDER");
  settings.under_length = settings.under ? strlen(settings.under) : 0;
  settings.calls = getenv("SO_FAULT_CALLS");
  settings.count_file = getenv("SO_FAULT_COUNT");
  settings.at = getenv("SO_FAULT_AT") ? atol(getenv("SO_FAULT_AT")) : 0;
  settings.error = getenv("SO_FAULT_ERRNO") ? atoi(getenv("SO_FAULT_ERRNO")) : EIO;
  settings.is_sticky = flag("SO_FAULT_STICKY");
  settings.is_short = flag("SO_FAULT_SHORT");
  settings.kills = flag("SO_FAULT_KILL");
  settings.is_network = flag("SO_FAULT_NETWORK");
}

__attribute__((destructor)) static void write_count(void) {
  if (!settings.count_file) return;
  char text[32];
  int length = snprintf(text, sizeof text, "%ld\n", atomic_load(&counter));
  int file = (int)syscall(SYS_openat, AT_FDCWD, settings.count_file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file >= 0) {
    syscall(SYS_write, file, text, length);
    syscall(SYS_close, file);
  }
}

static int is_named(const char *call) {
  if (!settings.calls) return 1;
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

// Whether this call is to fail; never returns when the process is to die here.
static int hits(const char *call, const char *path) {
  if (!settings.under || !is_named(call) || !is_below(path)) return 0;
  long number = atomic_fetch_add(&counter, 1) + 1;
  if (!settings.at || number < settings.at) return 0;
  if (number > settings.at && !settings.is_sticky) return 0;
  if (settings.kills) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
  errno = settings.error;
  return 1;
}

static int hits_file(const char *call, int file) {
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

#define NEXT(result, name, ...) \
  static result (*next)(__VA_ARGS__); \
  if (!next) next = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

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
    return next(path, flags, mode); \
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
    return next(folder, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int file, const void *bytes, size_t count) {
  NEXT(ssize_t, "write", int, const void *, size_t);
  if (hits_file("write", file)) {
    int error = errno;
    if (settings.is_short) next(file, bytes, count / 2);
    errno = error;
    return -1;
  }
  return next(file, bytes, count);
}

#define PWRITE(name) \
  ssize_t name(int file, const void *bytes, size_t count, off_t place) { \
    NEXT(ssize_t, #name, int, const void *, size_t, off_t); \
    if (hits_file("pwrite", file)) { \
      int error = errno; \
      if (settings.is_short) next(file, bytes, count / 2, place); \
      errno = error; \
      return -1; \
    } \
    return next(file, bytes, count, place); \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t writev(int file, const struct iovec *parts, int count) {
  if (hits_file("writev", file)) return -1;
  NEXT(ssize_t, "writev", int, const struct iovec *, int);
  return next(file, parts, count);
}

#define PWRITEV(name) \
  ssize_t name(int file, const struct iovec *parts, int count, off_t place) { \
    if (hits_file("pwritev", file)) return -1; \
    NEXT(ssize_t, #name, int, const struct iovec *, int, off_t); \
    return next(file, parts, count, place); \
  }
PWRITEV(pwritev)
PWRITEV(pwritev64)

#define ON_FILE(name) \
  int name(int file) { \
    if (hits_file(#name, file)) return -1; \
    NEXT(int, #name, int); \
    return next(file); \
  }
ON_FILE(fsync)
ON_FILE(fdatasync)
ON_FILE(syncfs)

#define TRUNCATE(name) \
  int name(int file, off_t length) { \
    if (hits_file("ftruncate", file)) return -1; \
    NEXT(int, #name, int, off_t); \
    return next(file, length); \
  }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define ALLOCATE(name) \
  int name(int file, int mode, off_t place, off_t length) { \
    if (hits_file("fallocate", file)) return -1; \
    NEXT(int, #name, int, int, off_t, off_t); \
    return next(file, mode, place, length); \
  }
ALLOCATE(fallocate)
ALLOCATE(fallocate64)

#define ON_TWO_PATHS(name) \
  int name(const char *path, const char *target) { \
    if (hits(#name, target)) return -1; \
    NEXT(int, #name, const char *, const char *); \
    return next(path, target); \
  }
ON_TWO_PATHS(rename)
ON_TWO_PATHS(link)

int renameat(int from, const char *path, int to, const char *target) {
  if (hits_at("rename", to, target)) return -1;
  NEXT(int, "renameat", int, const char *, int, const char *);
  return next(from, path, to, target);
}

int renameat2(int from, const char *path, int to, const char *target, unsigned flags) {
  if (hits_at("rename", to, target)) return -1;
  NEXT(int, "renameat2", int, const char *, int, const char *, unsigned);
  return next(from, path, to, target, flags);
}

int linkat(int from, const char *path, int to, const char *target, int flags) {
  if (hits_at("link", to, target)) return -1;
  NEXT(int, "linkat", int, const char *, int, const char *, int);
  return next(from, path, to, target, flags);
}

int mkdir(const char *path, mode_t mode) {
  if (hits("mkdir", path)) return -1;
  NEXT(int, "mkdir", const char *, mode_t);
  return next(path, mode);
}

int access(const char *path, int mode) {
  if (mode & W_OK && hits("access", path)) return -1;
  NEXT(int, "access", const char *, int);
  return next(path, mode);
}

#define ON_PATH(name) \
  int name(const char *path) { \
    if (hits(#name, path)) return -1; \
    NEXT(int, #name, const char *); \
    return next(path); \
  }
ON_PATH(unlink)
ON_PATH(rmdir)

int statfs(const char *path, struct statfs *value) {
  NEXT(int, "statfs", const char *, struct statfs *);
  int result = next(path, value);
  if (result == 0 && settings.is_network && settings.under && is_below(path)) value->f_type = 0x6969;
  return result;
}
