import Keys
import Platform
import Records
import SODFormat
import SystemPackage
import TestSupport
import Testing

/// Receipts: what a recipient signs, and what a sender refuses.
@Suite struct ReceiptTests {
  let fixture = Fixture()
  let container = ContainerID.random()
  let content = SHA256.digest(of: [1, 2, 3]).hex

  func statement(container: ContainerID? = nil, content: String? = nil) -> ContainerReceipt.Statement {
    ContainerReceipt.Statement(
      container: container ?? self.container, content: content ?? self.content, received: Fixture.now,
      imported: ContainerReceipt.Imported(patients: 1, forms: 0, documents: 3, known: 1),
      auditHead: "7:" + SHA256.digest(of: [7]).hex)
  }

  var expectation: ReceiptExpectation {
    ReceiptExpectation(
      container: container, content: content, signers: [fixture.reader.signer, fixture.other.signer])
  }

  func receipt(by identity: Identity? = nil) throws -> ContainerReceipt {
    try ContainerReceipt(signing: statement(), with: identity ?? fixture.reader)
  }

  /// The receipt's line with one part of its text replaced.
  func changed(_ text: String, _ new: String, in receipt: ContainerReceipt) throws -> [UInt8] {
    let line = String(decoding: receipt.file, as: UTF8.self)
    #expect(line.contains(text), "\(text)")
    return Array(line.replacing(text, with: new).utf8)
  }

  func refusal(of file: [UInt8]) -> Failure? {
    failure { () throws(Failure) in
      try expectation.check(try ContainerReceipt(file: file), by: fixture.sender)
    }
  }

  @Test func `a receipt comes back as it was signed, and is taken from every recipient of the manifest`()
    throws
  {
    for identity in [fixture.reader, fixture.other] {
      let receipt = try receipt(by: identity)
      #expect(try ContainerReceipt(file: receipt.file) == receipt)
      #expect(receipt.statement == statement())
      #expect(refusal(of: receipt.file) == nil)
    }
    #expect(try receipt().file.count < ContainerReceipt.maximumSize)
  }

  @Test(arguments: [
    (#""documents":3"#, #""documents":4"#), (#""already_there":1"#, #""already_there":0"#),
    (#""audit_head":"7:"#, #""audit_head":"8:"#), ("2026-11-1", "2026-10-1"),
  ])
  func `an altered receipt is refused`(_ text: String, _ new: String) throws {
    #expect(refusal(of: try changed(text, new, in: receipt()))?.code == .receiptAltered)
  }

  @Test func `a receipt that another key signed is forged`() throws {
    let good = try receipt()
    // A stranger signs in a recipient's name: the stranger's signature under the recipient's key.
    let strange = try receipt(by: Identity.generate(at: Fixture.now))
    var object = good.json
    object["signature"] = .string(strange.signature)
    #expect(refusal(of: object.serialized)?.code == .receiptForged)
    object["signature"] = "no signature"
    #expect(refusal(of: object.serialized)?.code == .receiptForged)
    // The stranger's own receipt is well signed, and nobody asked for it.
    #expect(refusal(of: strange.file)?.code == .receiptUnlisted)
  }

  @Test func `the sender's own key does not answer for a recipient`() throws {
    #expect(refusal(of: try receipt(by: fixture.sender).file)?.code == .receiptUnlisted)
  }

  @Test func `a receipt of another container, or of other content under the same id, is refused`() throws {
    for statement in [
      statement(container: .random()), statement(content: SHA256.digest(of: [9]).hex),
    ] {
      let receipt = try ContainerReceipt(signing: statement, with: fixture.reader)
      #expect(refusal(of: receipt.file)?.code == .receiptReplayed)
    }
    // Who changes the id of a good one, to make it one of this container, is found out before.
    let foreign = try ContainerReceipt(
      signing: statement(container: .random()), with: fixture.reader)
    let moved = try changed(foreign.statement.container.text, container.text, in: foreign)
    #expect(refusal(of: moved)?.code == .receiptAltered)
  }

  @Test func `a signature for another purpose is none`() throws {
    let good = try receipt()
    var object = good.json
    object["signature"] = .null
    var message: JSONObject = [:]
    for (key, value) in good.json.pairs where !["shares", "signature"].contains(key) { message[key] = value }
    for (namespace, code) in [("sod", Failure.Code.receiptAltered), ("so-receipt", nil)] {
      object["signature"] = .string(
        try SSHSignature(
          signing: message.serialized, namespace: namespace, with: fixture.reader.signing
        ).armored)
      #expect(refusal(of: object.serialized)?.code == code, "\(namespace)")
    }
  }

  @Test(arguments: [
    ("", ""), ("{", "["), (#""known":"#, #""known":"#), (#""container_id":"C-"#, #""container_id":"D-"#),
    (#""patients":1"#, #""patients":-1"#), (#""patients":1"#, #""patients":"1""#),
    (#""patients":1"#, #""patients":1,"extra":2"#), (#""forms":0,"#, ""),
    (#""signer":"ssh-ed25519 "#, #""signer":"ssh-rsa "#),
    (#""fingerprint":"SHA256:"#, #""fingerprint":"MD5:"#), (#"{"schema":"#, #"{"extra":null,"schema":"#),
    ("so.receipt/1", "so.receipt/2"), (#""audit_head":"7:"#, #""audit_head":"seven:"#),
    (#""audit_head":"7:"#, #""audit_head":"7"#), (#""audit_head":"7:"#, #""audit_head":":"#),
    (#"","signer""#, #":x","signer""#), (#""audit_head":"7:"#, #""audit_head":"7:0"#),
    (#""audit_head":"7:"#, #""audit_head":"12345678901234567890:"#),
  ])
  func `what is not exactly a receipt is refused`(_ text: String, _ new: String) throws {
    guard !text.isEmpty else {
      #expect(refusal(of: [])?.code == .receiptInvalid)
      #expect(
        refusal(of: [UInt8](repeating: 0x20, count: ContainerReceipt.maximumSize) + (try receipt().file))?
          .code == .receiptInvalid)
      return
    }
    guard text != new else { return }
    let file = try changed(text, new, in: receipt())
    #expect(refusal(of: file)?.code == .receiptInvalid, "\(text) \(new)")
  }

  @Test func `stock jq and ssh-keygen check a receipt`() throws {
    let folder = try TemporaryFolder()
    let receipt = try receipt()
    try folder.file("x.receipt", receipt.file)
    try folder.file("signers", Array("partner namespaces=\"so-receipt\" \(receipt.signer.text)\n".utf8))
    let script = """
      cd \(folder.path.string)
      jq -r .signature x.receipt > x.sig
      jq -cj 'del(.shares, .signature)' x.receipt | ssh-keygen -Y verify -f signers -I partner -n so-receipt -s x.sig
      """
    let outcome = try StockProgram("bash").run(["-euo", "pipefail", "-c", script])
    #expect(outcome.status == 0, "\(outcome.errors)")
    try folder.file("x.receipt", try changed(#""documents":3"#, #""documents":4"#, in: receipt))
    #expect(try StockProgram("bash").run(["-euo", "pipefail", "-c", script]).status != 0)
  }
}
