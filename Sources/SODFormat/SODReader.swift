internal import AgeFormat
internal import Keys
internal import Platform
public import Records

/// Reads a container in one pass and constant memory, from a file or a pipe.
///
/// Making one opens it and reads the manifest, which is enough to list it but verifies
/// nothing; ``readEntries(_:)`` reads the rest and verifies all of it.
public final class SODReader {
  /// What the container says about itself. Not verified before ``readEntries(_:)`` returns.
  public let manifest: ContainerManifest
  /// Who passed it on, in order. That each statement is about this content is known only after
  /// ``readEntries(_:)``.
  public var shares: [SODShare] { chain.shares }
  /// Whether neither the sender nor a valid share addressed it to the key that opened it.
  public let isReaddressed: Bool

  /// The recipient whose key opened it, as age writes it.
  public let openedBy: String
  /// Whether the archive is compressed.
  public let isCompressed: Bool
  /// Whom it is for, by its sender and its shares.
  public var addressed: [ManifestRecipient] { chain.addressed }

  let chain: ShareChain
  private let policy: SODPolicy
  private let tar: TarReader
  private let decryptor: AgeDecryptor
  private let hash = SHA256()
  private var sums = ChecksumList()
  private var isSpent = false
  /// The container's own files as they stand in it: manifest, sums, signature.
  private(set) var ownFiles: [(path: String, content: [UInt8])] = []

  var header: AgeHeader { decryptor.header }
  var fileKey: AgeFileKey { decryptor.fileKey }

  /// Opens a container and reads its manifest.
  ///
  /// - Throws: `age_header_invalid`, `wrong_key`, `truncated`, `altered`, `container_invalid`,
  ///   `compression_bomb`, `manifest_invalid`, `manifest_too_large`, `readdressed`, `expired`, `share_invalid` and the
  ///   other codes of shares, and what `source` throws.
  public init(_ source: any ByteSource, keys: [SODKey], policy: SODPolicy) throws(Failure) {
    let decryptor = try AgeDecryptor(source: source, identities: keys.map(\.identity))
    decryptor.looksCut = { ArchiveFront.isCut($0) || Compression.isCut($0) }
    let (archive, limiter) = try Compression.open(decryptor)
    if limiter != nil { decryptor.endsWhole = Compression.endsWhole }
    let tar = try TarReader(from: archive)
    guard let entry = try tar.next(), entry.path == EntryPath.manifest else {
      throw Failure(.containerInvalid, "the container does not begin with its manifest")
    }
    guard entry.size <= SODLimits.manifestSize else {
      throw Failure(
        .manifestTooLarge, "the manifest has \(entry.size) bytes; the limit is \(SODLimits.manifestSize)")
    }
    let hash = self.hash
    let content = SODEntrySource(tar, size: entry.size, hash: hash)
    let file = try content.readAll(
      limit: SODLimits.manifestSize, excess: Failure(.manifestTooLarge, "the manifest is too large"))
    try content.skip()
    let digest = hash.finish()
    let manifest = try ContainerManifest(file: file)
    chain = try Self.chain(manifest, decryptor, policy)
    openedBy = keys[decryptor.identityIndex].recipient
    isReaddressed = !chain.isAddressed(openedBy)
    guard !isReaddressed || policy.acceptReaddressed else {
      throw Failure(
        .readdressed, "the container is sealed to your key, but its sender did not address it to you",
        hint: "ask the sender; --accept-readdressed takes what somebody else has passed on")
    }
    if let expires = manifest.expires, expires <= policy.now {
      throw Failure(.expired, "the container expired at \(expires.rfc3339)")
    }
    let stated = manifest.archiveSize(manifestSize: file.count)
    isCompressed = limiter != nil
    if let limiter { limiter.limit = Compression.limit(for: stated) } else { decryptor.expectedSize = stated }
    self.manifest = manifest
    self.policy = policy
    self.tar = tar
    self.decryptor = decryptor
    sums.append(EntryPath.manifest, digest)
    ownFiles.append((EntryPath.manifest, file))
  }

  /// Follows the statements in the header. Where the reader takes what nobody addressed to them,
  /// the first that does not count ends the chain, and is no hindrance.
  private static func chain(
    _ manifest: ContainerManifest, _ decryptor: AgeDecryptor, _ policy: SODPolicy
  ) throws(Failure) -> ShareChain {
    var chain = ShareChain(manifest)
    for stanza in decryptor.header.stanzas where ShareStanza.isOne(stanza) {
      do throws(Failure) { try chain.append(try ShareStanza.open(stanza, with: decryptor.fileKey)) } catch {
        guard policy.acceptReaddressed else { throw error }
        return chain
      }
    }
    return chain
  }

  /// Reads every entry in order, lends its content to `body`, and verifies the container.
  ///
  /// What `body` gets is not verified yet: it stages, and puts in place only after this
  /// function has returned. What it leaves unread is verified all the same.
  ///
  /// - Throws: what is wrong with the container, as a code of this room or `altered`,
  ///   `truncated`, `bad_signature`, `signature_invalid`, `share_elsewhere`; and what `body` throws.
  public func readEntries(
    _ body: (ManifestEntry, SODEntrySource) throws(Failure) -> Void
  ) throws(Failure) -> SODVerdict {
    precondition(!isSpent, "a container is read once")
    isSpent = true
    var digests: [SHA256Digest] = []
    for (index, entry) in manifest.entries.enumerated() {
      try expect(entry, at: index)
      let content = SODEntrySource(tar, size: entry.size, hash: hash)
      try body(entry, content)
      try content.skip()
      let digest = hash.finish()
      digests.append(digest)
      sums.append(entry.path, digest)
    }
    let file = try checksums()
    let signature = try self.signature(over: file)
    try tar.finish()
    let content = SHA256.digest(of: file)
    try chain.check(content)
    return SODVerdict(
      manifest: manifest, signature: signature, digests: digests, contentDigest: content,
      shares: chain.shares, isReaddressed: isReaddressed, isCompressed: isCompressed)
  }

  /// Reads and verifies everything, and keeps nothing.
  ///
  /// - Throws: as ``readEntries(_:)``.
  public func verify() throws(Failure) -> SODVerdict {
    try readEntries { (_, _) throws(Failure) in }
  }

  /// Requires that the next entry of the archive is the manifest's `index`th.
  private func expect(_ entry: ManifestEntry, at index: Int) throws(Failure) {
    let found = try next(insteadOf: "entry \(index + 1)")
    guard found.path == entry.path else { throw misplaced(found.path, at: index) }
    guard found.size == entry.size else {
      throw Failure(.altered, "entry \(index + 1) has another size than the manifest says")
    }
  }

  private func next(insteadOf due: String) throws(Failure) -> TarReader.Entry {
    guard let found = try tar.next() else {
      throw Failure(.missingEntry, "the container ends where \(due) is due")
    }
    return found
  }

  /// Says why an entry is not the one that is due at `index`.
  private func misplaced(_ path: String, at index: Int) -> Failure {
    switch path {
    case EntryPath.sums, EntryPath.signature:
      return Failure(.missingEntry, "entry \(index + 1) is in the manifest, but not in the container")
    case EntryPath.manifest:
      return Failure(.entryDuplicate, "the container holds a second manifest")
    default:
      guard let place = manifest.entries.firstIndex(where: { $0.path == path }) else {
        return Failure(
          .notListed, "the container holds an entry that is not in the manifest, before entry \(index + 1)")
      }
      return place < index
        ? Failure(.entryDuplicate, "entry \(place + 1) is in the container twice")
        : Failure(.entryOrder, "entry \(place + 1) comes where entry \(index + 1) is due")
    }
  }

  /// Reads `SHA256SUMS` and holds it against what was read.
  private func checksums() throws(Failure) -> [UInt8] {
    let due = sums.file
    let file = try small(EntryPath.sums, limit: due.count + SODLimits.pathLength + 67)
    guard file == due else { throw sums.difference(from: file) }
    return file
  }

  /// Reads `SHA256SUMS.sig` and says who signed.
  private func signature(over file: [UInt8]) throws(Failure) -> SODSignature {
    guard let due = manifest.sender.signing else {
      guard policy.acceptUnsigned else { throw Self.unsigned("it names no signing key") }
      return .none
    }
    guard let armored = try optionalSmall(EntryPath.signature, limit: SODLimits.signatureSize) else {
      guard policy.acceptUnsigned else { throw Self.unsigned("its signature is missing") }
      return .none
    }
    let signer = try SSHSignature(armored: armored).verify(file, namespace: SODWriter.namespace)
    guard signer == due else {
      throw Failure(.badSignature, "the signature is by \(signer.fingerprint), and not by the sender's key")
    }
    if policy.trusted.contains(signer) { return .known(signer) }
    guard policy.acceptUnsigned else {
      throw Failure(
        .unknownSigner, "the container is signed by \(signer.fingerprint), which is not among the contacts",
        hint: "compare the fingerprint with the sender's, then so-sod contact add")
    }
    return .unknown(signer)
  }

  private static func unsigned(_ why: String) -> Failure {
    Failure(
      .unsigned, "the container is not signed: \(why)", hint: "--accept-unsigned takes it all the same")
  }

  private func small(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    guard let file = try optionalSmall(path, limit: limit) else {
      throw Failure(.missingEntry, "the container ends where \(path) is due")
    }
    return file
  }

  /// Reads a short entry of ours; `nil` at the end of the archive.
  private func optionalSmall(_ path: String, limit: Int) throws(Failure) -> [UInt8]? {
    guard let found = try tar.next() else { return nil }
    guard found.path == path else {
      throw found.path == EntryPath.sums
        ? Failure(.entryDuplicate, "the container holds SHA256SUMS twice")
        : misplaced(found.path, at: manifest.entries.count)
    }
    let excess = Failure(.altered, "\(path) is longer than it can be")
    guard found.size <= limit else { throw excess }
    let content = SODEntrySource(tar, size: found.size, hash: hash)
    let file = try content.readAll(limit: limit, excess: excess)
    try content.skip()
    _ = hash.finish()
    ownFiles.append((path, file))
    return file
  }
}
