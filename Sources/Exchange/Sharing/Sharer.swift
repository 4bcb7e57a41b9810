internal import AgeFormat
public import Keys
public import Platform
public import Profile
public import Records
public import SODFormat
public import Storage
public import SystemPackage

/// Issues a container anew, for others or for a changed key: another header over the same payload.
public struct Sharer {
  /// What becomes of the recipients.
  public enum Change: Sendable {
    /// The new file is for these, and for nobody else.
    case share([ResolvedRecipient])
    /// The new file is for everybody whom the container is for, with a new key in the place of
    /// `old`: a recipient, or the sender's name for one; `nil` is the key that opens it.
    case replace(old: String?, by: ResolvedRecipient)
  }

  private let identity: Identity
  private let store: Store?
  private let time: any TimeSource
  private let isArmored: Bool
  private let allowsMixed: Bool

  /// A sharer who signs with `identity`.
  ///
  /// - Parameters:
  ///   - store: keeps the event; `nil` where there is none.
  ///   - isArmored: whether the new file is text.
  ///   - allowsMixed: whether post-quantum recipients may stand beside others, and a container
  ///     for such be given to others.
  public init(
    _ identity: Identity, store: Store?, time: any TimeSource, isArmored: Bool = false,
    allowsMixed: Bool = false
  ) {
    self.identity = identity
    self.store = store
    self.time = time
    self.isArmored = isArmored
    self.allowsMixed = allowsMixed
  }

  /// What a container became.
  public struct Outcome: Sendable {
    /// What was verified of it.
    public let verdict: SODVerdict
    /// Whom the new file is for.
    public let recipients: [String]
    /// The new file's size in bytes.
    public let size: Int64
    /// The SHA-256 of the new file.
    public let sha256: SHA256Digest

    /// The container as the tools show it, written to `path`. Its folders are the sender's, and
    /// none of this store.
    public func container(at path: FilePath) -> Container {
      Container(
        id: verdict.manifest.id, path: RecordedPath(path), size: size, sha256: sha256.hex,
        documents: Int64(verdict.manifest.entries.count { $0.kind == .document }), patients: [],
        recipients: recipients, signer: verdict.signature.signer?.fingerprint ?? "",
        created: verdict.manifest.created)
    }
  }

  /// Verifies all of `container`, then writes the new file to `output`, which gets nothing before
  /// that. The event is kept before the first byte is given out.
  ///
  /// - Parameter open: opens what it is given as a container.
  /// - Throws: what is wrong with the container; `not_shareable`, `recipient_not_listed`,
  ///   `recipients_mixed`, `changed_while_read`, and what reading and writing throw.
  public func run(
    _ container: RewindableContainer, _ change: Change, to output: any ByteSink,
    open: (any ByteSource) throws(Failure) -> SODReader
  ) throws(Failure) -> Outcome {
    // What is no container is told of when it is opened.
    if let header = try? AgeHeader.read(from: try AgeInput(container.source).source).header {
      try SODReissue.check(header)
    }
    let reader = try open(try container.again())
    let reissue = SODReissue(
      try resolve(change, reader), sharer: SODSender(identity), time: time.now(), allowsMixed: allowsMixed)
    try reader.check(reissue)
    let verdict = try reader.verify()
    let header = try reader.newHeader(reissue, verdict: verdict)
    try note(reissue, verdict, header)
    let measured = MeasuredSink(output)
    let armor = isArmored ? ArmorWriter(measured) : nil
    try header.write(over: try container.again(), to: armor ?? measured)
    try armor?.finish()
    try container.finish()
    return Outcome(
      verdict: verdict, recipients: header.recipients, size: measured.size, sha256: measured.digest())
  }

  private func resolve(_ change: Change, _ reader: SODReader) throws(Failure) -> SODReissue.Change {
    switch change {
    case .share(let recipients):
      return .share(recipients.map { SODRecipient($0.encryption, signing: $0.signer, name: $0.name) })
    case .replace(let old, let new):
      let former = try old.map { (old) throws(Failure) in try Self.former(old, reader) } ?? reader.openedBy
      return .replace(
        former,
        by: SODRecipient(
          new.encryption, signing: new.signer,
          name: new.name ?? reader.addressed.first { $0.encryption == former }?.name))
    }
  }

  /// The recipient that `old` means.
  private static func former(_ old: String, _ reader: SODReader) throws(Failure) -> String {
    if let key = AgeRecipient(old) { return key.text }
    let named = reader.addressed.filter { $0.name == old }
    guard named.count == 1 else {
      throw Failure(
        .recipientNotListed,
        "\(named.isEmpty ? "nobody" : "more than one") whom the container is for is named \(old)",
        hint: "name the key itself, as so-sod verify FILE shows it")
    }
    return named[0].encryption
  }

  private func note(
    _ reissue: SODReissue, _ verdict: SODVerdict, _ header: SODNewHeader
  ) throws(Failure) {
    guard let store else { return }
    let action: EventAction
    if case .share = reissue.change { action = .containerShare } else { action = .containerRekey }
    _ = try store.write { (transaction) throws(Failure) in
      try transaction.note(
        action, of: Subject(.container, verdict.manifest.id.text),
        details: [
          "to": .array(header.recipients.map { .string($0) }),
          "content": .string(verdict.contentDigest.hex),
        ])
    }
  }
}

extension EventAction {
  /// A container that was received is passed on to others.
  static let containerShare = EventAction("container.share")
  /// A container is issued anew for a changed key.
  static let containerRekey = EventAction("container.rekey")
}

/// Passes everything on, with its length and digest.
private final class MeasuredSink: ByteSink {
  private let output: any ByteSink
  private let hash = SHA256()
  private(set) var size: Int64 = 0

  init(_ output: any ByteSink) { self.output = output }

  func write(_ bytes: RawSpan) throws(Failure) {
    hash.write(bytes)
    size += Int64(bytes.byteCount)
    try output.write(bytes)
  }

  func digest() -> SHA256Digest { hash.finish() }
}
