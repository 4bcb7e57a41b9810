internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// The helper that speaks to servers through libcurl, for the tools of the family only.
///
/// Requests come on standard input, answers go to standard output, one JSON line each; see
/// `NetRequest` and `NetResponse`. It reads no settings, no environment and no files.
@main enum SoNet {
  static func main() {
    guard CommandLine.argc == 1 else {
      complain("is started by the tools and takes no arguments")
      exit(ExitStatus.usage.rawValue)
    }
    Confinement.enter()
    do throws(Failure) {
      try NetService().serve(DescriptorSource.standardInput(), CheckedOutput())
    } catch {
      // A tool that went away needs no answer; its own message tells of anything else.
      if error.code != .outputClosed { complain("error: \(error.code.word): \(error.message)") }
      exit(error.code.exit.rawValue)
    }
  }

  private static func complain(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll("so-net: \(text)\n".utf8)
  }
}
