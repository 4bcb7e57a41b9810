internal import Glibc
internal import Platform

/// What this process gives up before it reads the first request, because it will hold passwords
/// and listen to strangers.
enum Confinement {
  static func enter() {
    // libcurl and OpenSSL take proxies, key logs and configuration from the environment.
    clearenv()
    CrashPrivacy.enforce()
    signal(SIGPIPE, SIG_IGN)
  }
}
