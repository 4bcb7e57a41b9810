// What the parts of the library share. Not for its users: theirs is include/FaultInjection.h.
#pragma once

#include <dlfcn.h>
#include <sys/types.h>

struct fault_settings {
  const char *under, *calls, *count_file;
  size_t under_length;
  long at;
  int error, is_sticky, is_short, is_partial, kills, kills_main, is_network;
  int log;
};

extern struct fault_settings settings;

// Whether this call on an open file is to fail; errno is set then.
int hits_file(const char *call, int file);

void record_write(int file, const void *bytes, ssize_t count, long place);
void record_unknown(int file, const char *call);

#define NEXT(result, name, ...) \
  static result (*next)(__VA_ARGS__); \
  if (!next) next = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)
