internal import Glibc
internal import Records
internal import SystemPackage

/// The system that a program runs on.
public enum SystemRelease {
  /// The distribution's name for itself (`PRETTY_NAME` of os-release(5)); `nil` when it has none.
  public static var distribution: String? {
    guard let file = try? InputFile(opening: "/etc/os-release"),
      let bytes = try? file.readAll(limit: 1 << 16, excess: Failure(.ioError, "os-release is too long"))
    else { return nil }
    let mark = "PRETTY_NAME="
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix(mark) }
    return line.map { $0.dropFirst(mark.count).filter { $0 != "\"" } }
  }

  /// The kernel's name, release and machine, as in `Linux 6.1.0-18-amd64 x86_64`.
  public static var kernel: String {
    var name = utsname()
    guard unsafe uname(&name) == 0 else { return "unknown" }
    return [text(name.sysname), text(name.release), text(name.machine)].joined(separator: " ")
  }

  /// The C library's name and version, as in `glibc 2.36`.
  public static var cLibrary: String {
    var name = [CChar](repeating: 0, count: 64)
    guard unsafe confstr(Int32(_CS_GNU_LIBC_VERSION), &name, name.count) > 0 else { return "unknown" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func text<Tuple>(_ field: Tuple) -> String {
    unsafe withUnsafeBytes(of: field) { unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
