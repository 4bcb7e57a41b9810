#pragma once
// What Linux offers and the Swift overlay of the C library does not show: macros with casts,
// GNU extensions, and headers that its module map leaves out. No system header but stdint.h is
// included here, because with other feature macros it would define the same types differently.

#include <stdint.h>

/// The open(2) flag for a file without a name (O_TMPFILE).
int so_open_nameless_flag(void);

/// syncfs(2): 0, or -1 with errno set.
int so_syncfs(int descriptor);

/// sync_file_range(2) that starts to write these bytes of a file to the device, and waits for
/// nothing: 0, or -1 with errno set.
int so_start_writing(int descriptor, int64_t offset, int64_t length);

/// The kind of file system (statfs(2) f_type) that holds the path, or -1 with errno set.
int64_t so_file_system_type(const char *path);

/// pipe2(2) with O_CLOEXEC: 0, or -1 with errno set.
int so_pipe(int ends[2]);

/// renameat2(2) with RENAME_NOREPLACE: 0, or -1 with errno set, EINVAL where the file system
/// cannot do it.
int so_rename_new(const char *path, const char *target);

/// memfd_create(2): a file in memory that can be sealed, closed in programs that are started;
/// or -1 with errno set.
int so_memory_file(void);

/// Seals a file of so_memory_file: its content stays as it is, whoever opens it. 0, or -1 with
/// errno set.
int so_seal_memory_file(int descriptor);

/// Waits until the child process has ended, without collecting it. 1 when it has, 0 when the
/// milliseconds are over, or -1 with errno set.
int so_await_ending(int process, int milliseconds);

/// Names the calling thread; 15 bytes are kept.
void so_name_thread(const char *name);

/// posix_spawn(3) of a program that gets default signals, an empty signal mask, and `count`
/// descriptors only: `lent[i]` under the number i, or /dev/null there when it is -1. `count`
/// is at least 3. 0, or an error number.
int so_spawn(const char *path, char *const argv[], char *const envp[], const int *lent, int count,
             int *process);

/// execve(2) of a program that finds its signals as this one found them, when nothing but
/// SIGPIPE and SIGCHLD was changed. Returns only when it fails, with an error number.
int so_become(const char *path, char *const argv[]);

/// What a confined process may use at most.
struct so_limits {
  /// Seconds of a processor.
  uint64_t processor_seconds;
  /// Bytes of address space.
  uint64_t memory;
  /// Bytes of any one file that it writes.
  uint64_t output;
};

/// so_spawn for a program that works on hostile bytes: no network, no files but those beneath
/// the places of the NULL-ended list `readable`, limits, no new rights, a process group of its
/// own, and death with the parent's thread. 0, or an error number of whatever step failed; a
/// child that failed to begin is to be waited for all the same when `*process` is above 0.
int so_spawn_confined(const char *path, char *const argv[], char *const envp[], const int *lent,
                      int count, const struct so_limits *limits, const char *const readable[], int *process);

/// Prompts on a terminal and reads a line with its echo off, whatever signal comes in between:
/// the echo is on again before the signal has its effect. The length of the line, which may be
/// above `size` when it did not fit; -1 with errno set, or EINTR when a signal ended it and the
/// process lives on; -2 at the end of input.
int so_read_secret(int terminal, const char *prompt, char *line, int size);

/// How many processors the process may use; at least 1.
int so_processors(void);

/// A name that so_place gives.
struct so_step {
  /// The name, within the folder of the step `folder`, or within the base when that is -1.
  const char *name;
  int folder;
  /// The open file that gets the name; -1: a folder is made of that name, or used when it is there.
  int file;
  /// The hidden name that the file has meanwhile, or NULL when it has none.
  const char *hidden;
};

/// Does all steps or none, in a process of its own: when this one is killed meanwhile, that one
/// ends the work. `durable`: also by syncfs(2). 0, or an error number, with the step that failed;
/// nothing is left then.
int so_place(int base, const struct so_step *steps, int count, int durable, int *failed);
