import AgeFormat
import Keys
import Platform
import Records
import TestSupport
import Testing

@Suite struct ArmorTests {
  static func armored(_ bytes: [UInt8], piece: Int = .max) throws -> String {
    let output = Collector()
    let writer = ArmorWriter(output)
    for start in stride(from: 0, to: bytes.count, by: min(piece, max(1, bytes.count))) {
      try writer.write(Array(bytes[start..<min(start + min(piece, bytes.count), bytes.count)]))
    }
    try writer.finish()
    return String(decoding: output.bytes, as: UTF8.self)
  }

  static func read(_ text: String, piece: Int = 4096) throws -> [UInt8] {
    try ArmorReader(TricklingSource(Array(text.utf8), piece: piece))
      .readAll(limit: .max, excess: Failure(.ioError, ""))
  }

  static let sizes = [0, 1, 2, 3, 46, 47, 48, 49, 95, 96, 97, 48 * 1000, 48 * 1365, 48 * 1366, 200_001]

  @Test(arguments: sizes) func `armour is base64 in lines of 64, and comes back`(size: Int) throws {
    let bytes = content(size)
    let text = try Self.armored(bytes)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "-----BEGIN AGE ENCRYPTED FILE-----")
    #expect(lines.suffix(2) == ["-----END AGE ENCRYPTED FILE-----", ""])
    #expect(lines.dropFirst().dropLast(3).allSatisfy { $0.count == 64 })
    #expect(lines.dropFirst().dropLast(2).joined() == Base64.encode(bytes))
    #expect(try Self.read(text) == bytes)
    #expect(ArmorWriter.size(of: Int64(size)) == Int64(text.utf8.count))
  }

  @Test(arguments: [1, 5, 47, 48, 49, 1000]) func `pieces of any size make one armour`(piece: Int) throws {
    let bytes = content(1000)
    #expect(try Self.armored(bytes, piece: piece) == Self.armored(bytes))
    #expect(try Self.read(Self.armored(bytes), piece: piece) == bytes)
  }

  static let valid = "-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n-----END AGE ENCRYPTED FILE-----\n"

  static let taken: [(String, String)] = [
    ("as it is written", valid), ("CRLF", valid.replacing("\n", with: "\r\n")),
    ("no last line feed", String(valid.dropLast())), ("blank lines before", " \t\n\r\n\n" + valid),
    ("blanks behind", valid + " \n\t\n  "),
    ("blank lines longer than the rest", String(repeating: "\n", count: 500) + valid.dropLast()),
    ("a mixture of line ends", valid.replacing("AAAA\n", with: "AAAA\r\n")),
    ("1024 bytes of blanks behind", valid + String(repeating: " ", count: 1024)),
    ("1024 bytes of blanks before", String(repeating: "\n", count: 1024) + valid),
  ]

  @Test(arguments: taken.indices) func `white space around it and either line end are taken`(index: Int)
    throws
  {
    #expect(try Self.read(Self.taken[index].1) == [0, 0, 0], "\(Self.taken[index].0)")
  }

  static let full = String(repeating: "A", count: 64)

  static func around(_ lines: String) -> String {
    "-----BEGIN AGE ENCRYPTED FILE-----\n\(lines)-----END AGE ENCRYPTED FILE-----\n"
  }

  static let refused: [(String, String)] = [
    ("nothing", ""), ("text before", "x\n" + valid), ("text behind", valid + "x"),
    ("a second armour", valid + valid), ("a blank before the first line", " " + valid),
    ("a blank behind the first line", valid.replacing("FILE-----\nA", with: "FILE----- \nA")),
    ("another label", valid.replacing("AGE ENCRYPTED FILE", with: "AGE FILE")),
    ("lower case", valid.replacing("AGE ENCRYPTED FILE", with: "age encrypted file")),
    ("another label at the end", valid.replacing("END AGE ENCRYPTED FILE", with: "END AGE FILE")),
    ("no end", "-----BEGIN AGE ENCRYPTED FILE-----\nAAAA\n"),
    ("a cut line", "-----BEGIN AGE ENCRYPTED FILE-----\nAAA"),
    ("headers", around("Name: value\n\nAAAA\n")), ("an empty line", around("\nAAAA\n")),
    ("an empty last line", around("\(full)\n\n")), ("a short line within", around("AAAA\nAAAA\n")),
    ("65 columns", around("\(full)A\n")), ("68 columns", around("\(full)AAAA\n")),
    ("no padding", around("AA\n")), ("padding within", around("AA==\nAAAA\n")),
    ("padding beyond need", around("AAAA====\n")), ("three signs of padding", around("A===\n")),
    ("bits behind the last byte", around("AB==\n")), ("bits behind two bytes", around("AAB=\n")),
    ("a blank in a line", around("AA AA\n")), ("a blank behind a line", around("AAAA \n")),
    ("the other alphabet", around("AA_-\n")), ("a carriage return within", around("AA\rAA\n")),
    ("two carriage returns", around("AAAA\r\r\n")), ("padding on two lines", around("AA=\n=\n")),
    ("a checksum line", around("AAAA\n=AAAA\n")),
    ("1025 bytes of blanks before", String(repeating: "\n", count: 1025) + valid),
    ("1025 bytes of blanks behind", valid + String(repeating: "\n", count: 1025)),
    ("a byte beyond ASCII", around("AAAä\n")), ("blank lines and no line", "\n\n\n\n\n\n\n\nAB"),
  ]

  @Test(arguments: refused.indices) func `armour in any other spelling is refused`(index: Int) throws {
    let failure = refusal { try Self.read(Self.refused[index].1) }
    #expect(failure?.code == .armorInvalid, "\(Self.refused[index].0)")
  }

  @Test func `an endless line is given up`() throws {
    final class Endless: ByteSource {
      var given = 0
      func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
        for offset in 0..<buffer.byteCount {
          buffer.storeBytes(of: UInt8(ascii: "A"), toByteOffset: offset, as: UInt8.self)
        }
        given += buffer.byteCount
        return buffer.byteCount
      }
    }
    let source = Endless()
    var byte: [UInt8] = [0]
    let failure = refusal {
      try byte.withMutableRawSpan { (span) throws(Failure) in try ArmorReader(source).read(into: &span) }
    }
    #expect(failure?.code == .armorInvalid)
    #expect(source.given < 1 << 18)
  }

  @Test func `what comes before a fault is given out, and then the fault for ever`() throws {
    let text = Self.around("\(Self.full)\nAA A\n")
    let reader = ArmorReader(MemorySource(Array(text.utf8)))
    let output = Collector()
    for _ in 0..<2 {
      #expect(code { () throws(Failure) in try reader.copy(to: output) } == .armorInvalid)
      #expect(output.bytes.count == 48)
    }
  }

  @Test(arguments: [0, 1, 65536, 200_000]) func `an armoured file is known by itself`(size: Int) throws {
    let plain = content(size)
    let file = try Age.encrypt(plain, to: [identity.ageRecipient], armored: true)
    #expect(try Age.decrypt(file, with: [identity]) == plain)
    #expect(try AgeDecryptor(source: MemorySource(file), identities: [identity]).isArmored)
    #expect(try Age.decrypt(Array("\r\n \n".utf8) + file, with: [identity]) == plain)
    let binary = try Age.encrypt(plain, to: [identity.ageRecipient])
    #expect(try !AgeDecryptor(source: MemorySource(binary), identities: [identity]).isArmored)
  }

  @Test(arguments: [1, 3, 4096]) func `the front of a slow pipe shows whether it is armoured`(piece: Int)
    throws
  {
    let file = try Age.encrypt([1, 2], to: [identity.ageRecipient], armored: true)
    let decryptor = try AgeDecryptor(source: TricklingSource(file, piece: piece), identities: [identity])
    #expect(try decryptor.readAll(limit: .max, excess: Failure(.ioError, "")) == [1, 2])
  }

  @Test func `text behind an armoured file is noticed before its last chunk is given out`() throws {
    let file = try Age.encrypt([1, 2, 3], to: [identity.ageRecipient], armored: true)
    #expect(
      code { () throws(Failure) in try Age.decrypt(file + Array("more".utf8), with: [identity]) }
        == .armorInvalid)
  }
}
