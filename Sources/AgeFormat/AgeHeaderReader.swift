internal import Keys
public import Records

extension AgeHeader {
  /// Reads the header from the front of `source`, strictly.
  ///
  /// - Returns: the header, and the bytes behind it that were read with it.
  /// - Throws: `age_header_invalid`, `truncated`, and what `source` throws.
  public static func read(from source: any ByteSource) throws(Failure) -> (header: AgeHeader, rest: [UInt8]) {
    var reader = AgeHeaderReader(source: source)
    let header = try reader.header()
    return (header, reader.unread)
  }
}

/// Reads a header line by line; never more than `AgeHeader.maximumLength` bytes.
private struct AgeHeaderReader {
  private static let pieceSize = 4096

  private let source: any ByteSource
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(source: any ByteSource) { self.source = source }

  /// What was read from the source and does not belong to the header.
  var unread: [UInt8] { Array(buffer[position...]) }

  mutating func header() throws(Failure) -> AgeHeader {
    try version()
    var stanzas: [AgeStanza] = []
    while true {
      let start = position
      let line = try self.line()
      if line.starts(with: Array("---".utf8)) {
        guard !stanzas.isEmpty else { throw invalid("it names no recipient") }
        guard line.count == 47, line[line.startIndex + 3] == UInt8(ascii: " "),
          let code = decoded(line.dropFirst(4)), code.count == 32
        else { throw invalid("its last line is malformed") }
        return AgeHeader(stanzas: stanzas, authenticated: Array(buffer[..<(start + 3)]), code: code)
      }
      guard stanzas.count < AgeHeader.maximumStanzas else {
        throw invalid("it has more than \(AgeHeader.maximumStanzas) stanzas")
      }
      stanzas.append(try stanza(line))
    }
  }

  private mutating func version() throws(Failure) {
    let name = Array(AgeHeader.version.utf8)
    while buffer.count <= name.count, try more() {}
    guard buffer.starts(with: name.prefix(buffer.count)), !buffer.isEmpty else {
      throw Failure(.ageHeaderInvalid, "the file is not encrypted with age")
    }
    let line = try self.line()
    guard line.elementsEqual(name) else { throw invalid("its version is not v1") }
  }

  private mutating func stanza(_ line: ArraySlice<UInt8>) throws(Failure) -> AgeStanza {
    guard line.starts(with: Array("-> ".utf8)) else { throw invalid("a stanza does not begin with an arrow") }
    let words = line.dropFirst(3).split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.allSatisfy({ AgeStanza.isArgument($0) }), let type = words.first else {
      throw invalid("a stanza's words are malformed")
    }
    var symbols: [UInt8] = []
    while true {
      let row = try self.line()
      guard row.count <= AgeHeader.columns else {
        throw invalid("a stanza's body has a line that is too long")
      }
      symbols += row
      if row.count < AgeHeader.columns { break }
    }
    guard let body = decoded(symbols[...]) else { throw invalid("a stanza's body is not canonical base64") }
    return AgeStanza(
      type: String(decoding: type, as: UTF8.self),
      checkedArguments: words.dropFirst().map { String(decoding: $0, as: UTF8.self) }, body: body)
  }

  /// The next line without its line feed.
  private mutating func line() throws(Failure) -> ArraySlice<UInt8> {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { position = end + 1 }
        return buffer[position..<end]
      }
      searched = buffer.count
      guard try more() else {
        throw Failure(.truncated, "the file ends at byte \(buffer.count), within its header")
      }
    }
  }

  /// Reads another piece; `false` at the end of the source.
  private mutating func more() throws(Failure) -> Bool {
    guard !isAtEnd else { return false }
    guard buffer.count < AgeHeader.maximumLength else {
      throw invalid("it is longer than \(AgeHeader.maximumLength) bytes")
    }
    var piece = [UInt8](repeating: 0, count: Self.pieceSize)
    let count = try piece.withMutableRawSpan { (bytes) throws(Failure) in try source.read(into: &bytes) }
    if count == 0 { isAtEnd = true }
    buffer += piece.prefix(count)
    return count > 0
  }

  private func decoded(_ symbols: ArraySlice<UInt8>) -> [UInt8]? {
    guard let text = String(validating: symbols, as: UTF8.self) else { return nil }
    return Base64.decode(text, .unpadded)
  }

  private func invalid(_ why: String) -> Failure {
    Failure(.ageHeaderInvalid, "the header of the age file is refused: \(why)")
  }
}
