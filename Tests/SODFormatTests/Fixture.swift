import AgeFormat
import Fuzzing
import Keys
import Platform
import Records
import SODFormat
import SystemPackage
import TestSupport
import Testing

/// A sender, two recipients, a stranger, and a container between them.
struct Fixture: CustomTestStringConvertible {
  var testDescription: String { files.map(\.name).description }
  static let now = Timestamp(milliseconds: 1_795_000_000_000)
  let sender = Identity.generate(at: now)
  let reader = Identity.generate(at: now)
  let other = Identity.generate(at: now)

  var files: [(name: String, content: [UInt8])] = [
    ("scan one.dcm", content(100_000)), ("Brief – Müller.pdf", content(70, seed: 2)), ("empty", []),
  ]
  static let patient = PatientID.random()
  static let patientRecord = Array("{\"schema\":\"so.patient/1\"}\n".utf8)

  var items: [SODItem] {
    files.map { file in
      .document(
        name: FileName(named: Array(file.name.utf8)), size: Int64(file.content.count),
        mediaType: "application/octet-stream", category: .image, id: .random(), patient: Self.patient)
    } + [.patient(Self.patient, size: Int64(Self.patientRecord.count))]
  }

  var contents: [[UInt8]] { files.map(\.content) + [Self.patientRecord] }

  func pack(to recipients: [Identity]? = nil, expires: Timestamp? = nil, compressed: Bool = false) throws
    -> [UInt8]
  {
    let output = Collector()
    var options = SODWriter.Options(created: Self.now, expires: expires)
    options.isCompressed = compressed
    let writer = try SODWriter(
      options, items: items,
      to: (recipients ?? [reader, other]).map {
        SODRecipient(
          $0.ageRecipient, signing: $0.signer,
          name: $0.signer == reader.signer ? "Dr. Reader" : nil)
      },
      sender: SODSender(sender, name: "A"), output: output)
    for content in contents { try writer.add(MemorySource(content)) }
    try writer.finish()
    #expect(compressed || writer.size == Int64(output.bytes.count))
    return output.bytes
  }

  func open(_ file: [UInt8], as identity: Identity? = nil, _ policy: SODPolicy? = nil) throws(Failure)
    -> SODReader
  {
    try SODReader(
      MemorySource(file), keys: [SODKey(identity ?? reader)],
      policy: policy ?? SODPolicy(trusted: [sender.signer], now: Self.now))
  }

  /// What verifying and what unpacking say, which must be the same; the folder must be as
  /// it was when the answer is a refusal.
  func verdict(_ file: [UInt8], as identity: Identity? = nil, _ policy: SODPolicy? = nil) throws -> Failure? {
    let verified = failure { () throws(Failure) in try open(file, as: identity, policy).verify() }
    let folder = try TemporaryFolder()
    let unpacked = failure { () throws(Failure) in
      try SODUnpacker.unpack(try open(file, as: identity, policy), into: folder.path)
    }
    #expect(verified == unpacked)
    let tree = try folder.tree()
    #expect(tree.isEmpty == (unpacked != nil), "\(tree)")
    return verified
  }

  /// What a recipient of the container can do to it: open it, change the archive, and seal
  /// it again to anybody.
  func forge(_ change: (inout Ustar) throws -> Void) throws -> [UInt8] {
    var archive = Ustar(parsing: try Age.decrypt(try pack(), with: [reader]))
    try change(&archive)
    return try Age.encrypt(archive.bytes, to: [reader.ageRecipient, other.ageRecipient])
  }
}

/// The failure of `body`; `nil` when it has none.
func failure<T>(_ body: () throws(Failure) -> T) -> Failure? {
  do {
    _ = try body()
    return nil
  } catch { return error }
}

/// Bytes that differ everywhere, the same in every run.
func content(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var state = seed &* 0x9e37_79b9_7f4a_7c15 | 1
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return UInt8(truncatingIfNeeded: state >> 33)
  }
}

/// Keeps what is written to it.
final class Collector: ByteSink {
  private(set) var bytes: [UInt8] = []
  func write(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe self.bytes.append(contentsOf: $0) }
  }
}

extension Ustar {
  subscript(path: String) -> Int {
    get throws { try #require(entries.firstIndex { $0.path.hasPrefix(path) }, "\(path)") }
  }

  /// The sums of the entries as they are now, as a forger who cannot sign writes them.
  mutating func recomputeSums() throws {
    let listed = entries.filter { !$0.path.hasPrefix("SHA256SUMS") }
    let text = listed.map { "\(SHA256.digest(of: $0.content).hex)  \($0.path)\n" }.joined()
    entries[try self["SHA256SUMS"]].content = Array(text.utf8)
  }
}
