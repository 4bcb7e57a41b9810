import Keys
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct IdentityTests {
  static let time = Timestamp(milliseconds: 1_795_000_000_000)
  /// The specification's example key (C2SP age.md) and its recipient.
  static let line = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
  static let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

  static func parse(_ text: String) throws(Failure) -> Identity {
    try Identity(file: SecretBytes(copying: Array(text.utf8)))
  }

  @Test func `the specification's key gives its recipient, and a signing key that never changes`() throws {
    let identity = try Self.parse(Self.line)
    #expect(identity.recipientText == Self.recipient)
    #expect(identity.recipient == X25519PublicKey(ageText: Self.recipient))
    #expect(identity.secretLine.withBytes { $0.byteCount } == Self.line.utf8.count)
    // Pinned: were the derivation to change, every signature made before would lose its key.
    #expect(
      identity.signer.text
        == "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL7X0cUZCznMAVVuTc6h5LOnHs2ohvOZtx61JEjogFRj")
  }

  @Test func `age-keygen reads our file`() throws {
    let folder = try TemporaryFolder()
    let identity = Identity.generate(at: Self.time)
    try IdentityFile.save(identity, at: folder("id"))
    let shown = try StockProgram("age-keygen").run(["-y", folder("id").string])
    #expect(shown.text == identity.recipientText + "\n")
  }

  @Test func `we read age-keygen's file`() throws {
    let folder = try TemporaryFolder()
    let keygen = try StockProgram("age-keygen")
    #expect(try keygen.run(["-o", folder("id").string]).status == 0)
    let identity = try IdentityFile.load(folder("id"))
    #expect(try keygen.run(["-y", folder("id").string]).text == identity.recipientText + "\n")
    #expect(identity.created != nil)
  }

  @Test func `a file tells what it is, and brings back both keys`() throws {
    let identity = Identity.generate(at: Self.time)
    let text = identity.file.withBytes { bytes in
      unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 5)
    #expect(lines[0] == "# created: \(Self.time.rfc3339)")
    #expect(lines[1] == "# recipient: \(identity.recipientText)")
    #expect(lines[2] == "# signer: \(identity.signer.text)")
    let again = try Self.parse(text)
    #expect(again.signer == identity.signer)
    #expect(again.recipient == identity.recipient)
    #expect(again.created == Self.time)
  }

  static let refused: [String] = [
    "", "# only a comment\n", "hello\n", "\(line)\n\(line)\n", "\(line) \n", " \(line)\n", line.lowercased(),
    String(line.dropLast()) + "Y",
    "\(line)\nage1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj\n",
    "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR",
    "AGE-SECRET-KEY-1", "\u{FEFF}\(line)\n",
  ]

  @Test(arguments: refused) func `a text that is not exactly one identity is refused, unquoted`(text: String)
  {
    do throws(Failure) {
      _ = try Self.parse(text)
      Issue.record("was taken")
    } catch {
      #expect(error.code == .identityInvalid)
      #expect(!error.message.contains("YYSJZG") && !error.message.lowercased().contains("yysjzg"))
    }
  }

  @Test(arguments: ["\n\(line)", "\(line)\r\n", "# a\n\n\(line)\n\n# b"])
  func `comments, blank lines and CRLF are no obstacle`(text: String) throws {
    #expect(try Self.parse(text).recipientText == Self.recipient)
  }

  @Test func `a new file has mode 0600, and is never overwritten`() throws {
    let folder = try TemporaryFolder()
    let path = folder("a/b/id")
    try IdentityFile.save(.generate(at: Self.time), at: path)
    #expect(try FileStatus(at: path)?.mode.rawValue == 0o600)
    #expect(try FileStatus(at: folder("a/b"))?.mode.rawValue == 0o700)
    let before = try TemporaryFolder.bytes(path)
    #expect(try code { try IdentityFile.save(.generate(at: Self.time), at: path) } == .alreadyExists)
    #expect(try TemporaryFolder.bytes(path) == before)
  }

  @Test func `a dangling link in the way is not followed`() throws {
    let folder = try TemporaryFolder()
    #expect(try StockProgram("ln").run(["-s", folder("elsewhere").string, folder("id").string]).status == 0)
    #expect(try code { try IdentityFile.save(.generate(at: Self.time), at: folder("id")) } == .alreadyExists)
    #expect(try folder.tree() == ["id"])
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o602, 0o610, 0o601] as [UInt16])
  func `a file that others may touch is refused`(mode: UInt16) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("id", Array(Self.line.utf8), mode: mode)
    do throws(Failure) {
      _ = try IdentityFile.load(path)
      Issue.record("was taken")
    } catch {
      #expect(error.code == .identityReadableByOthers)
      #expect(error.code.exit == .noPermission)
      #expect(error.hint == "chmod 600 \(path.string)")
    }
  }

  @Test(arguments: [0o600, 0o400] as [UInt16]) func `a private file is taken, through a link too`(
    mode: UInt16
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("id", Array(Self.line.utf8), mode: mode)
    #expect(try IdentityFile.load(path).recipientText == Self.recipient)
    #expect(try StockProgram("ln").run(["-s", path.string, folder("link").string]).status == 0)
    #expect(try IdentityFile.load(folder("link")).recipientText == Self.recipient)
  }

  @Test func `a missing, empty or huge file, a folder and a pipe are refused by name`() throws {
    let folder = try TemporaryFolder()
    #expect(try code { try IdentityFile.load(folder("none")) } == .noSuchFile)
    #expect(try code { try IdentityFile.load(folder.path) } == .isADirectory)
    #expect(try code { try IdentityFile.load(folder.file("empty", [])) } == .identityInvalid)
    let huge = Array((String(repeating: "# a comment\n", count: 2000) + Self.line).utf8)
    #expect(try code { try IdentityFile.load(folder.file("huge", huge)) } == .identityInvalid)
    #expect(try StockProgram("mkfifo").run(["-m", "600", folder("pipe").string]).status == 0)
    #expect(try code { try IdentityFile.load(folder("pipe")) } == .notARegularFile)
  }
}
