import AgeFormat
import Keys
import Records
import TestSupport
import Testing

@testable import SODFormat

/// Receipts from whom a container was shared with: the sender was not there, and takes nothing
/// that a recipient's signature does not lead to.
@Suite struct ShareReceiptTests {
  let fixture = Fixture()
  let partner = Identity.generate(at: Fixture.now)
  let third = Identity.generate(at: Fixture.now)
  let stranger = Identity.generate(at: Fixture.now)
  let container = ContainerID.random()
  let content = SHA256.digest(of: [1, 2, 3])

  /// A share, as `so-sod share` signs it.
  private func share(
    by sharer: Identity, with recipients: [Identity], after previous: [UInt8]? = nil,
    container: ContainerID? = nil, content: SHA256Digest? = nil, named: Identity? = nil,
    replacing: String? = nil
  ) throws -> [UInt8] {
    try ShareStatement(
      container: container ?? self.container, content: content ?? self.content,
      previous: previous.map { SHA256.digest(of: $0) }, created: Fixture.now,
      sharer: (named ?? sharer).signer,
      replaced: replacing,
      recipients: recipients.map {
        ManifestRecipient(encryption: $0.recipientText, signing: $0.signer, name: "Dr. Elsewhere")
      }
    ).signed(by: sharer.signing)
  }

  private func receipt(
    by identity: Identity, _ statements: [[UInt8]], for sender: Identity? = nil,
    of other: ContainerID? = nil
  ) throws -> ContainerReceipt {
    let sealed = try ShareEvidence(statements).sealed(to: (sender ?? fixture.sender).ageRecipient)
    return try receipt(by: identity, sealed: sealed, of: other)
  }

  private func receipt(
    by identity: Identity, sealed: [UInt8]?, of other: ContainerID? = nil
  ) throws -> ContainerReceipt {
    try ContainerReceipt(
      signing: ContainerReceipt.Statement(
        container: other ?? container, content: content.hex, received: Fixture.now,
        imported: ContainerReceipt.Imported(patients: 1, forms: 0, documents: 3, known: 1),
        auditHead: "7:" + SHA256.digest(of: [7]).hex), with: identity, shares: sealed)
  }

  /// How the sender refuses it, who addressed it to the reader and the other; `nil` when it is taken.
  private func refusal(_ receipt: ContainerReceipt) -> Failure? {
    failure { () throws(Failure) in
      try ReceiptExpectation(
        container: container, content: content.hex,
        recipients: [fixture.reader.recipientText, fixture.other.recipientText],
        signers: [fixture.reader.signer, fixture.other.signer]
      ).check(try ContainerReceipt(file: receipt.file), by: fixture.sender)
    }
  }

  @Test func `a receipt is taken from whom a recipient shared with, and from whom they did`() throws {
    let first = try share(by: fixture.reader, with: [partner])
    let second = try share(by: partner, with: [third], after: first)
    #expect(refusal(try receipt(by: partner, [first])) == nil)
    #expect(refusal(try receipt(by: third, [first, second])) == nil)
    #expect(refusal(try receipt(by: partner, [first, second])) == nil)
    // The sender may share its own container.
    #expect(refusal(try receipt(by: partner, [try share(by: fixture.sender, with: [partner])])) == nil)
    // A recipient with a new key in the place of the old.
    let replaced = try share(
      by: fixture.other, with: [partner], replacing: fixture.other.recipientText)
    #expect(refusal(try receipt(by: partner, [replaced])) == nil)
    let nobody = try share(by: fixture.other, with: [partner], replacing: stranger.recipientText)
    #expect(refusal(try receipt(by: partner, [nobody]))?.code == .shareInvalid)
  }

  @Test func `what was really shared proves it`() throws {
    let file = try fixture.share(try fixture.pack(), by: fixture.reader, to: [partner])
    let verdict = try fixture.open(file, as: partner).verify()
    let evidence = try ShareEvidence(verdict.shares.map(\.statement))
      .sealed(to: fixture.sender.ageRecipient)
    let receipt = try ContainerReceipt(
      signing: ContainerReceipt.Statement(
        container: verdict.manifest.id, content: verdict.contentDigest.hex, received: Fixture.now,
        imported: ContainerReceipt.Imported(patients: 1, forms: 0, documents: 3, known: 1),
        auditHead: "7:" + SHA256.digest(of: [7]).hex), with: partner, shares: evidence)
    let expectation = ReceiptExpectation(
      container: verdict.manifest.id, content: verdict.contentDigest.hex,
      recipients: verdict.manifest.recipients.map(\.encryption),
      signers: Set(verdict.manifest.recipients.compactMap(\.signing)))
    #expect(failure { () throws(Failure) in try expectation.check(receipt, by: fixture.sender) } == nil)
    #expect(receipt.file.count < ContainerReceipt.maximumSize)
  }

  @Test func `a share of another container, or of other content under the same id, proves nothing`() throws {
    for statement in [
      try share(by: fixture.reader, with: [partner], container: .random()),
      try share(by: fixture.reader, with: [partner], content: SHA256.digest(of: [9])),
    ] {
      #expect(refusal(try receipt(by: partner, [statement]))?.code == .shareElsewhere)
    }
  }

  @Test func `a chain that misses a link, or has them in another order, proves nothing`() throws {
    let first = try share(by: fixture.reader, with: [partner])
    let second = try share(by: partner, with: [third], after: first)
    for chain in [[second], [second, first], [first, first]] {
      #expect(refusal(try receipt(by: third, chain))?.code == .shareChainBroken)
    }
    let unlinked = try share(by: partner, with: [third])
    #expect(refusal(try receipt(by: third, [first, unlinked]))?.code == .shareChainBroken)
  }

  @Test func `a stranger's share proves nothing, under whatever name`() throws {
    let own = try share(by: stranger, with: [partner])
    #expect(refusal(try receipt(by: partner, [own]))?.code == .shareByOutsider)
    let inTheirName = try share(by: stranger, with: [partner], named: fixture.reader)
    #expect(refusal(try receipt(by: partner, [inTheirName]))?.code == .shareForged)
    // Who is named later than they share.
    let first = try share(by: partner, with: [third])
    let second = try share(by: fixture.reader, with: [partner], after: first)
    #expect(refusal(try receipt(by: third, [first, second]))?.code == .shareByOutsider)
    // A recipient's statement with another name put in.
    let good = String(decoding: try share(by: fixture.reader, with: [partner]), as: UTF8.self)
    let altered = good.replacing(partner.signer.text, with: stranger.signer.text)
    #expect(refusal(try receipt(by: stranger, [Array(altered.utf8)]))?.code == .shareAltered)
    #expect(refusal(try receipt(by: stranger, [Array("{}\n".utf8)]))?.code == .shareInvalid)
  }

  @Test func `a good share serves nobody whom it does not name`() throws {
    let first = try share(by: fixture.reader, with: [partner])
    #expect(refusal(try receipt(by: stranger, [first]))?.code == .receiptUnlisted)
    #expect(refusal(try receipt(by: fixture.sender, [first]))?.code == .receiptUnlisted)
    #expect(refusal(try receipt(by: partner, []))?.code == .receiptUnlisted)
    // The proof was taken away, or is another's to open.
    let bare = refusal(try receipt(by: partner, sealed: nil))
    #expect(bare?.code == .receiptUnlisted && bare?.hint?.contains("so-sod share") == true)
    let foreign = refusal(try receipt(by: partner, [first], for: stranger))
    #expect(foreign?.code == .receiptUnlisted && foreign?.hint != nil)
    // A receipt of another container with a good share of this one.
    #expect(refusal(try receipt(by: partner, [first], of: .random()))?.code == .receiptReplayed)
  }

  @Test(arguments: ["", "{}", #"{"statements":1}"#, #"{"statements":[1]}"#, #"{"statements":[],"more":1}"#])
  func `a proof in another form is refused`(_ text: String) throws {
    let sealed = try Age.encrypt(Array(text.utf8), to: [fixture.sender.ageRecipient])
    #expect(refusal(try receipt(by: partner, sealed: sealed))?.code == .receiptInvalid)
    #expect(refusal(try receipt(by: partner, sealed: Array("age".utf8)))?.code == .receiptInvalid)
    var object = try receipt(by: partner, sealed: sealed).json
    object["shares"] = "no base64!"
    #expect(
      failure { () throws(Failure) in _ = try ContainerReceipt(file: object.serialized) }?.code
        == .receiptInvalid)
  }

  @Test func `who shared with whom is sealed, and a receipt from before there was proof is read`() throws {
    let receipt = try receipt(by: partner, [try share(by: fixture.reader, with: [partner])])
    let text = String(decoding: receipt.file, as: UTF8.self)
    for word in ["Elsewhere", fixture.reader.signer.fingerprint, "so.share/1", partner.recipientText] {
      #expect(!text.contains(word), "\(word)")
    }
    var old: JSONObject = [:]
    for (key, value) in try self.receipt(by: fixture.reader, sealed: nil).json.pairs where key != "shares" {
      old[key] = value
    }
    #expect(refusal(try ContainerReceipt(file: old.serialized)) == nil)
  }
}
