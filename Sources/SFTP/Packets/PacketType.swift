/// The packet types of SFTP version 3, with the draft's names and numbers
/// (draft-ietf-secsh-filexfer-02, section 3).
struct PacketType: RawRepresentable, Hashable, Sendable {
  let rawValue: UInt8

  // Requests.
  static let `init` = PacketType(rawValue: 1)
  static let open = PacketType(rawValue: 3)
  static let close = PacketType(rawValue: 4)
  static let read = PacketType(rawValue: 5)
  static let write = PacketType(rawValue: 6)
  static let lstat = PacketType(rawValue: 7)
  static let fstat = PacketType(rawValue: 8)
  static let setstat = PacketType(rawValue: 9)
  static let fsetstat = PacketType(rawValue: 10)
  static let opendir = PacketType(rawValue: 11)
  static let readdir = PacketType(rawValue: 12)
  static let remove = PacketType(rawValue: 13)
  static let mkdir = PacketType(rawValue: 14)
  static let rmdir = PacketType(rawValue: 15)
  static let realpath = PacketType(rawValue: 16)
  static let stat = PacketType(rawValue: 17)
  static let rename = PacketType(rawValue: 18)
  static let extended = PacketType(rawValue: 200)

  // Replies.
  static let version = PacketType(rawValue: 2)
  static let status = PacketType(rawValue: 101)
  static let handle = PacketType(rawValue: 102)
  static let data = PacketType(rawValue: 103)
  static let name = PacketType(rawValue: 104)
  static let attrs = PacketType(rawValue: 105)
  static let extendedReply = PacketType(rawValue: 201)
}
