import AgeFormat
import Exchange
import Foundation
import Keys
import Peers
import Platform
import Profile
import Records
import SODFormat
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// Receipts of what a clinic has sent, on a real server.
@Suite struct ReceiptTests {
  let site: SendingClinic
  /// A recipient with a signing key, as a contact has one.
  let partner = Identity.generate(at: TestClinic.now)
  private let containers = Containers()

  /// What was packed.
  private final class Containers { var files: [ContainerID: [UInt8]] = [:] }

  init() throws { site = try SendingClinic() }

  /// Packs for the partner and sends; what the partner would say of it.
  func send(to recipients: [String] = []) throws -> (
    transfer: Transfer, statement: ContainerReceipt.Statement
  ) {
    let packer = Packer(
      store: site.clinic.store, identity: try site.clinic.identity,
      recipients: [
        ResolvedRecipient(encryption: partner.ageRecipient, signer: partner.signer),
        ResolvedRecipient(
          encryption: try site.clinic.identity.ageRecipient, signer: try site.clinic.identity.signer),
      ], time: site.clinic.time)
    var selection = PackSelection()
    selection.add(.folder(site.anna.id))
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    let packed = try packer.pack(selection, to: output)
    let reader = try SODReader(
      MemorySource(output.bytes), keys: [SODKey(partner)],
      policy: SODPolicy(trusted: [try site.clinic.identity.signer], now: TestClinic.now))
    let content = try reader.verify().contentDigest.hex
    containers.files[packed.id] = output.bytes
    let transfer = try site.sender(to: recipients).send(MemorySource(output.bytes)).transfer
    return (
      transfer,
      ContainerReceipt.Statement(
        container: packed.id, content: content, received: TestClinic.now,
        imported: ContainerReceipt.Imported(patients: 1, forms: 0, documents: 1, known: 0),
        auditHead: "9:" + SHA256.digest(of: [9]).hex)
    )
  }

  /// The container of that id, as it was sent.
  func packed(_ id: ContainerID) -> [UInt8]? { containers.files[id] }

  func put(_ file: [UInt8], beside transfer: Transfer, by key: SSHPublicKey? = nil) throws {
    let access = try ServerAccess(try site.clinic.profile.settings(), site.clinic.profile)
    try access.folder().writeSmall(file, as: ReceiptName.text(of: transfer.id, by: key ?? partner.signer))
  }

  func state(_ transfer: Transfer) throws -> Transfer.State? { try site.kept(transfer.id)?.state }

  @Test func `a run takes a receipt from beside the file, once`() throws {
    let (transfer, statement) = try send(to: ["a@example.org"])
    #expect(try state(transfer) == .notified)
    try put(try ContainerReceipt(signing: statement, with: partner).file, beside: transfer)
    let first = try site.run()
    #expect(first.acknowledged.map(\.id) == [transfer.id] && first.refused.isEmpty)
    #expect(try state(transfer) == .received)
    let again = try site.run()
    #expect(again.acknowledged.isEmpty && again.unasked.isEmpty)
    #expect(try site.kept(transfer.id)?.steps.map(\.state).filter { $0 == .received }.count == 1)
    #expect(try site.clinic.store.verify().problem == nil)
    // Nothing of the partner's is removed.
    #expect(try site.remote().count == 2)
  }

  @Test func `a notified transfer without a receipt stays as it is, and no server is asked for old ones`()
    throws
  {
    let (transfer, _) = try send(to: ["a@example.org"])
    #expect(try site.run().acknowledged.isEmpty)
    #expect(try state(transfer) == .notified)
    let collector = ReceiptCollector(site.clinic.store, try site.clinic.identity)
    let member = site.clinic.store.member.id
    #expect(try collector.waiting(of: member, at: TestClinic.now).values.flatMap { $0 }.count == 1)
    let later = TestClinic.now.advanced(bySeconds: ReceiptCollector.patience + 86_400)
    #expect(try collector.waiting(of: member, at: later).isEmpty)
    #expect(try collector.waiting(of: .random(), at: TestClinic.now).isEmpty == (transfer.member != nil))
  }

  @Test func `a receipt that is not a good one of this container changes nothing, and stays there`() throws {
    let (first, one) = try send()
    let (second, _) = try send()
    let stranger = Identity.generate(at: TestClinic.now)
    var altered = try ContainerReceipt(signing: one, with: partner).json
    altered["received_at"] = .time(TestClinic.now.advanced(bySeconds: 60))
    let cases: [(file: [UInt8], code: Failure.Code)] = [
      (try ContainerReceipt(signing: one, with: partner).file, .receiptReplayed),
      (altered.serialized, .receiptAltered),
      (try ContainerReceipt(signing: one, with: stranger).file, .receiptReplayed),
      (Array("{}".utf8), .receiptInvalid),
      ([UInt8](repeating: 0x20, count: ContainerReceipt.maximumSize + 1), .remoteTooLarge),
    ]
    for (file, code) in cases {
      try put(file, beside: second)
      let run = try site.run()
      #expect(run.refused.map(\.code) == [code] && run.acknowledged.isEmpty, "\(code)")
      #expect(try state(second) == .published && state(first) == .published)
      let name = ReceiptName.text(of: second.id, by: partner.signer)
      #expect(try site.remote().contains(name))
      try FileSystem.removeFile(FilePath(site.server.file(name)))
    }
  }

  @Test func `a stranger's receipt is refused, and the recipients' come before those of others`() throws {
    let (transfer, statement) = try send()
    let stranger = Identity.generate(at: TestClinic.now)
    try put(
      try ContainerReceipt(signing: statement, with: stranger).file, beside: transfer, by: stranger.signer)
    let run = try site.run()
    #expect(run.refused.map(\.code) == [.receiptUnlisted] && run.acknowledged.isEmpty)
    for _ in 0..<20 {
      try put(Array("{}".utf8), beside: transfer, by: Identity.generate(at: TestClinic.now).signer)
    }
    try put(try ContainerReceipt(signing: statement, with: partner).file, beside: transfer)
    let next = try site.run()
    #expect(next.acknowledged.map(\.id) == [transfer.id] && next.refused.count == 15)
  }

  @Test func `from whom a recipient shared with, a receipt is taken beside the file and by hand`() throws {
    let (transfer, statement) = try send()
    try put(try ContainerReceipt(signing: statement, with: partner).file, beside: transfer)
    #expect(try site.run().acknowledged.map(\.id) == [transfer.id])
    let third = Identity.generate(at: TestClinic.now)
    let shared = try share(statement.container, by: partner, with: third)
    let receipt = try ContainerReceipt(signing: statement, with: third, shares: shared)
    // All whom the manifest names have answered, and still the others are looked for.
    try put(receipt.file, beside: transfer, by: third.signer)
    let run = try site.run()
    #expect(run.refused.isEmpty && run.acknowledged.map(\.id) == [transfer.id])
    #expect(try site.run().acknowledged.isEmpty)
    let (second, other) = try send()
    let hand = try ContainerReceipt(
      signing: other, with: third, shares: try share(other.container, by: partner, with: third))
    #expect(
      try Receipts(site.clinic.store, try site.clinic.identity).take(hand).map(\.id) == [second.id])
    #expect(try state(second) == .received)
    // The proof of the one does not serve for the other.
    let (_, last) = try send()
    let replayed = try ContainerReceipt(signing: last, with: third, shares: shared)
    #expect(
      refusal { try Receipts(site.clinic.store, try site.clinic.identity).take(replayed) }?.code
        == .shareElsewhere)
  }

  /// Shares what was packed last, as `so-sod share` does; the statement, sealed to the sender.
  func share(_ id: ContainerID, by sharer: Identity, with reader: Identity) throws -> [UInt8] {
    let file = try #require(containers.files[id])
    let sharing = Sharer(sharer, store: nil, time: site.clinic.time)
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    let folder = try TemporaryFolder()
    let policy = SODPolicy(trusted: [try site.clinic.identity.signer], now: TestClinic.now)
    _ = try sharing.run(
      try RewindableContainer(try folder.file("x.sod", file)),
      .share([ResolvedRecipient(encryption: reader.ageRecipient, signer: reader.signer)]), to: output
    ) { (source) throws(Failure) in try SODReader(source, keys: [SODKey(sharer)], policy: policy) }
    let verdict = try SODReader(MemorySource(output.bytes), keys: [SODKey(reader)], policy: policy).verify()
    return try ShareEvidence(verdict.shares.map(\.statement))
      .sealed(to: try site.clinic.identity.ageRecipient)
  }

  @Test func `by hand a receipt is held to the same rules`() throws {
    let (transfer, statement) = try send()
    let receipts = Receipts(site.clinic.store, try site.clinic.identity)
    let stranger = Identity.generate(at: TestClinic.now)
    for (identity, code) in [
      (stranger, Failure.Code.receiptUnlisted), (try site.clinic.identity, .receiptUnlisted),
    ] {
      let failure = refusal { try receipts.take(ContainerReceipt(signing: statement, with: identity)) }
      #expect(failure?.code == code)
    }
    let foreign = ContainerReceipt.Statement(
      container: .random(), content: statement.content, received: statement.received,
      imported: statement.imported, auditHead: statement.auditHead)
    #expect(
      refusal { try receipts.take(ContainerReceipt(signing: foreign, with: partner)) }?.code
        == .receiptForeign)
    // Whose signature does not fit learns nothing of what was sent.
    var altered = try ContainerReceipt(signing: foreign, with: partner).json
    altered["received_at"] = .time(TestClinic.now.advanced(bySeconds: 60))
    let changed = altered.serialized
    #expect(refusal { try receipts.take(ContainerReceipt(file: changed)) }?.code == .receiptAltered)
    #expect(try state(transfer) == .published)
    let good = try ContainerReceipt(signing: statement, with: partner)
    #expect(try receipts.take(good).map(\.state) == [.received])
    #expect(try receipts.take(good).map(\.state) == [.received])
    #expect(try site.kept(transfer.id)?.steps.count { $0.state == .received } == 1)
  }

  @Test func `a receipt is of every transfer of its container, and of none that was not sent`() throws {
    let (first, statement) = try send()
    let file = try #require(containers.files[statement.container])
    let second = try site.sender().send(MemorySource(file)).transfer
    let later = try site.sender().queue(file)
    let gone = try site.sender().queue(file)
    let runner = try site.runner()
    _ = try runner.cancel(try runner.hold(gone.id))
    let receipts = Receipts(site.clinic.store, try site.clinic.identity)
    let good = try ContainerReceipt(signing: statement, with: partner)
    let taken = try receipts.take(good)
    #expect(
      Dictionary(uniqueKeysWithValues: taken.map { ($0.id, $0.state) }) == [
        first.id: .received, second.id: .received, later.id: .queued, gone.id: .cancelled,
      ])
    #expect(try state(later) == .queued && state(gone) == .cancelled)
    // What went by another way than from here nobody can have received from here.
    let packed = try site.pack()
    let unsent = ContainerReceipt.Statement(
      container: packed.outcome.id, content: statement.content, received: statement.received,
      imported: statement.imported, auditHead: statement.auditHead)
    #expect(
      refusal { try receipts.take(ContainerReceipt(signing: unsent, with: partner)) }?.code == .receiptForeign
    )
  }

  @Test func `each container's receipts are kept, and the first import is when it was received`() throws {
    let store = site.clinic.store
    let receipts = Receipts(store, try site.clinic.identity)
    func receipt(_ statement: ContainerReceipt.Statement, after seconds: Int64) throws -> ContainerReceipt {
      let later = ContainerReceipt.Statement(
        container: statement.container, content: statement.content,
        received: TestClinic.now.advanced(bySeconds: seconds), imported: statement.imported,
        auditHead: statement.auditHead)
      return try ContainerReceipt(signing: later, with: partner)
    }
    let (_, one) = try send()
    let third = Identity.generate(at: TestClinic.now)
    _ = try receipts.take(
      try ContainerReceipt(
        signing: one, with: third, shares: try share(one.container, by: partner, with: third)))
    _ = try receipts.take(try receipt(one, after: 60))
    let (_, two) = try send()
    _ = try receipts.take(try receipt(two, after: 90))
    try store.look { (snapshot) throws(Failure) in
      #expect(try snapshot.receipts(of: one.container).count == 2)
      #expect(try snapshot.receipts(of: two.container).count == 1)
      #expect(try Receipts.received(one.container, in: snapshot) == TestClinic.now)
      #expect(try Receipts.received(two.container, in: snapshot) == TestClinic.now.advanced(bySeconds: 90))
      #expect(try Receipts.received(.random(), in: snapshot) == nil)
    }
  }

  @Test func `of what lies on a server only this transfer's receipts are fetched that are not here`() {
    let id = TransferID.random()
    let names = (0..<40).map { _ in
      ReceiptName.text(of: id, by: Identity.generate(at: TestClinic.now).signer)
    }
    let foreign = ReceiptName.text(of: .random(), by: partner.signer)
    let waiting = ReceiptCollector.Waiting(id: id, names: Set(names[0...1]), here: [names[2]])
    let there = Set(names[1...3] + [foreign, RemoteName.text(of: id), "\(id).x.receipt"])
    #expect(waiting.wanted(of: there) == [names[1], names[3]])
    let many = waiting.wanted(of: Set(names))
    #expect(many.count == 16 && many.prefix(2) == ArraySlice(names[0...1].sorted()))
    #expect(!many.contains(names[2]))
    #expect(waiting.wanted(of: []).isEmpty)
  }

  @Test func `no receipt is waited for that is here, or that nobody can sign`() throws {
    let collector = ReceiptCollector(site.clinic.store, try site.clinic.identity)
    func waiting() throws -> [ReceiptCollector.Waiting] {
      try collector.waiting(of: site.clinic.store.member.id, at: TestClinic.now).values.flatMap { $0 }
    }
    _ = try site.sender().send(MemorySource(try site.pack().bytes))
    #expect(try waiting().isEmpty)
    let (transfer, statement) = try send()
    let name = ReceiptName.text(of: transfer.id, by: partner.signer)
    #expect(try waiting().map(\.names) == [[name]])
    _ = try Receipts(site.clinic.store, try site.clinic.identity).take(
      try ContainerReceipt(signing: statement, with: partner))
    #expect(try waiting().map(\.names) == [[]] && waiting().map(\.here) == [[name]])
  }

  @Test func `R080 a receipt that comes after the file was removed does not bring it back`() throws {
    let (transfer, statement) = try send()
    let contents = try ServerContents(site.clinic.store, site.clinic.profile, time: site.clinic.time)
    _ = try contents.remove(try contents.file(of: try #require(try site.kept(transfer.id))))
    let good = try ContainerReceipt(signing: statement, with: partner)
    let receipts = Receipts(site.clinic.store, try site.clinic.identity)
    #expect(try receipts.take(good).map(\.state) == [.expired])
    #expect(try state(transfer) == .expired)
  }

  @Test func `a server that cannot be asked is told, and is no failure`() throws {
    _ = try send()
    site.server.stop()
    let run = try site.run()
    #expect(run.unasked.count == 1 && run.acknowledged.isEmpty)
  }

  @Test func `a mail that was saved gives back its receipt`() throws {
    let (_, statement) = try send()
    let receipt = try ContainerReceipt(signing: statement, with: partner)
    let address = try #require(EmailAddress("sender@example.org"))
    try ReceiptMail(site.clinic.store, try site.clinic.profile.settings()).send(receipt, to: address)
    let mail = try #require(site.mail.messages(to: "sender@example.org").first)
    let records = MailedReceipt.records(in: Array(mail.utf8))
    #expect(records == [receipt.json])
    // However it was saved, and whatever it was quoted in.
    let lines = mail.replacing("\r\n", with: "\n")
    #expect(lines.contains("=\n"))
    for text in [lines, lines.replacing("\n", with: "\r\n")] {
      #expect(MailedReceipt.records(in: Array(text.utf8)) == [receipt.json])
    }
    #expect(MailedReceipt.records(in: receipt.file + Array("> no\r\n".utf8) + receipt.file) == [receipt.json])
    for word in ["ller", "Anna", "MRN-4711", "1980-04-03", "letter.txt"] { #expect(!mail.contains(word)) }
    #expect(MailedReceipt.records(in: Array("From: x\n\n{\"schema\":\"so.patient/1\"}\n{=\n".utf8)).isEmpty)
  }

  @Test func `the name of a receipt tells its transfer, and other names tell none`() throws {
    let id = TransferID.random()
    let name = ReceiptName.text(of: id, by: partner.signer)
    #expect(ReceiptName.transfer(name) == id)
    for other in ["\(id).receipt", "\(name).x", "x\(name)", "\(id).abc.receipt", name.lowercased(), ""] {
      #expect(ReceiptName.transfer(other) == nil, "\(other)")
    }
  }
}
