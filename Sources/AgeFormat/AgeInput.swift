internal import Keys
public import Records

/// An age file as it comes, armoured or not.
public struct AgeInput {
  /// Gives the file without its armour.
  public let source: any ByteSource
  /// Whether it is armoured.
  public let isArmored: Bool

  /// Looks at the front of `source`: an armour begins, perhaps behind white space, with a
  /// line of its own. Whatever is neither that nor age is left to the reader of the header.
  ///
  /// - Throws: what `source` throws.
  public init(_ source: any ByteSource) throws(Failure) {
    var front: [UInt8] = []
    var verdict = Self.verdict(front)
    while verdict == nil {
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = try piece.withMutableRawSpan { (bytes) throws(Failure) in try source.read(into: &bytes) }
      if count == 0 { break }
      front += piece.prefix(count)
      verdict = Self.verdict(front)
    }
    let whole = PrefixedSource(front, source)
    isArmored = verdict ?? false
    self.source = isArmored ? ArmorReader(whole) : whole
  }

  /// Whether an armour begins; `nil` while more is to be seen.
  private static func verdict(_ front: [UInt8]) -> Bool? {
    let text = front.drop(while: Armor.isBlank)
    if front.count - text.count > Armor.maximumBlanks { return false }
    // The front of the label tells it from all else; whether it is right to its end, the
    // armour's reader says.
    let mark = Armor.begin.prefix(14)
    guard text.starts(with: mark.prefix(text.count)) else { return false }
    return text.count >= mark.count ? true : nil
  }
}

/// Gives bytes that were read ahead, then the rest.
package final class PrefixedSource: ByteSource {
  private var front: ArraySlice<UInt8>
  private let rest: any ByteSource

  package init(_ front: [UInt8], _ rest: any ByteSource) {
    self.front = front[...]
    self.rest = rest
  }

  package func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    guard !front.isEmpty else { return try rest.read(into: &buffer) }
    let count = min(buffer.byteCount, front.count)
    unsafe buffer.withUnsafeMutableBytes { unsafe $0.copyBytes(from: front.prefix(count)) }
    front = front.dropFirst(count)
    return count
  }
}
