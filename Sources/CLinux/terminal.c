#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

// Those that end or stop a process by default, and may come while somebody types.
static const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU};
enum { watched_count = sizeof watched / sizeof watched[0] };

static volatile sig_atomic_t came;

static void note(int number) { came = number; }

static int read_line(int terminal, char *line, int size) {
  int length = 0;
  for (;;) {
    char byte;
    ssize_t count = read(terminal, &byte, 1);
    if (count < 0) return -1;
    if (count == 0) return length > 0 ? length : -2;
    if (byte == '\n') return length;
    if (length < size) line[length] = byte;
    length++;
  }
}

int so_read_secret(int terminal, const char *prompt, char *line, int size) {
  for (;;) {
    struct sigaction former[watched_count], action;
    struct termios shown, hidden;
    int result = -1, error;
    memset(&action, 0, sizeof action);
    // No SA_RESTART: the read is to end.
    action.sa_handler = note;
    sigemptyset(&action.sa_mask);
    came = 0;
    if (tcgetattr(terminal, &shown) != 0) return -1;
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &action, &former[i]);
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    hidden.c_lflag |= ICANON | ECHONL;
    // What was typed before the question is no answer to it.
    if (tcsetattr(terminal, TCSAFLUSH, &hidden) == 0) {
      if (write(terminal, prompt, strlen(prompt)) >= 0) result = read_line(terminal, line, size);
      error = errno;
      while (tcsetattr(terminal, TCSANOW, &shown) != 0 && errno == EINTR && came == 0) {}
    } else {
      error = errno;
    }
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &former[i], NULL);
    int number = came;
    if (number == 0) {
      errno = error;
      return result;
    }
    explicit_bzero(line, (size_t)size);
    if (write(terminal, "\n", 1) < 0) { /* the terminal is gone */ }
    kill(getpid(), number);
    // Who was stopped is asked again when it goes on.
    if (number != SIGTSTP && number != SIGTTIN && number != SIGTTOU) {
      errno = EINTR;
      return -1;
    }
  }
}
