internal import Keys
internal import Records

/// All keys of one epoch, derived from its store key: one for each kind of record and card,
/// one for each kind of look-up, one for the events' details, and the objects' age identity.
///
/// An object belongs to one thread.
final class EpochKeys {
  /// The epoch's number, from 1.
  let epoch: Int64
  /// The secret that members' wraps hold.
  let storeKey: SealingKey

  private let store: StoreID
  private var sealers: [String: Sealer] = [:]
  private var cardSealers: [String: CardSealer] = [:]
  private var lookupKeys: [String: SecretBytes] = [:]

  init(epoch: Int64, storeKey: SealingKey, store: StoreID) {
    self.epoch = epoch
    self.storeKey = storeKey
    self.store = store
    commitment = storeKey.secretSubkey(for: Self.use("commitment", store, epoch)).withBytes { bytes in
      SHA256.digest(of: bytes).bytes
    }
  }

  /// What the signed events say about the key: it binds the key without telling it, so that
  /// a wrap of another key is found out before anything is sealed with that.
  let commitment: [UInt8]

  func records(_ kind: String) throws(Failure) -> Sealer { try sealer("record \(kind)") }
  func objectFacts() throws(Failure) -> Sealer { try sealer("object facts") }
  func eventDetails() throws(Failure) -> Sealer { try sealer("event details") }
  func memberLabels() throws(Failure) -> Sealer { try sealer("member labels") }

  func cards(_ kind: String) throws(Failure) -> CardSealer {
    if let known = cardSealers[kind] { return known }
    let made = try CardSealer(storeKey.secretSubkey(for: use("card \(kind)")))
    cardSealers[kind] = made
    return made
  }

  /// One epoch's step to the keyed hash by which a record is found (``KeyRing/lookup(_:_:)``).
  func lookup(_ kind: String, _ value: [UInt8]) -> [UInt8] {
    let key = lookupKeys[kind] ?? storeKey.secretSubkey(for: use("look-up \(kind)"))
    lookupKeys[kind] = key
    return HMACSHA256.code(for: unsafe value.span.bytes, key: key)
  }

  /// The identity that the epoch's objects are encrypted to.
  func objectKey() throws(Failure) -> X25519PrivateKey {
    guard let key = X25519PrivateKey(storeKey.secretSubkey(for: use("objects"))) else {
      throw Failure(.internalError, "the objects' key cannot be derived")
    }
    return key
  }

  private func sealer(_ what: String) throws(Failure) -> Sealer {
    if let known = sealers[what] { return known }
    let made = try Sealer(storeKey.subkey(for: use(what)))
    sealers[what] = made
    return made
  }

  private func use(_ what: String) -> String { Self.use(what, store, epoch) }

  private static func use(_ what: String, _ store: StoreID, _ epoch: Int64) -> String {
    "store \(store.text) \(epoch) \(what)"
  }
}
