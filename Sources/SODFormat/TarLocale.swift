internal import Glibc
internal import Records

/// Runs libarchive with UTF-8 as the text encoding of the calling thread.
///
/// libarchive 3.6.2 converts names through the locale and crashes on a UTF-8 name in the C
/// locale, which is what a cron job has. The process's own locale stays as it is: other
/// threads, and the messages, are not our business.
@safe
struct TarLocale: @unchecked Sendable {
  // Made once and kept, as glibc's locale objects may be used by any thread.
  private let locale: locale_t?

  private static let utf8 = TarLocale()

  private init() {
    unsafe locale =
      newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
      ?? newlocale(LC_CTYPE_MASK, "C.utf8", nil) ?? newlocale(LC_CTYPE_MASK, "en_US.UTF-8", nil)
  }

  static func with<R: ~Copyable>(_ body: () throws(Failure) -> R) throws(Failure) -> R {
    guard let locale = unsafe utf8.locale else {
      throw Failure(.internalError, "the system has no C.UTF-8 locale", hint: "apt install locales")
    }
    let before = unsafe uselocale(locale)
    defer { _ = unsafe uselocale(before) }
    return try body()
  }
}
