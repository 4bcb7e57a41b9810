internal import AgeFormat
internal import Exchange
internal import Folders
internal import Keys
internal import Notices
public import Platform
public import Profile
public import Records
internal import SFTP
public import Storage
internal import SystemPackage

/// Takes orders to send: each container gets a transfer with a copy of its own, kept before the
/// first byte leaves (R057). ``TransferRunner`` carries them out.
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

  let store: Store
  let time: any TimeSource
  let message: Message
  let server: ServerAccess
  let linkBase: LinkBase?
  let profile: Profile
  let place: TransferPlace

  /// Reads the settings; what is missing is said before anything is sent.
  ///
  /// - Parameter server: the name of one of several servers.
  /// - Throws: `setting_missing` and what the settings' users throw.
  public init(
    _ store: Store, _ profile: Profile, message: Message, server: ServerName? = nil, time: any TimeSource
  ) throws(Failure) {
    let settings = try profile.settings()
    self.store = store
    self.time = time
    self.message = message
    self.profile = profile
    self.server = try ServerAccess(settings, profile, server: server)
    linkBase = try self.server.settings.linkBase.map { (text) throws(Failure) in try LinkBase(text) }
    if !message.recipients.isEmpty {
      try Notifier(store, settings).check(subject: message.subject, text: message.text)
    }
    place = TransferPlace(profile.transfersPath, store)
  }

  /// Looks whether the settings are enough to send, without a store: where they are not, in cron with
  /// another home say, nothing is to be made.
  ///
  /// - Throws: as ``init(_:_:message:server:time:)``.
  public static func check(
    _ profile: Profile, message: Message, server: ServerName? = nil
  ) throws(Failure) {
    let settings = try profile.settings()
    let access = try ServerAccess(settings, profile, server: server)
    if let base = access.settings.linkBase { _ = try LinkBase(base) }
    guard !message.recipients.isEmpty else { return }
    try Notifier.check(settings, subject: message.subject, text: message.text)
  }

  /// Takes a finished container.
  ///
  /// - Parameter expected: the record that described the container, when there was one.
  /// - Returns: the transfer, kept and not begun, and held for this process.
  /// - Throws: `not_a_container`, `container_differs`, `phi_in_message`; nothing is kept then.
  public func queue(_ source: any ByteSource, expected: Container? = nil) throws(Failure) -> HeldTransfer {
    try queue { (id) throws(Failure) in
      let copy = try OwnCopy(id, from: source, in: place)
      let packed = try identify(copy, expected)
      try checkMessage(about: packed?.patients ?? [])
      return Order(copy: copy, container: packed?.id ?? expected?.id, selection: nil)
    }
  }

  /// A container that is to be sent: its copy, what it is called, and what was chosen for it.
  struct Order {
    let copy: OwnCopy
    let container: ContainerID?
    let selection: Transfer.Selection?
  }

  /// Makes the copy, and keeps the transfer; after a failure nothing is left.
  ///
  /// - Throws: `disk_full`; what `make` and the store throw.
  func queue(_ make: (TransferID) throws(Failure) -> Order) throws(Failure) -> HeldTransfer {
    let id = TransferID.random()
    // Held from before the copy has a name: what no transfer names is swept.
    let lock = try place.hold(id, now: time.now())
    do throws(Failure) {
      let began = time.now()
      let order = try make(id)
      var transfer = Transfer(
        id: id, container: order.container, member: store.member.id, size: order.copy.size,
        sha256: order.copy.sha256.hex, selection: order.selection, server: server.name,
        protocolName: server.protocolName, location: server.address(of: RemoteName.text(of: id)),
        link: linkBase?.link(to: id), recipients: message.recipients, at: began)
      if order.selection != nil { transfer.enter(.packed, at: time.now()) }
      let kept = transfer
      _ = try store.write { (transaction) throws(Failure) in
        if let packed = order.copy.packed { try transaction.complete(packed) }
        try transaction.insert(kept, TransferMessage(subject: message.subject, text: message.text))
      }
      return HeldTransfer(kept, lock)
    } catch {
      place.remove(id)
      lock.removeFile()
      throw error
    }
  }

  /// What the store knows of a container that was given.
  private func identify(_ copy: OwnCopy, _ expected: Container?) throws(Failure) -> PackedContainer? {
    if let expected, copy.sha256.hex != expected.sha256 {
      throw Failure(.containerDiffers, "\(expected.path.text) is not the file that its record describes")
    }
    guard let headerHash = copy.headerHash else { return nil }
    let packed = try store.look { (snapshot) throws(Failure) in
      try snapshot.packedContainer(headerHash: headerHash.bytes)
    }
    // A pipe ends in the same way whether its writer was done or died.
    if let packed, packed.sha256 != copy.sha256.hex {
      throw Failure(
        .containerDiffers, "the container \(packed.id) is cut off or changed: it is not what was packed here",
        hint: "pack it again")
    }
    return packed
  }

  /// Refuses a message that names a patient whose documents are in the container (R065).
  func checkMessage(about patients: [PatientID]) throws(Failure) {
    let text = [message.subject, message.text].compactMap { $0 }.joined(separator: "\n")
    guard !text.isEmpty, !message.allowsPHI else { return }
    for id in patients {
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
}

extension EventAction {
  fileprivate static let messageCheck = EventAction("message.check")
}
