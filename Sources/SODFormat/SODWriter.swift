internal import AgeFormat
public import Keys
internal import Platform
public import Records

/// Packs a container in one pass and constant memory: the manifest goes first, the contents
/// follow in its order, the signature closes it.
///
/// Until ``finish()`` has returned, what was written is a cut file that no reader takes.
public final class SODWriter {
  /// What a container is made of besides its entries.
  public struct Options: Sendable {
    /// Names the container.
    public var id: ContainerID
    /// When it is packed.
    public var created: Timestamp
    /// When it is no longer to be opened.
    public var expires: Timestamp?
    /// Whether post-quantum recipients may stand beside others.
    public var allowMixed = false
    /// Whether the archive is compressed: `tar -x` needs `--zstd` for it then.
    public var isCompressed = false
    /// Whether the documents were de-identified for peer review.
    public var peerReview = false
    /// The de-identification profile that was applied.
    public var profile: String?

    /// A container packed at `created`.
    public init(id: ContainerID = .random(), created: Timestamp, expires: Timestamp? = nil) {
      self.id = id
      self.created = created
      self.expires = expires
    }
  }

  /// The SSHSIG namespace of a container's signature.
  public static let namespace = "sod"

  /// What the container says about itself.
  public let manifest: ContainerManifest
  /// The length of the whole container, without an armour, known before it is packed; of a
  /// compressed one, what it would be otherwise.
  public let size: Int64

  private let signing: Ed25519PrivateKey
  private let encryptor: AgeEncryptor
  private let zstd: ZstdSink?
  private let tar: TarWriter
  private let hash = SHA256()
  private var sums = ChecksumList()
  private var written = 0
  private var failed = false
  private var buffer: [UInt8] = []

  /// Writes the container's front, up to and including the manifest.
  ///
  /// - Throws: `recipient_missing`, `recipients_mixed`, `too_many_entries`, `entry_duplicate`,
  ///   `manifest_too_large`, and what `output` throws.
  public convenience init(
    _ options: Options, items: [SODItem], to recipients: [SODRecipient], sender: SODSender,
    output: any ByteSink
  ) throws(Failure) {
    let seal = try SODSeal(
      to: recipients, allowMixed: options.allowMixed, isCompressed: options.isCompressed)
    try self.init(options, items: items, seal, sender: sender, output: output)
  }

  /// Writes the container's front, up to and including the manifest.
  ///
  /// - Parameter seal: used for this container only, and made for one that is compressed where
  ///   this one is.
  /// - Throws: `too_many_entries`, `entry_duplicate`, `manifest_too_large`, and what `output` throws.
  public init(
    _ options: Options, items: [SODItem], _ seal: SODSeal, sender: SODSender, output: any ByteSink
  ) throws(Failure) {
    guard items.count <= SODLimits.entries else {
      throw Failure(
        .tooManyEntries, "\(items.count) entries do not fit into a container; it holds \(SODLimits.entries)")
    }
    let manifest = ContainerManifest(
      id: options.id, created: options.created, expires: options.expires,
      sender: ManifestSender(name: sender.name, signing: SSHPublicKey(sender.signing.publicKey)),
      recipients: seal.recipients.map {
        ManifestRecipient(encryption: $0.encryption.text, signing: $0.signing, name: $0.name)
      }, peerReview: options.peerReview, profile: options.profile,
      entries: items.enumerated().map { $1.entry(number: $0 + 1, of: items.count) })
    guard Set(manifest.entries.map(\.path)).count == items.count else {
      throw Failure(.entryDuplicate, "one patient is to be packed twice")
    }
    let file = manifest.file
    guard file.count <= SODLimits.manifestSize else {
      throw Failure(.manifestTooLarge, "the manifest would have \(file.count) bytes")
    }
    self.manifest = manifest
    size =
      Int64(seal.header.byteCount)
      + AgePayload.sealedSize(of: manifest.archiveSize(manifestSize: file.count))
    signing = sender.signing
    encryptor = try AgeEncryptor(header: seal.header, fileKey: seal.fileKey, output: output)
    zstd = options.isCompressed ? try ZstdSink(to: encryptor) : nil
    tar = try TarWriter(to: zstd ?? encryptor, modified: options.created.milliseconds / 1000)
    try add(EntryPath.manifest, file)
  }

  /// Packs the content of the next item.
  ///
  /// - Throws: `changed_while_read` when `source` has more or fewer bytes than was said, and
  ///   what reading and writing throw; the container is lost then.
  public func add(_ source: any ByteSource) throws(Failure) {
    let size = written < manifest.entries.count ? manifest.entries[written].size : 0
    guard size >= DigestBeside.threshold, let beside = DigestBeside() else {
      return try add(writing: { (sink) throws(Failure) in try source.copy(to: sink, through: &buffer) })
    }
    try entry(nil) { (sink) throws(Failure) in try beside.copy(source, to: sink) }
  }

  /// Packs what `body` writes as the content of the next item.
  ///
  /// - Throws: as ``add(_:)-(ByteSource)``, and what `body` throws.
  public func add(writing body: (any ByteSink) throws(Failure) -> Void) throws(Failure) {
    try entry(hash) { (sink) throws(Failure) in
      try body(sink)
      return hash.finish()
    }
  }

  /// Packs the next item: `body` writes its content and says its digest.
  private func entry(
    _ hash: SHA256?, _ body: (any ByteSink) throws(Failure) -> SHA256Digest
  ) throws(Failure) {
    precondition(!failed && written < manifest.entries.count, "no item is left to pack")
    failed = true
    let entry = manifest.entries[written]
    try tar.begin(entry.path, size: entry.size)
    let sink = EntrySink(tar, hash, number: written + 1, size: entry.size)
    let digest = try body(sink)
    try sink.finish()
    sums.append(entry.path, digest)
    written += 1
    failed = false
  }

  /// Signs and ends the container; the output is the caller's to finish.
  ///
  /// - Returns: the SHA-256 of `SHA256SUMS`, which names this container's content.
  @discardableResult
  public func finish() throws(Failure) -> SHA256Digest {
    precondition(!failed && written == manifest.entries.count, "items are left to pack")
    failed = true
    let file = sums.file
    let signature = try SSHSignature(signing: file, namespace: Self.namespace, with: signing)
    try put(EntryPath.sums, file)
    try put(EntryPath.signature, Array(signature.armored.utf8))
    try tar.finish()
    if let zstd {
      try zstd.finish()
      try encryptor.write(Compression.end)
    }
    try encryptor.finish()
    return SHA256.digest(of: file)
  }

  private func add(_ path: String, _ file: [UInt8]) throws(Failure) {
    try put(path, file)
    sums.append(path, SHA256.digest(of: file))
  }

  private func put(_ path: String, _ file: [UInt8]) throws(Failure) {
    try tar.begin(path, size: Int64(file.count))
    try file.withRawSpan { (bytes) throws(Failure) in try tar.write(bytes) }
    try tar.end()
  }
}

extension ContainerManifest {
  /// The length of the archive in a signed container with this manifest.
  func archiveSize(manifestSize: Int) -> Int64 {
    let sums = ChecksumList.size(for: [EntryPath.manifest] + entries.map(\.path))
    var size = TarSize.entry(EntryPath.manifest, Int64(manifestSize)) + TarSize.end
    for entry in entries { size += TarSize.entry(entry.path, entry.size) }
    size += TarSize.entry(EntryPath.sums, sums)
    if sender.signing != nil { size += TarSize.entry(EntryPath.signature, Self.signatureSize) }
    return size
  }

  /// Every armoured Ed25519 signature in our namespace has this length.
  static let signatureSize: Int64 = 294
}
