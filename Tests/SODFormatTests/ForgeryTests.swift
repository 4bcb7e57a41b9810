import AgeFormat
import Fuzzing
import Keys
import Platform
import Records
import SODFormat
import SystemPackage
import TestSupport
import Testing

/// What a recipient of a container, or anybody on its way, might do to it. Each case must
/// fail with its own code, in `verify` and in `unpack` alike, and leave the folder empty.
@Suite struct ForgeryTests {
  let fixture = Fixture()

  @Test func `the container itself is taken`() throws {
    #expect(try fixture.verdict(fixture.pack()) == nil)
    #expect(try fixture.verdict(fixture.forge { _ in }) == nil)
  }

  struct Forgery: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: Failure.Code
    let change: @Sendable (inout Ustar) throws -> Void

    init(_ name: String, _ code: Failure.Code, _ change: @escaping @Sendable (inout Ustar) throws -> Void) {
      testDescription = name
      self.code = code
      self.change = change
    }
  }

  static func manifest(_ archive: inout Ustar, _ change: (inout String) -> Void) throws {
    var text = String(decoding: archive.entries[0].content, as: UTF8.self)
    change(&text)
    archive.entries[0].content = Array(text.utf8)
  }

  static let file = Ustar.Entry(path: "documents/004-more", content: [1, 2, 3])

  static let entries: [Forgery] = [
    Forgery("a document changed", .altered) { $0.entries[try $0["documents/001"]].content[5] ^= 1 },
    Forgery("a document and its sum changed", .badSignature) {
      $0.entries[try $0["documents/001"]].content[5] ^= 1
      try $0.recomputeSums()
    },
    Forgery("a document longer", .altered) { $0.entries[try $0["documents/001"]].content += [0] },
    Forgery("a document emptied", .altered) { $0.entries[try $0["documents/001"]].content = [] },
    Forgery("the patient's record changed", .altered) { $0.entries[try $0["patients/"]].content[3] ^= 1 },
    Forgery("an entry added", .notListed) { $0.entries.insert(file, at: try $0["SHA256SUMS"]) },
    Forgery("an entry added and summed", .notListed) {
      $0.entries.insert(file, at: try $0["SHA256SUMS"])
      try $0.recomputeSums()
    },
    Forgery("an entry added at the end", .notListed) { $0.entries.append(file) },
    Forgery("an entry before the manifest", .containerInvalid) { $0.entries.insert(file, at: 0) },
    Forgery("an entry behind the manifest", .notListed) { $0.entries.insert(file, at: 1) },
    Forgery("an entry between the sums and their signature", .notListed) {
      $0.entries.insert(file, at: try $0["SHA256SUMS.sig"])
    },
    Forgery("an entry removed", .entryOrder) { $0.entries.remove(at: try $0["documents/002"]) },
    Forgery("the last entry removed", .missingEntry) { $0.entries.remove(at: try $0["patients/"]) },
    Forgery("an entry renamed", .notListed) { $0.entries[try $0["documents/003"]].path += "x" },
    Forgery("two entries swapped", .entryOrder) { $0.entries.swapAt(1, 2) },
    Forgery("an entry doubled", .entryDuplicate) { $0.entries.insert($0.entries[1], at: 2) },
    Forgery("the last entry doubled", .entryDuplicate) {
      $0.entries.insert($0.entries[4], at: 5)
    },
    Forgery("a second manifest", .entryDuplicate) { $0.entries.insert($0.entries[0], at: 1) },
    Forgery("an entry moved behind the sums", .missingEntry) {
      let entry = $0.entries.remove(at: 4)
      $0.entries.append(entry)
    },
    Forgery("everything removed", .missingEntry) { $0.entries.removeSubrange(1...) },
    Forgery("no entry at all", .containerInvalid) { $0.entries = [] },
    Forgery("no tar at all", .containerInvalid) {
      $0.entries = []
      $0.tail = Array("hello, world\n".utf8)
    },
    Forgery("bytes behind the end", .notListed) { $0.tail += Array("hidden".utf8) },
    Forgery("a far byte behind the end", .notListed) {
      $0.tail += [UInt8](repeating: 0, count: 700_000) + [1]
    },
    Forgery("a second archive behind the end", .notListed) { $0.tail += $0.bytes },
    Forgery("no end", .containerInvalid) {
      $0.entries.removeLast()
      $0.entries[5].statedSize = $0.entries[5].content.count + 300
      $0.tail = []
    },
  ]

  static let sums: [Forgery] = [
    Forgery("a sum changed", .altered) {
      let place = try $0["SHA256SUMS"]
      $0.entries[place].content[3] ^= 1
    },
    Forgery("a line of the sums removed", .notListed) {
      let place = try $0["SHA256SUMS"]
      let lines = String(decoding: $0.entries[place].content, as: UTF8.self).split(separator: "\n").dropLast()
      $0.entries[place].content = Array((lines.joined(separator: "\n") + "\n").utf8)
    },
    Forgery("a line of the sums doubled", .entryDuplicate) {
      let place = try $0["SHA256SUMS"]
      let first = $0.entries[place].content.prefix { $0 != 10 } + [10]
      $0.entries[place].content = first + $0.entries[place].content
    },
    Forgery("a line of another file in the sums", .missingEntry) {
      let place = try $0["SHA256SUMS"]
      $0.entries[place].content += Array((String(repeating: "0", count: 64) + "  a\n").utf8)
    },
    Forgery("the sums in another order", .altered) {
      let place = try $0["SHA256SUMS"]
      let lines = String(decoding: $0.entries[place].content, as: UTF8.self).split(separator: "\n").reversed()
      $0.entries[place].content = Array((lines.joined(separator: "\n") + "\n").utf8)
    },
    Forgery("a huge list of sums", .altered) {
      let place = try $0["SHA256SUMS"]
      $0.entries[place].content += [UInt8](repeating: 10, count: 1000)
    },
    Forgery("the sums twice", .entryDuplicate) {
      let place = try $0["SHA256SUMS"]
      $0.entries.insert($0.entries[place], at: place)
    },
    Forgery("no sums", .missingEntry) { $0.entries.remove(at: try $0["SHA256SUMS"]) },
    Forgery("no signature", .unsigned) { $0.entries.removeLast() },
    Forgery("the signature changed", .badSignature) {
      let text = String(decoding: $0.entries[6].content, as: UTF8.self)
      let signature = try SSHSignature(signing: [1], namespace: "sod", with: .random())
      #expect(text.count == signature.armored.count)
      $0.entries[6].content = Array(signature.armored.utf8)
    },
    Forgery("the signature no signature", .signatureInvalid) { $0.entries[6].content[40] = 33 },
    Forgery("a huge signature", .altered) { $0.entries[6].content = content(20_000) },
    Forgery("signed well by another key", .badSignature) {
      let signature = try SSHSignature(signing: $0.entries[5].content, namespace: "sod", with: .random())
      $0.entries[6].content = Array(signature.armored.utf8)
    },
  ]

  static let manifests: [Forgery] = [
    Forgery("the manifest changed", .altered) {
      try manifest(&$0) { $0 = $0.replacing("\"peer_review\":false", "\"peer_review\":true") }
    },
    Forgery("the manifest and its sum changed", .badSignature) {
      try manifest(&$0) { $0 = $0.replacing("\"peer_review\":false", "\"peer_review\":true") }
      try $0.recomputeSums()
    },
    Forgery("another sender", .manifestInvalid) {
      let other = SSHPublicKey(Ed25519PrivateKey.random().publicKey).text
      try manifest(&$0) { text in
        let start = text.range(of: "\"signing\":\"")
        text.replaceSubrange(
          start.upperBound..<text.index(start.upperBound, offsetBy: other.count), with: other)
      }
    },
    Forgery("another sender, who has signed", .unknownSigner) {
      let key = Ed25519PrivateKey.random()
      let other = SSHPublicKey(key.publicKey)
      try manifest(&$0) { text in
        let sender = text.range(of: "\"sender\":{").upperBound
        let end = text[sender...].firstIndex(of: "}") ?? text.endIndex
        text.replaceSubrange(
          sender..<end,
          with: "\"name\":\"A\",\"signing\":\"\(other.text)\",\"fingerprint\":\"\(other.fingerprint)\"")
      }
      try $0.recomputeSums()
      let signature = try SSHSignature(signing: $0.entries[5].content, namespace: "sod", with: key)
      $0.entries[6].content = Array(signature.armored.utf8)
    },
    Forgery("a manifest that is no JSON", .manifestInvalid) { $0.entries[0].content = [1, 2, 3] },
    Forgery("an empty manifest", .manifestInvalid) { $0.entries[0].content = [] },
    Forgery("a key twice", .manifestInvalid) {
      try manifest(&$0) { $0 = $0.replacing("\"format\":1", "\"format\":1,\"format\":1") }
    },
    Forgery("an unknown key", .manifestInvalid) {
      try manifest(&$0) { $0 = $0.replacing("\"format\":1", "\"format\":1,\"x\":1") }
    },
    Forgery("another format", .manifestInvalid) {
      try manifest(&$0) { $0 = $0.replacing("\"format\":1", "\"format\":2") }
    },
    Forgery("another schema", .manifestInvalid) {
      try manifest(&$0) { $0 = $0.replacing("so.manifest/1", "so.manifest/2") }
    },
    Forgery("a path outside", .manifestInvalid) {
      try manifest(&$0) { $0 = $0.replacing("documents/001-", "../documents/") }
    },
    Forgery("a path of another kind", .manifestInvalid) {
      try manifest(&$0) { $0 = $0.replacing("\"path\":\"documents/001-", "\"path\":\"patients/001-") }
    },
    Forgery("a path twice", .manifestInvalid) {
      try manifest(&$0) { $0 = $0.replacing("documents/003-empty", "documents/001-scan_one.dcm") }
    },
    Forgery("a negative size", .manifestInvalid) {
      try manifest(&$0) { $0 = $0.replacing("\"size\":70,", "\"size\":-70,") }
    },
    Forgery("a name with a slash", .manifestInvalid) {
      try manifest(&$0) { $0 = $0.replacing("\"name\":\"empty\"", "\"name\":\"../empty\"") }
    },
    Forgery("no recipient", .manifestInvalid) {
      try manifest(&$0) { text in
        let start = text.range(of: "\"recipients\":[").upperBound
        text.replaceSubrange(start..<(text.range(of: "],\"peer_review\"").lowerBound), with: "")
      }
    },
    Forgery("a manifest of a gigabyte", .manifestTooLarge) { $0.entries[0].statedSize = 1 << 30 },
  ]

  static let paths: [Forgery] = [
    "../evil", "documents/../../evil", "/etc/evil", "documents//x", "./documents/001-x", "documents/.",
    "documents/a\u{1B}[2Jb", "documents/a\nb", "documents/a\tb", "documents/a\\b", "documents/\u{202E}fdp.x",
    "documents/" + String(repeating: "a", count: 10_000), "documents/" + String(repeating: "a", count: 256),
    "..",
  ].map { path in
    Forgery("a path \(path.prefix(30).debugDescription)", .unsafePath) { $0.entries[1].path = path }
  }

  static let types: [Forgery] = [
    ("a hard link", "1"), ("a symbolic link", "2"), ("a character device", "3"), ("a block device", "4"),
    ("a FIFO", "6"),
  ].map { name, type in
    Forgery("\(name) for a document", .entryTypeRefused) {
      let place = try $0["documents/003"]
      $0.entries[place].type = Array(type.utf8)[0]
      $0.entries[place].link = "/etc/passwd"
    }
  }

  static let folders: [Forgery] = [
    Forgery("a folder of its own", .notListed) {
      $0.entries.insert(Ustar.Entry(path: "evil/", type: UInt8(ascii: "5")), at: 1)
    },
    Forgery("a folder above", .unsafePath) {
      $0.entries.insert(Ustar.Entry(path: "../evil/", type: UInt8(ascii: "5")), at: 1)
    },
    Forgery("a folder in place of a document", .unsafePath) {
      let place = try $0["documents/003"]
      $0.entries[place].type = UInt8(ascii: "5")
      $0.entries[place].path = "documents/../x"
    },
  ]

  @Test(arguments: entries + sums + manifests + paths + types + folders)
  func `each forgery is refused by its own code`(forgery: Forgery) throws {
    #expect(try fixture.verdict(fixture.forge(forgery.change))?.code == forgery.code)
  }

  @Test(arguments: ["gnu", "pax"]) func `a file with holes is refused`(format: String) throws {
    let folder = try TemporaryFolder()
    try FileSystem.makeDirectory(folder("documents"))
    #expect(try StockProgram("truncate").run(["-s", "1M", folder("documents/003-empty").string]).status == 0)
    let archive = try StockProgram("tar").run(
      ["-c", "-S", "--format=\(format)", "-C", folder.path.string, "documents/003-empty"])
    let file = try fixture.forge { forged in
      try Self.manifest(&forged) { $0 = $0.replacing("\"size\":0,", "\"size\":1048576,") }
      forged.entries[try forged["documents/003"]].raw = Array(
        archive.output.prefix(archive.output.count - 8192))
    }
    // The end of the other archive stays in, and is never reached.
    #expect(try fixture.verdict(file)?.code == .entryTypeRefused)
  }

  @Test func `the two folders themselves may be in the archive`() throws {
    let file = try fixture.forge { archive in
      for folder in ["patients/", "documents/"] {
        archive.entries.insert(Ustar.Entry(path: folder, type: UInt8(ascii: "5")), at: 1)
      }
    }
    #expect(try fixture.verdict(file) == nil)
  }

  @Test func `zeros behind the end are the padding of other tar programs`() throws {
    let file = try fixture.forge { $0.tail += [UInt8](repeating: 0, count: 9216) }
    #expect(try fixture.verdict(file) == nil)
  }

  @Test func `a container sealed anew to a third person is readdressed`() throws {
    let outsider = Identity.generate(at: Fixture.now)
    let archive = try Age.decrypt(fixture.pack(), with: [fixture.other])
    let file = try Age.encrypt(archive, to: [outsider.ageRecipient])
    #expect(try fixture.verdict(file, as: outsider)?.code == .readdressed)
    // Naming the outsider in the manifest breaks the signature.
    let forged = try fixture.forge { archive in
      try Self.manifest(&archive) {
        $0 = $0.replacing(fixture.other.recipientText, outsider.recipientText)
      }
      try archive.recomputeSums()
    }
    let resealed = try Age.encrypt(Age.decrypt(forged, with: [fixture.reader]), to: [outsider.ageRecipient])
    #expect(try fixture.verdict(resealed, as: outsider)?.code == .badSignature)
  }

  @Test func `of two identities, the one that opened it must be addressed`() throws {
    let outsider = Identity.generate(at: Fixture.now)
    let archive = try Age.decrypt(fixture.pack(), with: [fixture.reader])
    let file = try Age.encrypt(archive, to: [outsider.ageRecipient])
    let refusal = failure { () throws(Failure) in
      try SODReader(
        MemorySource(file), keys: [SODKey(fixture.reader), SODKey(outsider)],
        policy: SODPolicy(trusted: [fixture.sender.signer], now: Fixture.now))
    }
    #expect(refusal?.code == .readdressed)
  }
}

extension String {
  func range(of part: String) -> Range<String.Index> {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return endIndex..<endIndex
  }

  func replacing(_ old: String, _ new: String) -> String {
    let place = range(of: old)
    guard !place.isEmpty else { return self }
    return self[..<place.lowerBound] + new + self[place.upperBound...]
  }
}
