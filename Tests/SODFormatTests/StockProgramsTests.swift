import Fuzzing
import Keys
import Platform
import Records
import SODFormat
import SystemPackage
import TestSupport
import Testing

/// The format's promise: it opens with programs that everybody has.
@Suite struct StockProgramsTests {
  let fixture = Fixture()

  @Test func `age, tar, sha256sum and ssh-keygen open and check a container`() throws {
    let folder = try TemporaryFolder()
    try IdentityFile.save(fixture.reader, at: folder("id"))
    try folder.file("x.sod", try fixture.pack())
    let (age, tar) = (try StockProgram("age"), try StockProgram("tar"))
    let archive = try age.run(["-d", "-i", folder("id").string, folder("x.sod").string])
    #expect(archive.status == 0, "\(archive.errors)")
    try FileSystem.makeDirectory(folder("d"))
    let unpacked = try tar.run(["-xk", "--no-same-owner", "-C", folder("d").string], input: archive.output)
    #expect(unpacked.status == 0 && unpacked.errors.isEmpty, "\(unpacked.errors)")
    try check(folder, "d")
    let listed = try tar.run(["-tv", "--full-time", "--numeric-owner"], input: archive.output)
    for line in listed.text.split(separator: "\n") {
      #expect(line.hasPrefix("-rw------- 0/0 "), "\(line)")
      #expect(line.contains(" 2026-11-18 "), "\(line)")
    }
    #expect(listed.text.split(separator: "\n").count == 7)
  }

  @Test func `what we unpack passes the same checks, and is the owner's alone`() throws {
    let folder = try TemporaryFolder()
    let reader = try fixture.open(try fixture.pack())
    let verdict = try SODUnpacker.unpack(reader, into: folder("d"))
    #expect(verdict.signature == .known(fixture.sender.signer))
    try check(folder, "d")
    let tree = try folder.tree()
    #expect(
      tree == [
        "allowed", "d/", "d/SHA256SUMS", "d/SHA256SUMS.sig", "d/documents/", "d/documents/001-scan_one.dcm",
        "d/documents/002-Brief___Müller.pdf", "d/documents/003-empty", "d/manifest.json",
        "d/patients/", "d/patients/\(Fixture.patient.text).json",
      ])
    for (entry, content) in zip(verdict.manifest.entries, fixture.contents) {
      let path = folder("d/" + entry.path)
      #expect(try TemporaryFolder.bytes(path) == content)
      #expect(try FileStatus(at: path)?.mode.rawValue == 0o600)
    }
    #expect(try FileStatus(at: folder("d/documents"))?.mode.rawValue == 0o700)
  }

  @Test
  func
    `a document and its sum changed by a co-recipient: sha256sum is content, ssh-keygen is not, nor are we`()
    throws
  {
    let forged = try fixture.forge { archive in
      archive.entries[try archive["documents/001"]].content[5] ^= 1
      try archive.recomputeSums()
    }
    #expect(try fixture.verdict(forged)?.code == .badSignature)
    let folder = try TemporaryFolder()
    try IdentityFile.save(fixture.reader, at: folder("id"))
    let archive = try StockProgram("age").run(["-d", "-i", folder("id").string], input: forged)
    try FileSystem.makeDirectory(folder("d"))
    _ = try StockProgram("tar").run(["-xk", "-C", folder("d").string], input: archive.output)
    #expect(try sums(folder, "d").status == 0)
    #expect(try signature(folder, "d").status != 0)
  }

  private func check(_ folder: TemporaryFolder, _ name: String) throws {
    let sums = try sums(folder, name)
    #expect(sums.status == 0, "\(sums.errors)")
    #expect(sums.text.split(separator: "\n").count == 5)
    let signature = try signature(folder, name)
    #expect(signature.status == 0, "\(signature.errors)\(signature.text)")
  }

  private func sums(_ folder: TemporaryFolder, _ name: String) throws -> StockProgram.Outcome {
    try StockProgram("sh").run(["-c", "cd \(folder(name).string) && sha256sum -c --strict SHA256SUMS"])
  }

  private func signature(_ folder: TemporaryFolder, _ name: String) throws -> StockProgram.Outcome {
    try folder.file("allowed", Array("a@b \(fixture.sender.signer.text)\n".utf8))
    return try StockProgram("ssh-keygen").run(
      [
        "-Y", "verify", "-f", folder("allowed").string, "-I", "a@b", "-n", "sod", "-s",
        folder(name + "/SHA256SUMS.sig").string,
      ], input: try folder.bytes(name + "/SHA256SUMS"))
  }
}
