internal import Records

/// What a server tells of a remote file, or is asked to set
/// (ATTRS, draft-ietf-secsh-filexfer-02, section 5); what is absent is `nil`.
public struct FileAttributes: Hashable, Sendable {
  /// The size in bytes.
  public var size: UInt64?
  /// The numeric user and group.
  public var owner: (user: UInt32, group: UInt32)? {
    get { user.flatMap { user in group.map { (user, $0) } } }
    set { (user, group) = (newValue?.user, newValue?.group) }
  }
  /// The mode as `stat(2)` gives it: type bits and permission bits.
  public var permissions: UInt32?
  /// The times of last access and change, whole seconds since 1970 UTC.
  public var accessed: UInt32?
  /// See ``accessed``.
  public var modified: UInt32?

  private var user: UInt32?
  private var group: UInt32?

  /// Makes a set of attributes, by default an empty one.
  public init(size: UInt64? = nil, permissions: UInt32? = nil) {
    self.size = size
    self.permissions = permissions
  }

  /// Whether the mode says that it is a directory; `false` where the server gives no mode.
  public var isDirectory: Bool { permissions.map { $0 & 0o170000 == 0o040000 } ?? false }
  /// Whether the mode says that it is a regular file, or the server gives no type.
  public var isRegularFile: Bool {
    permissions.map { $0 & 0o170000 == 0o100000 || $0 & 0o170000 == 0 } ?? true
  }

  private static let hasSize: UInt32 = 0x1
  private static let hasOwner: UInt32 = 0x2
  private static let hasPermissions: UInt32 = 0x4
  private static let hasTimes: UInt32 = 0x8
  private static let hasExtended: UInt32 = 0x8000_0000

  func encode(into encoder: inout PacketEncoder) {
    var flags: UInt32 = 0
    if size != nil { flags |= Self.hasSize }
    if owner != nil { flags |= Self.hasOwner }
    if permissions != nil { flags |= Self.hasPermissions }
    if accessed != nil && modified != nil { flags |= Self.hasTimes }
    encoder.integer(flags)
    if let size { encoder.integer(size) }
    if let owner {
      encoder.integer(owner.user)
      encoder.integer(owner.group)
    }
    if let permissions { encoder.integer(permissions) }
    if let accessed, let modified {
      encoder.integer(accessed)
      encoder.integer(modified)
    }
  }

  init(from decoder: inout PacketDecoder) throws(Failure) {
    let flags: UInt32 = try decoder.integer()
    if flags & Self.hasSize != 0 { size = try decoder.integer() }
    if flags & Self.hasOwner != 0 {
      user = try decoder.integer(UInt32.self)
      group = try decoder.integer(UInt32.self)
    }
    if flags & Self.hasPermissions != 0 { permissions = try decoder.integer(UInt32.self) }
    if flags & Self.hasTimes != 0 {
      accessed = try decoder.integer(UInt32.self)
      modified = try decoder.integer(UInt32.self)
    }
    guard flags & Self.hasExtended != 0 else { return }
    // The count is the server's word; each pair takes eight bytes at least, so a count
    // that the packet cannot hold ends at the packet's end, not after four billion turns.
    let count: UInt32 = try decoder.integer()
    for _ in 0..<count {
      _ = try decoder.stringRange()
      _ = try decoder.stringRange()
    }
  }
}
