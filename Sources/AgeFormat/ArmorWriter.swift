public import Records

/// Writes an age file as ASCII armour (C2SP age.md, "ASCII armor"; RFC 7468, section 3).
///
/// Until ``finish()`` the text lacks its last line, and every reader notices.
public final class ArmorWriter: ByteSink {
  private let output: any ByteSink
  /// What does not fill a line yet.
  private var waiting: [UInt8] = []
  private var text: [UInt8] = []
  private var begun = false

  /// Writes armour to `output`.
  public init(_ output: any ByteSink) { self.output = output }

  /// The length of the armour around a file of `size` bytes.
  public static func size(of size: Int64) -> Int64 {
    let symbols = (size + 2) / 3 * 4
    let lines = (symbols + Int64(Armor.columns) - 1) / Int64(Armor.columns)
    return Int64(Armor.begin.count + Armor.end.count + 2) + symbols + lines
  }

  /// Adds the file's next bytes; whole lines go to the output.
  public func write(_ bytes: RawSpan) throws(Failure) {
    begin()
    unsafe bytes.withUnsafeBytes { bytes in
      var start = 0
      if !waiting.isEmpty {
        start = min(Armor.lineBytes - waiting.count, bytes.count)
        unsafe waiting.append(contentsOf: bytes[..<start])
        guard waiting.count == Armor.lineBytes else { return }
        unsafe waiting.withUnsafeBytes { unsafe line($0) }
        waiting.removeAll(keepingCapacity: true)
      }
      while bytes.count - start >= Armor.lineBytes {
        unsafe line(UnsafeRawBufferPointer(rebasing: bytes[start..<start + Armor.lineBytes]))
        start += Armor.lineBytes
      }
      unsafe waiting.append(contentsOf: bytes[start...])
    }
    try flush()
  }

  /// Writes the rest and the last line; nothing may be written afterwards. The output is the
  /// caller's to finish.
  public func finish() throws(Failure) {
    begin()
    if !waiting.isEmpty { unsafe waiting.withUnsafeBytes { unsafe line($0) } }
    waiting = []
    text += Armor.end + [UInt8(ascii: "\n")]
    try flush()
  }

  private func begin() {
    guard !begun else { return }
    begun = true
    text += Armor.begin + [UInt8(ascii: "\n")]
  }

  private func flush() throws(Failure) {
    try output.write(text)
    text.removeAll(keepingCapacity: true)
  }

  /// Adds the line for at most 48 bytes.
  private func line(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count {
      let count = min(3, bytes.count - index)
      var group = UInt32(0)
      for offset in 0..<3 {
        group = unsafe group << 8 | (offset < count ? UInt32(bytes[index + offset]) : 0)
      }
      for place in 0..<4 {
        let symbol = Armor.alphabet[Int(group >> UInt32(18 - 6 * place) & 63)]
        text.append(place <= count ? symbol : Armor.padding)
      }
      index += 3
    }
    text.append(UInt8(ascii: "\n"))
  }
}

/// The armour's measures.
enum Armor {
  static let begin = Array("-----BEGIN AGE ENCRYPTED FILE-----".utf8)
  static let end = Array("-----END AGE ENCRYPTED FILE-----".utf8)
  static let columns = 64
  /// The bytes of a full line.
  static let lineBytes = 48
  /// The most white space that is taken before and behind, in bytes, as stock age has it.
  static let maximumBlanks = 1024
  static let padding = UInt8(ascii: "=")
  static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  /// The value of each symbol; 255 for what is none.
  static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, symbol) in alphabet.enumerated() { values[Int(symbol)] = UInt8(value) }
    return values
  }()

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
