internal import Records

/// One reply of the server, with the id of the request that it answers.
struct Reply: Hashable, Sendable {
  let id: UInt32
  let body: Body

  enum Body: Hashable, Sendable {
    case status(StatusCode, message: String)
    case handle([UInt8])
    /// Where the bytes of a READ lie in the decoder's array; they are used in place.
    case data(Range<Int>)
    case names([DirectoryEntry])
    case attributes(FileAttributes)
    case extended([UInt8])
  }

  /// Reads a packet without its length field.
  init(parsing packet: PacketDecoder) throws(Failure) {
    var decoder = packet
    let type = PacketType(rawValue: try decoder.integer())
    id = try decoder.integer()
    switch type {
    case .status: body = try Self.status(&decoder)
    case .handle:
      let handle = try decoder.string()
      // The draft's limit; a longer one would come back with every request of ours.
      guard handle.count <= 256 else {
        throw Failure(.sftpProtocol, "the server sent a file handle of \(handle.count) bytes")
      }
      body = .handle(handle)
    case .data: body = .data(try decoder.stringRange())
    case .name: body = .names(try Self.names(&decoder))
    case .attrs: body = .attributes(try FileAttributes(from: &decoder))
    case .extendedReply: body = .extended(decoder.rest())
    default: throw Failure(.sftpProtocol, "the server sent a packet of the unknown type \(type.rawValue)")
    }
  }

  private static func status(_ decoder: inout PacketDecoder) throws(Failure) -> Body {
    let code = StatusCode(rawValue: try decoder.integer())
    // Servers of the protocol's first days end the packet here.
    guard decoder.remaining > 0 else { return .status(code, message: "") }
    return .status(code, message: String(printable: try decoder.string()))
  }

  private static func names(_ decoder: inout PacketDecoder) throws(Failure) -> [DirectoryEntry] {
    let count: UInt32 = try decoder.integer()
    // A name takes twelve bytes at least; a larger count is a lie that would reserve memory.
    guard Int(count) <= decoder.remaining / 12 else { throw .truncatedPacket }
    var entries: [DirectoryEntry] = []
    entries.reserveCapacity(Int(count))
    for _ in 0..<count {
      let name = try decoder.string()
      _ = try decoder.stringRange()
      entries.append(DirectoryEntry(name: name, attributes: try FileAttributes(from: &decoder)))
    }
    return entries
  }
}

extension String {
  /// A peer's bytes as one printable line of at most 200 characters: a server's message
  /// ends up on a terminal, where an escape sequence would be obeyed.
  init(printable bytes: some Sequence<UInt8>) {
    var text = ""
    for scalar in String(decoding: Array(bytes.prefix(800)), as: UTF8.self).unicodeScalars.prefix(200) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: text.append("\u{FFFD}")
      default: text.unicodeScalars.append(scalar)
      }
    }
    self = text
  }
}
