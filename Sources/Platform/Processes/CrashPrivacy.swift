internal import Glibc

/// What a process takes care of at its start, in case it dies of a fault in its own code: its
/// memory holds keys, passwords and documents, and nobody is to get them then.
public enum CrashPrivacy {
  /// Ends such a process on the spot: no core file, no backtrace.
  ///
  /// The Swift runtime on Linux answers a crash at a terminal by starting a program
  /// `swift-backtrace`, which prints registers, memory and arguments. In a program that holds its
  /// runtime inside, it looks for that file beside the name it was called by, which is the working
  /// directory when the name came from `PATH`: a folder of somebody else's documents could bring
  /// the program along, and with it a document that makes a reader crash.
  public static func enforce() {
    // Not 0: a core pattern that is a pipe (systemd-coredump, apport) is given the memory whatever
    // the limit says, but for the limit of one byte, at which Linux writes to neither.
    var least = rlimit(rlim_cur: 1, rlim_max: 1)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &least)
    for signalNumber in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] {
      signal(signalNumber, SIG_DFL)
    }
  }
}
