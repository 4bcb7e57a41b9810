internal import Glibc
internal import Platform
public import Records
public import SystemPackage

/// A name in a directory of an FTP server.
public struct FTPEntry: Hashable, Sendable {
  /// The name, a single component.
  public let name: String
  /// What the server tells of it.
  public let status: FTPFileStatus
}

/// Reads what servers tell of directories and files (RFC 3659).
public enum FTPListing {
  /// `type=file;size=3;modify=20260102030405; NAME`: a line of `MLSD` or `MLST`; `nil` for one that is
  /// none.
  public static func entry(_ line: some StringProtocol) -> FTPEntry? {
    let text = line.drop { $0 == " " }
    guard let space = text.firstIndex(of: " "), text[..<space].hasSuffix(";") else { return nil }
    var size: Int64?
    var modified: Timestamp?
    var isFile = true
    for fact in text[..<space].split(separator: ";") {
      let parts = fact.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      switch parts[0].lowercased() {
      case "size": size = Int64(parts[1])
      case "modify": modified = time(String(parts[1]))
      case "type": isFile = parts[1].lowercased() == "file"
      default: break
      }
    }
    // `MLST` names the whole path at some servers.
    let name = text[text.index(after: space)...].split(separator: "/").last.map { String($0) } ?? ""
    guard isName(name) else { return nil }
    return FTPEntry(name: name, status: FTPFileStatus(size: size, modified: modified, isFile: isFile))
  }

  /// A name of `NLST`, which some servers give with its path.
  static func name(_ line: some StringProtocol) -> String? {
    let name = line.split(separator: "/").last.map { String($0) } ?? ""
    return isName(name) ? name : nil
  }

  /// A server that names `..`, or hides a line feed in a name, is not believed.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".."
      && name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
  }

  /// `YYYYMMDDHHMMSS`, UTC, with or without a fraction.
  public static func time(_ text: String) -> Timestamp? {
    let digits = Array(text.drop { $0 == " " }.prefix(14))
    guard digits.count == 14, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return Timestamp(
      rfc3339:
        "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14)).000Z")
  }
}

extension FTPSClient {
  /// The files in a directory whose names begin with `prefix`; `buffer` is the file that this
  /// session was given.
  public func entries(of path: FTPPath, prefix: String, buffer: FileDescriptor) throws(Failure) -> [FTPEntry]
  {
    let features = try offered()
    let hasFacts = features.has("MLST") || features.has("MLSD")
    let count: Int64
    do throws(Failure) { count = try list(path, by: hasFacts ? "MLSD" : "NLST") } catch {
      throw try isMissing(path, after: error) ? Self.noFolder(path) : error
    }
    var bytes = [UInt8](repeating: 0, count: Int(count))
    let got = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(buffer.rawValue, $0.baseAddress, $0.count, 0)
    }
    guard got == bytes.count else { throw Failure(.current, "cannot read the list of a folder") }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    if hasFacts {
      return lines.compactMap { FTPListing.entry($0) }.filter {
        $0.status.isFile && $0.name.hasPrefix(prefix)
      }
    }
    var entries: [FTPEntry] = []
    for name in lines.compactMap({ FTPListing.name($0) }) where name.hasPrefix(prefix) {
      guard let status = try status(of: path.appending(name)), status.isFile else { continue }
      entries.append(FTPEntry(name: name, status: status))
    }
    return entries
  }

  /// Whether a list was refused because there is no such folder, in whatever words. Only `MLST` tells
  /// of a folder: asked for its size, a server may call one that is there missing.
  private func isMissing(_ path: FTPPath, after failure: Failure) throws(Failure) -> Bool {
    if failure.code == .remoteNoSuchFile { return true }
    guard failure.code == .remoteUnsupported || failure.code == .remoteFailure,
      try offered().has("MLST")
    else { return false }
    return try status(of: path) == nil
  }

  private static func noFolder(_ path: FTPPath) -> Failure {
    Failure(
      .remoteNoSuchFile, "there is no folder \(path.text) on the server", hint: "check the path in server.url"
    )
  }
}
