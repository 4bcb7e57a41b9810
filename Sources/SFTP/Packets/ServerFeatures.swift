internal import Records

/// What a server offers beyond the draft: the extension pairs of its VERSION packet, and
/// the limits that `limits@openssh.com` told.
struct ServerFeatures: Hashable, Sendable {
  private(set) var extensions: [String: String] = [:]
  var limits = Limits()

  static let fsync = "fsync@openssh.com"
  static let hardlink = "hardlink@openssh.com"
  static let limitsRequest = "limits@openssh.com"
  static let checkFile = "check-file"
  static let checkFileByName = "check-file-name"
  static let statvfs = "statvfs@openssh.com"

  init() {}

  /// Reads a VERSION packet without its length field; any version from 3 on will do, for
  /// the answer is the lower of the two sides' numbers.
  init(parsing packet: PacketDecoder) throws(Failure) {
    var decoder = packet
    guard PacketType(rawValue: try decoder.integer()) == .version else {
      throw Failure(.sftpProtocol, "the server does not begin with an SFTP version packet")
    }
    let version: UInt32 = try decoder.integer()
    guard version >= 3 else {
      throw Failure(.sftpProtocol, "the server speaks SFTP version \(version); version 3 is needed")
    }
    while decoder.remaining > 0 {
      let name = try decoder.text()
      extensions[name] = try decoder.text()
    }
  }

  func offers(_ name: String) -> Bool { extensions[name] != nil }

  /// Whether the server hashes files by name.
  var offersHash: Bool { offers(Self.checkFile) || offers(Self.checkFileByName) }

  /// Sizes in bytes that one request may have.
  struct Limits: Hashable, Sendable {
    /// What every server takes: the draft asks for packets of 34,000 bytes.
    static let safe: UInt64 = 32_768
    var read = Limits.safe
    var write = Limits.safe

    init() {}

    /// Reads the reply to `limits@openssh.com` (OpenSSH PROTOCOL, section 4.8): packet,
    /// read, write, open handles; 0 is "not said".
    init(parsing reply: [UInt8]) throws(Failure) {
      var decoder = PacketDecoder(reply)
      let packet: UInt64 = try decoder.integer()
      read = try decoder.integer()
      write = try decoder.integer()
      read = Self.bounded(read, packet: packet)
      write = Self.bounded(write, packet: packet)
    }

    /// Keeps a limit within what our own buffers hold, and above zero.
    private static func bounded(_ value: UInt64, packet: UInt64) -> UInt64 {
      var limit = value == 0 ? safe : value
      // Room for the fields of the request: type, id, handle, offset, lengths.
      if packet > 4096 { limit = min(limit, packet - 1024) }
      return min(max(limit, 1024), 255 * 1024)
    }
  }
}
