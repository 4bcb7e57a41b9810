import AgeFormat
import Exchange
import Keys
import Platform
import Profile
import Records
import SODFormat
import SystemPackage
import TestClinic
import TestSupport
import Testing

/// The clinic passes on what a partner sent it.
@Suite struct SharerTests {
  let practice: Practice
  let third = Identity.generate(at: TestClinic.now)
  let path: FilePath

  init() throws {
    practice = try Practice()
    path = practice.clinic.folder("x.sod")
    try Self.pack(practice, to: path)
  }

  /// A container from the partner for the clinic, at `path`.
  private static func pack(_ practice: Practice, to path: FilePath) throws {
    let clinic = try practice.clinic.identity
    var selection = PackSelection()
    selection.add(.file(try practice.clinic.folder.file("big.bin", [UInt8](repeating: 7, count: 400_000))))
    let file = try NewFile(in: practice.clinic.folder.path)
    _ = try Packer(
      store: nil, identity: practice.partner,
      recipients: [ResolvedRecipient(encryption: clinic.ageRecipient, signer: clinic.signer, name: "clinic")],
      time: practice.clinic.time
    ).pack(selection, to: file)
    try file.publish(at: path)
  }

  private func share(_ container: RewindableContainer, to sink: any ByteSink) throws -> Sharer.Outcome {
    let identity = try practice.clinic.identity
    let sharer = Sharer(identity, store: practice.clinic.store, time: practice.clinic.time)
    let change = Sharer.Change.share([ResolvedRecipient(encryption: third.ageRecipient, signer: third.signer)]
    )
    return try sharer.run(container, change, to: sink) { (source) throws(Failure) in
      try SODReader(
        source, keys: [SODKey(identity)],
        policy: SODPolicy(trusted: [practice.partner.signer], now: TestClinic.now))
    }
  }

  @Test func `of a container that a passphrase opens nobody is asked for a key in vain`() throws {
    let locked = practice.clinic.folder("locked.sod")
    var selection = PackSelection()
    selection.add(.file(try practice.clinic.folder.file("small.txt", [1])))
    let word = try #require(Passphrase(SecretBytes(copying: Array("a passphrase of the tests".utf8))))
    let file = try NewFile(in: practice.clinic.folder.path)
    _ = try Packer(
      store: nil, identity: practice.partner,
      recipients: [
        ResolvedRecipient(encryption: AgeRecipient(AgePassphrase(word, workFactor: 4)), signer: nil)
      ], time: practice.clinic.time
    ).pack(selection, to: file, at: locked)
    let output = MemorySink(limit: 1 << 24, excess: Failure(.ioError, "too large"))
    let sharer = Sharer(try practice.clinic.identity, store: nil, time: practice.clinic.time)
    let failure = refusal {
      try sharer.run(try RewindableContainer(locked), .share([]), to: output) { _ throws(Failure) in
        throw Failure(.internalError, "it was opened")
      }
    }
    #expect(failure?.code == .notShareable && failure?.hint?.contains("so-sod pack --to") == true)
    #expect(output.bytes.isEmpty)
  }

  @Test func `what comes from a file and through a pipe becomes the same but for the header`() throws {
    let file = MemorySink(limit: 1 << 24, excess: Failure(.ioError, "too large"))
    let pipe = MemorySink(limit: 1 << 24, excess: Failure(.ioError, "too large"))
    let outcome = try share(try RewindableContainer(path), to: file)
    let bytes = try TemporaryFolder.bytes(path)
    _ = try share(
      try RewindableContainer(
        spooling: PiecewiseSource(bytes, size: 999), in: practice.clinic.folder.path), to: pipe)
    #expect(file.bytes.suffix(400_000) == bytes.suffix(400_000))
    #expect(pipe.bytes.suffix(400_000) == bytes.suffix(400_000))
    let record = outcome.container(at: "y.sod")
    #expect(record.size == Int64(file.bytes.count))
    #expect(record.sha256 == SHA256.digest(of: file.bytes).hex)
    #expect(record.recipients == [third.recipientText] && record.patients == [] && record.documents == 1)
    #expect(record.signer == practice.partner.fingerprint)
    // What waited has no name.
    #expect(
      try FileSystem.names(in: practice.clinic.folder.path).filter { $0.string.hasPrefix(".so-") } == [])
  }

  @Test func `the event is kept before the first byte is given out`() throws {
    let refusal = refusal { try share(try RewindableContainer(path), to: FullSink()) }
    #expect(refusal?.code == .diskFull)
    #expect(try practice.clinic.actions().last == "container.share")
  }

  @Test func `a container that is refused is no event, and gives no byte`() throws {
    var bytes = try TemporaryFolder.bytes(path)
    bytes[200_000] ^= 1
    let altered = try practice.clinic.folder.file("altered.sod", bytes)
    let output = MemorySink(limit: 1 << 24, excess: Failure(.ioError, "too large"))
    let before = try practice.clinic.actions().count
    #expect(refusal { try share(try RewindableContainer(altered), to: output) }?.code == .altered)
    #expect(output.bytes.isEmpty)
    #expect(try practice.clinic.actions().count == before)
  }

  @Test func `a file that grows without end while it is shared is no container, and copied no further`()
    throws
  {
    let size = try TemporaryFolder.bytes(path).count
    let growing = GrowingSink(path)
    #expect(refusal { try share(try RewindableContainer(path), to: growing) }?.code == .changedWhileRead)
    // The new header is a statement longer.
    #expect((1...size + 4096).contains(growing.count))
  }
}

/// A disk without room.
private final class FullSink: ByteSink {
  func write(_ bytes: RawSpan) throws(Failure) { throw Failure(.diskFull, "there is no room") }
}

/// Somebody adds to the file whenever something of it comes.
private final class GrowingSink: ByteSink {
  private let path: FilePath
  private(set) var count = 0

  init(_ path: FilePath) { self.path = path }

  func write(_ bytes: RawSpan) throws(Failure) {
    count += bytes.byteCount
    guard count < 4 << 20 else { throw Failure(.internalError, "copying has no end") }
    let file = try OwnedDescriptor(opening: path, .writeOnly, options: [.append])
    try DescriptorSink(file.descriptor, name: "file").write([UInt8](repeating: 1, count: 1 << 18))
  }
}
