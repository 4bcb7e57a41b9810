public import Platform
public import Profile
public import Records
public import Storage

/// A store that was opened for a command, and what the person should be told about it once.
public struct OpenedStore {
  /// The store.
  public let store: Store
  /// Whether this command made it.
  public let isNew: Bool
  /// Sentences for standard error; none when nothing is new.
  public let announcements: [String]

  init(_ store: Store, isNew: Bool, identityIsNew: Bool, _ profile: Profile) {
    self.store = store
    self.isNew = isNew
    var sentences: [String] = []
    if identityIsNew {
      sentences.append("made an identity at \(profile.identityPath.printable); only it opens the store")
    }
    if isNew {
      sentences.append("made a store at \(profile.storePath.printable)")
      sentences.append("make a recovery recipient now and keep it elsewhere: so-patient recovery --out FILE")
    }
    announcements = sentences
  }
}

extension Profile {
  /// Opens the store.
  ///
  /// - Throws: `store_missing` when there is none: a command that only reads does not make
  ///   one, or a cron job with a wrong `HOME` would see an empty clinic and call it a success.
  public func openStore(time: any TimeSource) throws(Failure) -> Store {
    guard Store.exists(at: storePath) else {
      throw Failure(
        .storeMissing, "there is no store at \(storePath.printable)",
        hint: "so-patient init, or name the store with SO_STORE")
    }
    return try Store.open(at: storePath, identity: try identity(), heads: headsPath, time: time)
  }

  /// Opens the store; one is made, with an identity, when there is none.
  ///
  /// - Throws: `identity_missing` when there is a store but no identity: a new identity could
  ///   not open it, and would only hide that the old one is lost.
  public func openOrMakeStore(time: any TimeSource) throws(Failure) -> OpenedStore {
    if Store.exists(at: storePath) {
      return OpenedStore(try openStore(time: time), isNew: false, identityIsNew: false, self)
    }
    let (identity, isNew) = try identityMakingOne(at: time.now())
    do throws(Failure) {
      let store = try Store.create(at: storePath, founder: identity, heads: headsPath, time: time)
      return OpenedStore(store, isNew: true, identityIsNew: isNew, self)
    } catch {
      guard error.code == .storeExists else { throw error }
      return OpenedStore(try openStore(time: time), isNew: false, identityIsNew: isNew, self)
    }
  }
}
