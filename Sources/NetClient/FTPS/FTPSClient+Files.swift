internal import Platform
public import Records

/// What a server tells of a file.
public struct FTPFileStatus: Hashable, Sendable {
  /// Bytes, where the server tells.
  public let size: Int64?
  /// The time of the last change, milliseconds since 1970, where the server tells.
  public let modified: Timestamp?
  /// Whether it is no directory and the like, as far as the server tells.
  public let isFile: Bool

  /// A file's status.
  public init(size: Int64?, modified: Timestamp?, isFile: Bool = true) {
    self.size = size
    self.modified = modified
    self.isFile = isFile
  }
}

extension FTPSClient {
  /// Asks for a file; `nil` when nothing has the name.
  ///
  /// - Throws: what connecting throws; `remote_permission_denied` and the like.
  public func status(of path: FTPPath) throws(Failure) -> FTPFileStatus? {
    if try offered().has("MLST") {
      let reply = try ask("MLST \(path.text)")
      if reply.isGood,
        let entry = reply.text.split(separator: "\n").compactMap({ FTPListing.entry($0) }).first
      {
        return entry.status
      }
      if isMissing(reply) { return nil }
      // A server that offers it and then refuses it is asked in the old way.
    }
    // The size of a text, with its line ends counted twice, is not wanted.
    let reply = try ask("TYPE I", "SIZE \(path.text)")
    if isMissing(reply) { return nil }
    guard reply.isGood else {
      if reply.meaning == .remoteNotAFile { return FTPFileStatus(size: nil, modified: nil, isFile: false) }
      throw reply.failure("to tell the size of \(path.text)")
    }
    let time = try ask("MDTM \(path.text)")
    return FTPFileStatus(
      size: Int64(reply.text.drop { $0 == " " }.prefix { $0.isNumber }),
      modified: time.isGood ? FTPListing.time(time.text) : nil)
  }

  /// 550 with other words than those of a missing right or of a directory is taken for a missing
  /// file: servers have many words for that.
  private func isMissing(_ reply: FTPReply) -> Bool {
    reply.code == 550 && (reply.meaning == .remoteNoSuchFile || reply.meaning == .remoteFailure)
  }

  /// Renames a file. Servers differ in whether a name that is taken is overwritten: who must not
  /// overwrite asks before, and stays with names that nobody else can know.
  public func rename(_ path: FTPPath, to target: FTPPath) throws(Failure) {
    let from = try ask("RNFR \(path.text)")
    guard from.code == 350 else { throw from.failure("to rename \(path.text)") }
    let reply = try ask("RNTO \(target.text)")
    guard reply.isGood else { throw reply.failure("to rename \(path.text)") }
  }

  /// Removes a file.
  ///
  /// - Throws: `remote_no_such_file` when there is none.
  public func remove(_ path: FTPPath) throws(Failure) {
    let reply = try ask("DELE \(path.text)")
    guard !reply.isGood else { return }
    guard !isMissing(reply) else {
      throw Failure(.remoteNoSuchFile, "there is no \(path.text) on the server")
    }
    throw reply.failure("to remove \(path.text)")
  }

  /// Sets a file's permission bits, where the server has `SITE CHMOD`.
  ///
  /// - Returns: whether it did.
  public func setMode(_ mode: UInt32, of path: FTPPath) throws(Failure) -> Bool {
    let octal = String(mode & 0o7777, radix: 8)
    return try ask("SITE CHMOD \(octal.count < 4 ? "0" + octal : octal) \(path.text)").isGood
  }

  /// The SHA-256 that the server makes of a file, 32 bytes; `nil` where it makes none. It may take
  /// as long as reading the file.
  public func sha256(of path: FTPPath) throws(Failure) -> [UInt8]? {
    let features = try offered()
    var reply: FTPReply?
    if features.has("XSHA256") {
      reply = try ask("XSHA256 \(path.text)")
    } else if features.hashesBySHA256 {
      reply = try ask("OPTS HASH SHA-256", "HASH \(path.text)")
    }
    guard let reply, reply.isGood else { return nil }
    let words = reply.text.split { $0 == " " || $0 == "\n" }
    return words.lazy.compactMap { word in
      word.utf8.count == 64 ? Hex.decode(word.lowercased()).flatMap { $0.count == 32 ? $0 : nil } : nil
    }.first
  }
}
