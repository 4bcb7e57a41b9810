internal import Records

/// How many points a picture has, told by its header.
struct ImageSize: Hashable, Sendable {
  let width: Int
  let height: Int

  /// A picture whose shorter side has fewer points is a thumbnail of a document: no text on it can
  /// be read (R056). A slice of an MRI has 256.
  static let tiny = 200

  var isTiny: Bool { min(width, height) < Self.tiny }

  /// The size of a picture of this kind; `nil` when its header does not say.
  ///
  /// - Parameter read: gives up to so many bytes from an offset.
  init?(_ kind: ContentKind, _ read: (Int64, Int) throws(Failure) -> [UInt8]) throws(Failure) {
    let size: (Int, Int)?
    switch kind {
    case .png: size = Self.pair(try read(16, 8), 0, 4, 4, big: true)
    case .gif: size = Self.pair(try read(6, 4), 0, 2, 2, big: false)
    case .bitmap: size = Self.pair(try read(18, 8), 0, 4, 4, big: false)
    case .jpeg: size = try Self.jpeg(read)
    case .tiff: size = try Self.tiff(read)
    default: size = nil
    }
    guard let size, size.0 > 0, size.1 > 0 else { return nil }
    (width, height) = size
  }

  private static func pair(_ bytes: [UInt8], _ at: Int, _ step: Int, _ length: Int, big: Bool) -> (Int, Int)?
  {
    guard bytes.count >= at + step + length else { return nil }
    let second = number(bytes, at + step, length, big: big)
    // A bitmap from the top down has a negative height.
    return (number(bytes, at, length, big: big), second > Int(Int32.max) ? (1 << 32) - second : second)
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ length: Int, big: Bool) -> Int {
    let part = bytes[at..<(at + length)]
    return (big ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
  }

  /// From segment to segment to the one that begins a frame; what cameras put before it may be
  /// long.
  private static func jpeg(_ read: (Int64, Int) throws(Failure) -> [UInt8]) throws(Failure) -> (Int, Int)? {
    var place: Int64 = 2
    for _ in 0..<200 {
      let segment = try read(place, 9)
      guard segment.count == 9, segment[0] == 0xFF else { return nil }
      let marker = segment[1]
      if marker == 0xFF {
        place += 1
        continue
      }
      // All begin a frame but three, which define tables.
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        return (number(segment, 7, 2, big: true), number(segment, 5, 2, big: true))
      }
      guard marker != 0xD9, marker != 0xDA else { return nil }
      place += 2 + Int64(number(segment, 2, 2, big: true))
    }
    return nil
  }

  /// Tags 256 and 257 of the first directory, which may stand anywhere.
  private static func tiff(_ read: (Int64, Int) throws(Failure) -> [UInt8]) throws(Failure) -> (Int, Int)? {
    let head = try read(0, 8)
    guard head.count == 8 else { return nil }
    let big = head[0] == 0x4D
    guard number(head, 2, 2, big: big) == 42 else { return nil }
    let place = Int64(number(head, 4, 4, big: big))
    let counted = try read(place, 2)
    guard counted.count == 2 else { return nil }
    let count = min(number(counted, 0, 2, big: big), 200)
    let entries = try read(place + 2, 12 * count)
    guard entries.count == 12 * count else { return nil }
    var size: (width: Int?, height: Int?)
    for entry in stride(from: 0, to: entries.count, by: 12) {
      let length = number(entries, entry + 2, 2, big: big) == 3 ? 2 : 4
      let value = number(entries, entry + 8, length, big: big)
      switch number(entries, entry, 2, big: big) {
      case 256: size.width = value
      case 257: size.height = value
      default: break
      }
    }
    guard let width = size.width, let height = size.height else { return nil }
    return (width, height)
  }
}

/// Whether a PDF is encrypted: its trailer, at the end or for quick viewing at the front, says so.
enum PDFEncryption {
  static func isTold(in bytes: [UInt8]) -> Bool {
    let word = Array("/Encrypt".utf8)
    var rest = bytes[...]
    while let place = rest.firstIndex(of: word[0]) {
      rest = rest[place...]
      // `/EncryptMetadata` is another word.
      if rest.starts(with: word), let next = rest.dropFirst(word.count).first,
        [0x20, 0x0D, 0x0A, 0x09, UInt8(ascii: "<")].contains(next)
      {
        return true
      }
      rest.removeFirst()
    }
    return false
  }
}
