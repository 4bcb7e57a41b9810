import AgeFormat
import AgeHybrid
import Keys
import Platform
import Records
import SODFormat
import TestSupport
import Testing

/// Containers that withstand a quantum computer, and what becomes of that when they are shared.
@Suite struct QuantumShareTests {
  static let now = Timestamp(milliseconds: 1_795_000_000_000)
  let sender = Identity.generate(at: now)
  let reader = Identity.generate(at: now)
  let key = AgeHybridIdentity.random()
  /// To whom it is shared.
  let safe = SODRecipient(AgeRecipient(AgeHybridIdentity.random().recipient))
  let classical = SODRecipient(Identity.generate(at: now).ageRecipient)

  init() { AgeHybridKey.register() }

  /// The recipient whose signing key is the reader's.
  private var own: SODRecipient { SODRecipient(AgeRecipient(key.recipient), signing: reader.signer) }

  private func pack(_ recipients: [SODRecipient], compressed: Bool = false) throws -> [UInt8] {
    let output = MemorySink(limit: 1 << 20, excess: Failure(.internalError, "too large"))
    var options = SODWriter.Options(created: Self.now)
    options.allowMixed = true
    options.isCompressed = compressed
    let writer = try SODWriter(
      options, items: [.document(name: FileName(named: "x"), size: 3, mediaType: "text/plain")],
      to: recipients, sender: SODSender(sender), output: output)
    try writer.add(MemorySource([1, 2, 3]))
    try writer.finish()
    return output.bytes
  }

  private func share(_ file: [UInt8], to recipients: [SODRecipient], mixed: Bool = false) throws(Failure)
    -> [UInt8]
  {
    let source = try SODReader(
      MemorySource(file), keys: [SODKey(key, recipient: AgeRecipient(key.recipient))],
      policy: SODPolicy(trusted: [sender.signer], now: Self.now))
    let reissue = SODReissue(
      .share(recipients), sharer: SODSender(reader), time: Self.now, allowsMixed: mixed)
    try source.check(reissue)
    let output = MemorySink(limit: 1 << 20, excess: Failure(.internalError, "too large"))
    try source.newHeader(reissue, verdict: try source.verify()).write(over: MemorySource(file), to: output)
    return output.bytes
  }

  private func isSafe(_ file: [UInt8]) throws -> Bool { try SODInspection(MemorySource(file)).isPostQuantum }

  @Test func `what is safe is shared to safe keys, and to others only where that was said`() throws {
    let file = try pack([own])
    #expect(try isSafe(share(file, to: [safe])))
    #expect(refusal { try share(file, to: [classical]) }?.code == .recipientsMixed)
    #expect(refusal { try share(file, to: [safe, classical]) }?.code == .recipientsMixed)
    #expect(try !isSafe(share(file, to: [classical], mixed: true)))
    #expect(try !isSafe(share(file, to: [safe, classical], mixed: true)))
  }

  @Test func `what was never safe loses nothing by being shared to a key that is not`() throws {
    let file = try pack([own, classical])
    #expect(try !isSafe(file))
    #expect(try !isSafe(share(file, to: [SODRecipient(sender.ageRecipient)])))
    // Which of both ways in is the weaker one is to be said all the same.
    #expect(refusal { try share(file, to: [safe, classical]) }?.code == .recipientsMixed)
  }

  @Test func `neither a share nor the mark of a compressed archive is a way in`() throws {
    let file = try pack([own], compressed: true)
    #expect(try isSafe(file))
    let shared = try share(file, to: [safe])
    #expect(try isSafe(shared))
    #expect(try SODInspection(MemorySource(shared)).shareCount == 1)
  }
}
