internal import Platform
public import Profile
public import Records
public import Storage

extension Profile {
  /// Opens the store.
  ///
  /// When the store turns out to have been set back, or the head of its audit trail cannot be
  /// kept outside of it, the command ends with a warning of that.
  ///
  /// - Throws: `store_missing` when there is none: a command that only reads does not make
  ///   one, or a cron job with a wrong `HOME` would see an empty clinic and call it a success.
  public func openStore(for command: any CommandScope) throws(Failure) -> Store {
    guard Store.exists(at: storePath) else {
      throw Failure(
        .storeMissing, "there is no store at \(storePath.printable)",
        hint: "so-patient init, or name the store with SO_STORE")
    }
    let store = try Store.open(at: storePath, identity: try identity(), heads: headsPath, time: command.time)
    command.atEnd { store.headProblem }
    return store
  }

  /// Opens the store; one is made, with an identity, when there is none, and the person is
  /// told so.
  ///
  /// - Returns: the store, and whether this command made it.
  /// - Throws: `identity_missing` when there is a store but no identity: a new identity could
  ///   not open it, and would only hide that the old one is lost.
  public func openOrMakeStore(for command: any CommandScope) throws(Failure) -> (store: Store, isNew: Bool) {
    if Store.exists(at: storePath) { return (try openStore(for: command), false) }
    let (identity, identityIsNew) = try identityMakingOne(at: command.time.now())
    if identityIsNew {
      command.note("made an identity at \(identityPath.printable); only it opens the store")
    }
    let store: Store
    do throws(Failure) {
      store = try Store.create(at: storePath, founder: identity, heads: headsPath, time: command.time)
    } catch {
      // Another process was quicker.
      guard error.code == .storeExists else { throw error }
      return (try openStore(for: command), false)
    }
    command.note("made a store at \(storePath.printable)")
    command.note("make a recovery recipient now and keep it elsewhere: so-patient recovery --out FILE")
    command.atEnd { store.headProblem }
    return (store, true)
  }
}
