#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>

static int plan(posix_spawn_file_actions_t *actions, const int *lent, int count) {
  // Lent descriptors are parked above every number that is lent or given. Without the detour,
  // giving 3 as 4 and 4 as 3 would overwrite one of them.
  int parking = count;
  for (int i = 0; i < count; i++)
    if (lent[i] >= parking) parking = lent[i] + 1;
  int error = 0;
  for (int i = 0; i < count && !error; i++)
    if (lent[i] >= 0) error = posix_spawn_file_actions_adddup2(actions, lent[i], parking + i);
  for (int i = 0; i < count && !error; i++)
    error = lent[i] >= 0 ? posix_spawn_file_actions_adddup2(actions, parking + i, i)
                         : posix_spawn_file_actions_addopen(actions, i, "/dev/null", O_RDWR, 0);
  if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, count);
  return error;
}

int so_spawn(const char *path, char *const argv[], char *const envp[], const int *lent, int count,
             int *process) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  error = posix_spawnattr_init(&attributes);
  if (error) {
    posix_spawn_file_actions_destroy(&actions);
    return error;
  }
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  error = plan(&actions, lent, count);
  pid_t id = 0;
  if (!error) error = posix_spawn(&id, path, &actions, &attributes, argv, envp);
  *process = id;
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int so_become(const char *path, char *const argv[]) {
  signal(SIGPIPE, SIG_DFL);
  signal(SIGCHLD, SIG_DFL);
  execv(path, argv);
  int error = errno;
  signal(SIGPIPE, SIG_IGN);
  return error;
}
