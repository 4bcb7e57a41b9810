#pragma once
// A child process for the tests. The sources have a wrapper of their own; sharing it would hide
// its faults from the tests. No system header is included: see CLinux.h.

/// posix_spawn(3) of a program in a new process group, started in `directory`, with an empty
/// signal mask, the default SIGPIPE, and the three descriptors as its 0, 1 and 2 and no others.
/// 0, or an error number.
int peers_spawn(const char *path, char *const argv[], char *const envp[], const char *directory,
                const int descriptors[3], int *process);
