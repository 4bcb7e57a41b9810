#define _GNU_SOURCE
#include "faults.h"

#include <errno.h>
#include <sys/uio.h>
#include <unistd.h>

// A single byte is not halved: none at all would be the end of a file.
static size_t half(size_t count) { return count > 1 ? count / 2 : count; }

ssize_t write(int file, const void *bytes, size_t count) {
  NEXT(ssize_t, "write", int, const void *, size_t);
  if (hits_file("write", file)) {
    if (settings.is_partial) return next(file, bytes, half(count));
    int error = errno;
    if (settings.is_short) next(file, bytes, count / 2);
    errno = error;
    return -1;
  }
  ssize_t result = next(file, bytes, count);
  record_write(file, bytes, result, -1);
  return result;
}

#define PWRITE(name) \
  ssize_t name(int file, const void *bytes, size_t count, off_t place) { \
    NEXT(ssize_t, #name, int, const void *, size_t, off_t); \
    if (hits_file("pwrite", file)) { \
      if (settings.is_partial) return next(file, bytes, half(count), place); \
      int error = errno; \
      if (settings.is_short) next(file, bytes, count / 2, place); \
      errno = error; \
      return -1; \
    } \
    ssize_t result = next(file, bytes, count, place); \
    record_write(file, bytes, result, place); \
    return result; \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

ssize_t writev(int file, const struct iovec *parts, int count) {
  if (hits_file("writev", file)) return -1;
  record_unknown(file, "writev");
  NEXT(ssize_t, "writev", int, const struct iovec *, int);
  return next(file, parts, count);
}

#define PWRITEV(name) \
  ssize_t name(int file, const struct iovec *parts, int count, off_t place) { \
    if (hits_file("pwritev", file)) return -1; \
    record_unknown(file, "pwritev"); \
    NEXT(ssize_t, #name, int, const struct iovec *, int, off_t); \
    return next(file, parts, count, place); \
  }
PWRITEV(pwritev)
PWRITEV(pwritev64)

ssize_t read(int file, void *bytes, size_t count) {
  NEXT(ssize_t, "read", int, void *, size_t);
  if (hits_file("read", file)) {
    if (settings.is_partial) return next(file, bytes, half(count));
    return -1;
  }
  return next(file, bytes, count);
}

// Programs that are compiled with bounds of their buffers call this one.
ssize_t __read_chk(int file, void *bytes, size_t count, size_t room) {
  (void)room;
  return read(file, bytes, count);
}

#define PREAD(name) \
  ssize_t name(int file, void *bytes, size_t count, off_t place) { \
    NEXT(ssize_t, #name, int, void *, size_t, off_t); \
    if (hits_file("pread", file)) { \
      if (settings.is_partial) return next(file, bytes, half(count), place); \
      return -1; \
    } \
    return next(file, bytes, count, place); \
  }
PREAD(pread)
PREAD(pread64)
