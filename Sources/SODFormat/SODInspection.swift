internal import AgeFormat
internal import Platform
public import Records

/// What anybody can see of a container without a key.
public struct SODInspection: Hashable, Sendable {
  /// The kinds of the header's stanzas, in their order, as in `X25519`.
  public let stanzas: [String]
  /// Whether the file is armoured.
  public let isArmored: Bool
  /// Whether every way into it withstands a quantum computer.
  public let isPostQuantum: Bool
  /// How many times it was shared or issued anew.
  public let shareCount: Int
  /// Whether the archive inside is said to be compressed; `nil` where a passphrase opens it,
  /// whose stanza has to be alone.
  public let isCompressed: Bool?
  /// The length of the header in bytes, without an armour.
  public let headerSize: Int64
  /// The length of the whole file in bytes.
  public let size: Int64
  /// The length of the archive inside; `nil` when no archive has such a file, which was
  /// cut or lengthened then.
  public let contentSize: Int64?

  /// The kinds that withstand a quantum computer (C2SP age.md).
  private static let postQuantum: Set = ["mlkem768x25519", "mlkem768p256tag"]

  /// Reads a header and, from its end on, nothing but the length; an armour is read to its end.
  ///
  /// - Parameter size: the length of the file where it is known; else `source` is read to
  ///   its end.
  /// - Throws: `age_header_invalid`, `armor_invalid`, `truncated`, and what `source` throws.
  public init(_ source: any ByteSource, size known: Int64? = nil) throws(Failure) {
    let whole = CountingSource(source)
    let input = try AgeInput(whole)
    let (header, rest) = try AgeHeader.read(from: input.source)
    stanzas = header.stanzas.map(\.type)
    // What else is no way in that is known; whether it is one, nobody without a key can say.
    let ways = header.stanzas.filter { $0.type != ShareStanza.type && !Compression.isMark($0) }
    isPostQuantum = ways.allSatisfy { Self.postQuantum.contains($0.type) }
    shareCount = header.stanzas.count { ShareStanza.isOne($0) }
    isCompressed = header.isForPassphrase ? nil : header.stanzas.contains { Compression.isMark($0) }
    isArmored = input.isArmored
    headerSize = Int64(header.byteCount)
    if let known, !isArmored {
      size = known
      contentSize = AgePayload.plaintextSize(of: known - headerSize)
    } else {
      let counter = ByteCounter()
      try input.source.copy(to: counter)
      size = known ?? whole.count
      contentSize = AgePayload.plaintextSize(of: Int64(rest.count) + counter.count)
    }
  }
}

private final class CountingSource: ByteSource {
  private(set) var count: Int64 = 0
  private let source: any ByteSource

  init(_ source: any ByteSource) { self.source = source }

  func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let count = try source.read(into: &buffer)
    self.count += Int64(count)
    return count
  }
}

private final class ByteCounter: ByteSink {
  private(set) var count: Int64 = 0
  func write(_ bytes: RawSpan) { count += Int64(bytes.byteCount) }
}
