#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/close_range.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

// Everything between fork and exec is async-signal-safe: another thread of the parent may hold
// the allocator's lock for ever.

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
// The x32 calls are the same ones under other numbers, and would pass a filter by number.
#define HIGHEST_CALL 0x3fffffff
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#define HIGHEST_CALL 0xffffffff
#else
#error "the system call filter knows x86-64 and AArch64"
#endif

#define REFUSE(call)                                                                               \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (call), 0, 1),                                               \
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (EACCES & SECCOMP_RET_DATA))

// No network and no way to reach other processes or to grow rights. io_uring is refused
// because it opens sockets without the socket call.
static int filter_calls(void) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, HIGHEST_CALL, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      REFUSE(SYS_socket),
      REFUSE(SYS_socketpair),
      REFUSE(SYS_io_uring_setup),
      REFUSE(SYS_ptrace),
      REFUSE(SYS_process_vm_readv),
      REFUSE(SYS_process_vm_writev),
      REFUSE(SYS_pidfd_getfd),
      REFUSE(SYS_unshare),
      REFUSE(SYS_setns),
      REFUSE(SYS_mount),
      REFUSE(SYS_bpf),
      REFUSE(SYS_perf_event_open),
      REFUSE(SYS_keyctl),
      REFUSE(SYS_add_key),
      REFUSE(SYS_request_key),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof filter / sizeof filter[0], filter};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static int allow(int ruleset, const char *path, uint64_t access) {
  struct landlock_path_beneath_attr rule = {.allowed_access = access};
  rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
  // A place that does not exist on this machine needs no permission.
  if (rule.parent_fd < 0) return errno == ENOENT ? 0 : -1;
  int result = (int)syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close(rule.parent_fd);
  return result;
}

// What is beneath `readable` can be read and run, and nothing else of the file system be
// touched; open descriptors go on working. A kernel without Landlock leaves the rest.
static int hide_files(const char *const readable[]) {
  int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 0) return errno == ENOSYS || errno == EOPNOTSUPP ? 0 : -1;
  const uint64_t reading =
      LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  // The thirteen rights of the first version; later ones only refine them.
  struct landlock_ruleset_attr rights = {.handled_access_fs = (1ULL << 13) - 1};
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof rights.handled_access_fs, 0);
  if (ruleset < 0) return -1;
  for (; *readable; readable++)
    if (allow(ruleset, *readable, reading)) return -1;
  // Programs open it to throw output away.
  if (allow(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)) return -1;
  return (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
}

static int bound_until(int resource, uint64_t value, uint64_t end) {
  struct rlimit limit = {value, end};
  return setrlimit((__rlimit_resource_t)resource, &limit);
}

static int bound(int resource, uint64_t value) { return bound_until(resource, value, value); }

static int set_limits(const struct so_limits *limits) {
  // At the limit comes SIGXCPU, which tells this ending from others; who ignores it is killed.
  // Of the core one byte, not none: see CrashPrivacy.
  return bound_until(RLIMIT_CPU, limits->processor_seconds, limits->processor_seconds + 5) ||
         bound(RLIMIT_AS, limits->memory) || bound(RLIMIT_FSIZE, limits->output) ||
         bound(RLIMIT_NOFILE, 256) || bound(RLIMIT_CORE, 1);
}

// Where lent descriptors are parked: above every number that is lent or given, or giving 3 as 4
// and 4 as 3 would overwrite one of them.
static int parking_place(const int *lent, int count) {
  int place = count;
  for (int i = 0; i < count; i++)
    if (lent[i] >= place) place = lent[i] + 1;
  return place;
}

static int place_descriptors(const int *lent, int count) {
  int parking = parking_place(lent, count);
  for (int i = 0; i < count; i++)
    if (lent[i] >= 0 && dup3(lent[i], parking + i, O_CLOEXEC) < 0) return -1;
  for (int i = 0; i < count; i++) {
    if (lent[i] >= 0) {
      if (dup2(parking + i, i) < 0) return -1;
    } else {
      int empty = open("/dev/null", O_RDWR);
      if (empty < 0) return -1;
      if (empty != i && (dup2(empty, i) < 0 || close(empty))) return -1;
    }
  }
  return 0;
}

static void reset_signals(void) {
  struct sigaction usual = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) sigaction(number, &usual, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void become(const char *path, char *const argv[], char *const envp[], const int *lent, int count,
                   const struct so_limits *limits, const char *const readable[], pid_t parent) {
  // A group of its own, so that what it starts can be ended with it.
  if (setpgid(0, 0) || prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent) return;
  reset_signals();
  if (place_descriptors(lent, count)) return;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || hide_files(readable) || set_limits(limits)) return;
  if (filter_calls()) return;
  execve(path, argv, envp);
}

int so_spawn_confined(const char *path, char *const argv[], char *const envp[], const int *lent, int count,
                      const struct so_limits *limits, const char *const readable[], int *process) {
  int report[2];
  if (so_pipe(report)) return errno;
  pid_t parent = getpid();
  pid_t child = fork();
  if (child == 0) {
    // Above all numbers that are parked, and closed when the program begins.
    int failed = fcntl(report[1], F_DUPFD_CLOEXEC, parking_place(lent, count) + count);
    syscall(SYS_close_range, count, ~0U, CLOSE_RANGE_CLOEXEC);
    become(path, argv, envp, lent, count, limits, readable, parent);
    int error = errno;
    ssize_t told = write(failed, &error, sizeof error);
    _exit(told == sizeof error ? 127 : 126);
  }
  close(report[1]);
  int error = child < 0 ? errno : 0;
  if (child > 0) {
    ssize_t length;
    do length = read(report[0], &error, sizeof error);
    while (length < 0 && errno == EINTR);
    // Nothing was written: the program began, or the child died before it could.
    if (length <= 0) error = 0;
  }
  close(report[0]);
  *process = child;
  return error;
}
