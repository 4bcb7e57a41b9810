internal import Glibc

/// What this process gives up before it reads the first request, because it will hold passwords
/// and listen to strangers.
enum Confinement {
  static func enter() {
    // libcurl and OpenSSL take proxies, key logs and configuration from the environment.
    clearenv()
    // A core file would hold the password.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    signal(SIGPIPE, SIG_IGN)
  }
}
