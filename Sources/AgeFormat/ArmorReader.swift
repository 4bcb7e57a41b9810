internal import Keys
public import Records

/// Reads an age file out of its ASCII armour, strictly: a second text for the same file would
/// let anybody change the file without being noticed.
///
/// Lines end in LF or CRLF. White space is taken before and behind, and nothing else.
public final class ArmorReader: ByteSource {
  private static let pieceSize = 1 << 16

  private let source: any ByteSource
  private var buffer: [UInt8] = []
  private var position = 0
  private var sourceEnded = false
  private var state = State.before
  /// Decoded bytes that nobody took yet.
  private var decoded: [UInt8] = []
  private var taken = 0

  private enum State {
    /// The first line is due.
    case before
    /// A line of the file, or the last one, is due.
    case within
    /// A short line was the file's last: the last line is due.
    case closing
    case ended
    case failed(Failure)
  }

  /// Reads the armour that `source` gives.
  public init(_ source: any ByteSource) { self.source = source }

  /// Fills the front of `buffer` with bytes of the file; 0 is the end.
  ///
  /// - Throws: `armor_invalid`, and what the source throws.
  public func read(into output: inout MutableRawSpan) throws(Failure) -> Int {
    if taken == decoded.count {
      decoded.removeAll(keepingCapacity: true)
      taken = 0
      while decoded.count < output.byteCount {
        // What came before a fault is given out first; then the fault, for ever.
        do throws(Failure) { guard try decodeLine() else { break } } catch {
          state = .failed(error)
          break
        }
      }
      if decoded.isEmpty, case .failed(let failure) = state { throw failure }
    }
    let count = min(output.byteCount, decoded.count - taken)
    decoded.withRawSpan { bytes in output.copy(bytes.extracting(taken..<taken + count), at: 0) }
    taken += count
    return count
  }

  /// Takes one line; `false` at the end.
  private func decodeLine() throws(Failure) -> Bool {
    switch state {
    case .failed(let failure): throw failure
    case .ended: return false
    case .before:
      try skipBlanks()
      guard let line = try line(), line.elementsEqual(Armor.begin) else {
        throw invalid("its first line is not \(String(decoding: Armor.begin, as: UTF8.self))")
      }
      state = .within
    case .closing:
      guard let line = try line(), line.elementsEqual(Armor.end) else {
        throw invalid("its last line is missing, or a line before it is short")
      }
      try finish()
    case .within:
      guard let line = try line() else { throw invalid("it ends before its last line") }
      if line.elementsEqual(Armor.end) {
        try finish()
      } else {
        let count = try decode(line)
        if count < Armor.lineBytes { state = .closing }
      }
    }
    return true
  }

  private func decode(_ line: ArraySlice<UInt8>) throws(Failure) -> Int {
    guard !line.isEmpty, line.count <= Armor.columns, line.count.isMultiple(of: 4) else {
      throw invalid("a line has \(line.count) columns")
    }
    let padding = line.suffix(2).reversed().prefix { $0 == Armor.padding }.count
    var group: UInt32 = 0
    var filled = 0
    for symbol in line.dropLast(padding) {
      let value = Armor.values[Int(symbol)]
      guard value < 64 else { throw invalid("a line holds something else than base64") }
      group = group << 6 | UInt32(value)
      filled += 1
      guard filled == 4 else { continue }
      decoded.append(UInt8(truncatingIfNeeded: group >> 16))
      decoded.append(UInt8(truncatingIfNeeded: group >> 8))
      decoded.append(UInt8(truncatingIfNeeded: group))
      (group, filled) = (0, 0)
    }
    // Bits behind the last byte would be a second spelling of it.
    switch padding {
    case 1 where group & 3 == 0:
      decoded.append(UInt8(truncatingIfNeeded: group >> 10))
      decoded.append(UInt8(truncatingIfNeeded: group >> 2))
    case 2 where group & 15 == 0: decoded.append(UInt8(truncatingIfNeeded: group >> 4))
    case 0: break
    default: throw invalid("its base64 is not canonical")
    }
    return line.count / 4 * 3 - padding
  }

  /// Requires that nothing but white space follows.
  private func finish() throws(Failure) {
    var blanks = 0
    while true {
      guard position < buffer.count else {
        guard try more() else { break }
        continue
      }
      guard Armor.isBlank(buffer[position]), blanks < Armor.maximumBlanks else {
        throw invalid("something follows it")
      }
      blanks += 1
      position += 1
    }
    state = .ended
  }

  /// Skips blank lines; white space in front of the first line itself is not taken.
  private func skipBlanks() throws(Failure) {
    var blanks = 0
    while true {
      guard let line = try line() else { return }
      guard line.allSatisfy(Armor.isBlank) else {
        // Where it stands by now: looking for its end moves the buffer on.
        position = line.startIndex
        return
      }
      blanks += line.count + 1
      guard blanks <= Armor.maximumBlanks else { throw invalid("too much white space stands before it") }
    }
  }

  /// The next line without its end; `nil` when nothing is left.
  private func line() throws(Failure) -> ArraySlice<UInt8>? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { position = end + 1 }
        return buffer[position..<end].withoutCarriageReturn
      }
      guard buffer.count - position <= Armor.maximumBlanks else { throw invalid("a line is too long") }
      let kept = buffer.count - position
      guard try more() else {
        defer { position = buffer.count }
        return position == buffer.count ? nil : buffer[position...].withoutCarriageReturn
      }
      searched = position + kept
    }
  }

  /// Reads another piece; `false` at the end of the source.
  private func more() throws(Failure) -> Bool {
    guard !sourceEnded else { return false }
    var fresh = Array(buffer[position...])
    let kept = fresh.count
    fresh += [UInt8](repeating: 0, count: Self.pieceSize)
    let count = try fresh.withMutableRawSpan { (bytes) throws(Failure) in
      try bytes.withRest(from: kept) { (rest) throws(Failure) in try source.read(into: &rest) }
    }
    fresh.removeLast(Self.pieceSize - count)
    buffer = fresh
    position = 0
    sourceEnded = count == 0
    return count > 0
  }

  private func invalid(_ why: String) -> Failure {
    Failure(.armorInvalid, "the file's ASCII armour is refused: \(why)")
  }
}

extension ArraySlice<UInt8> {
  fileprivate var withoutCarriageReturn: ArraySlice<UInt8> {
    last == UInt8(ascii: "\r") ? dropLast() : self
  }
}
