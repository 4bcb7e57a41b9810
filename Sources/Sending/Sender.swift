internal import Exchange
internal import Folders
internal import Keys
public import Notices
public import Platform
public import Profile
public import Records
internal import SFTP
public import Storage
public import SystemPackage

/// Sends containers: each to the server first, then a message to each recipient (R057, R067).
///
/// A transfer is a state machine whose states are kept in the store, each before the next
/// step begins, so that whatever happens it is known how far it came.
public struct Sender {
  /// What goes along with a container.
  public struct Message: Sendable {
    /// The recipients; nobody is told when there are none.
    public let recipients: [EmailAddress]
    /// The mail's subject; `nil` for the usual one.
    public let subject: String?
    /// What the sender wants to say; it is not encrypted (R065).
    public let text: String?
    /// Whether the text may name the patient.
    public let allowsPHI: Bool

    /// A message with these parts.
    public init(recipients: [EmailAddress], subject: String?, text: String?, allowsPHI: Bool) {
      self.recipients = recipients
      self.subject = subject
      self.text = text
      self.allowsPHI = allowsPHI
    }
  }

  private let store: Store
  private let profile: Profile
  private let time: any TimeSource
  private let server: ServerAccess
  private let linkBase: LinkBase?
  private let notifier: Notifier?
  private let message: Message

  /// Reads the settings; what is missing is said before anything is sent.
  ///
  /// - Throws: `setting_missing` and what the settings' users throw.
  public init(_ store: Store, _ profile: Profile, message: Message, time: any TimeSource) throws(Failure) {
    let settings = try profile.settings()
    self.store = store
    self.profile = profile
    self.time = time
    self.message = message
    server = try ServerAccess(settings, profile)
    linkBase = try settings[.linkBase].map { (text) throws(Failure) in try LinkBase(text) }
    notifier = message.recipients.isEmpty ? nil : try Notifier(store, settings)
    try notifier?.check(subject: message.subject, text: message.text)
  }

  /// What became of one container.
  public struct Outcome: Sendable {
    /// The transfer, as it is kept.
    public let transfer: Transfer
    /// Why the container is not on the server, if it is not.
    public let failure: Failure?
    /// The recipients who were not told, and why.
    public let untold: [Notifier.Untold]
    /// Where the transfer's own copy of a container lies that is not on the server: it may have
    /// come through a pipe.
    public var copy: FilePath?
  }

  /// Sends one container.
  ///
  /// - Parameters:
  ///   - expected: the record that described the container, when there was one.
  ///   - progress: bytes sent, bytes in all.
  /// - Throws: `not_a_container`, `container_differs`, `phi_in_message`, before anything is
  ///   kept or sent; and at any time what keeps a state from being kept.
  public func send(
    _ source: any ByteSource, expected: Container? = nil, progress: (Int64, Int64) -> Void = { _, _ in }
  ) throws(Failure) -> Outcome {
    let id = TransferID.random()
    let copy = try OwnCopy(id, from: source, in: profile.transfersPath)
    var transfer: Transfer
    do throws(Failure) { transfer = try begin(id, copy, expected) } catch {
      copy.remove()
      throw error
    }
    do throws(Failure) { try upload(&transfer, copy, progress) } catch {
      // Its own copy stays: the pipe that it came through is gone.
      try enter(.failed, &transfer, failure: error)
      return Outcome(transfer: transfer, failure: error, untold: [], copy: copy.path)
    }
    copy.remove()
    return try tell(&transfer)
  }

  /// Checks everything that can be checked before, and keeps the transfer.
  private func begin(_ id: TransferID, _ copy: OwnCopy, _ expected: Container?) throws(Failure) -> Transfer {
    if let expected, copy.sha256.hex != expected.sha256 {
      throw Failure(.containerDiffers, "\(expected.path.text) is not the file that its record describes")
    }
    let packed = try store.look { (snapshot) throws(Failure) in
      try snapshot.packedContainer(headerHash: copy.headerHash.bytes)
    }
    // A pipe ends in the same way whether its writer was done or died.
    if let packed, packed.sha256 != copy.sha256.hex {
      throw Failure(
        .containerDiffers, "the container \(packed.id) is cut off or changed: it is not what was packed here",
        hint: "pack it again")
    }
    try checkMessage(packed)
    let transfer = Transfer(
      id: id, container: packed?.id ?? expected?.id, size: copy.size, sha256: copy.sha256.hex,
      location: server.address(of: RemoteName.text(of: id)), link: linkBase?.link(to: id),
      recipients: message.recipients,
      at: time.now())
    _ = try store.write { (transaction) throws(Failure) in try transaction.insert(transfer) }
    return transfer
  }

  /// Tells the recipients of a file that is on the server (R067).
  private func tell(_ transfer: inout Transfer) throws(Failure) -> Outcome {
    guard let notifier else { return Outcome(transfer: transfer, failure: nil, untold: []) }
    let (notices, untold) = try notifier.deliver(about: transfer.id.text)
    transfer.deliveries = notices
    if untold.isEmpty {
      try enter(.notified, &transfer)
    } else {
      let kept = transfer
      _ = try store.write { (transaction) throws(Failure) in try transaction.update(kept) }
    }
    return Outcome(transfer: transfer, failure: nil, untold: untold)
  }

  /// Refuses a message that names a patient whose documents are in the container (R065).
  private func checkMessage(_ packed: PackedContainer?) throws(Failure) {
    let text = [message.subject, message.text].compactMap { $0 }.joined(separator: "\n")
    guard !text.isEmpty, !message.allowsPHI, let packed else { return }
    for id in packed.patients {
      let patient = try store.read(.messageCheck, of: Subject(.patient, id.text)) {
        (snapshot) throws(Failure) in
        try snapshot.patient(id)
      }
      let findings = MessageScan.findings(in: text, about: patient.demographics)
      guard findings.isEmpty else {
        throw Failure(
          .phiInMessage, "the message is not encrypted and has \(findings.joined(separator: ", "))",
          hint: "take it out, or say --allow-phi-in-message")
      }
    }
  }

  private func upload(
    _ transfer: inout Transfer, _ copy: OwnCopy, _ progress: (Int64, Int64) -> Void
  ) throws(Failure) {
    let source = try LocalFileSource(opening: copy.path)
    let name = RemoteName.text(of: transfer.id)
    let progressFile = ProgressFile(copy.path.appendingToName(".progress"))
    try enter(.uploading, &transfer)
    let kept = try withoutActuallyEscaping(progress) { (progress) throws(Failure) in
      let observer = SendObserver(progressFile, progress)
      let begun = transfer
      observer.onVerified = { [self] (peer) throws(Failure) in
        var transfer = begun
        transfer.hostKey = peer?.fingerprint
        try enter(.verified, &transfer)
        return transfer
      }
      _ = try server.folder().upload(
        source, sha256: copy.sha256.bytes, as: name, from: progressFile.load(), observer: observer)
      return observer.transfer
    }
    if let kept { transfer = kept }
    progressFile.remove()
    try enter(.published, &transfer)
  }

  /// Keeps a state. With `published` the messages are queued in the same transaction: they
  /// exist from the moment that there is something to tell, and not before (R067).
  private func enter(_ state: Transfer.State, _ transfer: inout Transfer, failure: Failure? = nil)
    throws(Failure)
  {
    transfer.enter(state, at: time.now(), failure: failure)
    let kept = transfer
    _ = try store.write { (transaction) throws(Failure) in
      try transaction.update(kept)
      guard state == .published else { return }
      for notice in kept.deliveries {
        guard case .email(let address) = notice.to else { continue }
        try transaction.queue(
          ContainerNotice(
            to: address, link: kept.link, transfer: kept.id, subject: message.subject, text: message.text),
          id: notice.id, parent: kept.id.text)
      }
    }
  }
}

extension EventAction {
  fileprivate static let messageCheck = EventAction("message.check")
}

/// Keeps how far an upload is.
private final class SendObserver: RemoteObserver {
  private let file: ProgressFile
  private let progress: (Int64, Int64) -> Void
  private var peer: RemotePeer?
  var onVerified: ((RemotePeer?) throws(Failure) -> Transfer)?
  var transfer: Transfer?

  init(_ file: ProgressFile, _ progress: @escaping (Int64, Int64) -> Void) {
    self.file = file
    self.progress = progress
  }

  func connected(_ peer: RemotePeer) { self.peer = peer }
  func advanced(_ done: Int64, of total: Int64) { progress(done, total) }
  func keep(_ progress: JSONObject) throws(Failure) { try file.keep(progress) }
  func verified() throws(Failure) { transfer = try onVerified?(peer) }
}
