internal import CLinux
internal import Glibc
public import Records
public import SystemPackage

/// The program that runs.
public enum RunningProgram {
  /// Its file, all links followed.
  public static var path: FilePath? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    return count > 0 ? FilePath(bytes: buffer.prefix(count).map { UInt8(bitPattern: $0) }) : nil
  }

  /// Goes on as the program `name`, which lies beside this one: the process, its standard
  /// streams, its signals and its environment stay, and its exit status is that program's.
  ///
  /// - Parameter arguments: what follows `argv[0]`, as bytes.
  /// - Throws: `program_missing` when there is no such program; else it does not return.
  public static func become(_ name: FilePath.Component, arguments: [[UInt8]]) throws(Failure) -> Never {
    let program = (path ?? "/usr/bin/so").removingLastComponent().appending(name)
    let argv = CStringArray([Array(name.string.utf8)] + arguments)
    let error = unsafe program.withPlatformString { unsafe so_become($0, argv.pointers) }
    throw Failure(
      .programMissing, "cannot start \(program.printable): \(Errno(rawValue: error))",
      hint: "install the whole package")
  }
}
