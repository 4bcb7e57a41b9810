internal import AgeFormat
public import Keys
public import Platform
public import Records
public import SystemPackage

/// Who uses the tools, with which settings and contacts, and where the store is. Works
/// without a store: a recipient may only ever open containers.
public struct Profile: Sendable {
  /// The identity file (`SO_IDENTITY`, else below `$XDG_CONFIG_HOME`).
  public let identityPath: FilePath
  /// The settings, an encrypted INI file (`SO_SETTINGS`, else below `$XDG_CONFIG_HOME`).
  public let settingsPath: FilePath
  /// The contacts, sealed as the settings are.
  public let contactsPath: FilePath
  /// The store (`SO_STORE`, else below `$XDG_DATA_HOME`).
  public let storePath: FilePath
  /// The known heads of audit trails, outside of every store.
  public let headsPath: FilePath
  /// The files of transfers under way.
  public let transfersPath: FilePath
  /// The host keys that are known when no setting names another file.
  public let knownHostsPath: FilePath
  /// Where the passphrase of a protected identity comes from: the file that `SO_PASSPHRASE_FILE`
  /// names, else the terminal.
  public let passphrases: PassphraseInput

  /// The variables that settings and their default profile are read from.
  let environment: ProcessEnvironment
  private let unlocker = IdentityUnlocker()

  /// Finds the places; an environment variable wins over the XDG folder.
  ///
  /// - Throws: `home_unknown`.
  public init(_ environment: ProcessEnvironment) throws(Failure) {
    let folders = try BaseDirectories(environment)
    self.environment = environment
    identityPath = environment.path("SO_IDENTITY") ?? folders.configuration.appending("identity")
    settingsPath = environment.path("SO_SETTINGS") ?? folders.configuration.appending("settings.ini.age")
    contactsPath = folders.configuration.appending("contacts.age")
    storePath = environment.path("SO_STORE") ?? folders.data
    headsPath = folders.state.appending("heads")
    transfersPath = folders.state.appending("transfers")
    knownHostsPath = folders.configuration.appending("known_hosts")
    passphrases = PassphraseInput(file: environment.path("SO_PASSPHRASE_FILE"))
  }

  /// The identity; where a passphrase protects it, ``passphrases`` is asked, once for this
  /// profile and its copies.
  ///
  /// - Throws: `identity_missing`, `passphrase_missing`, `wrong_passphrase`, and what
  ///   `IdentityFile.load` throws.
  public func identity() throws(Failure) -> Identity {
    guard try FileStatus(at: identityPath) != nil else {
      throw Failure(
        .identityMissing, "there is no identity at \(identityPath.printable)",
        hint: "so-patient init, or put your identity file back there (or name it with SO_IDENTITY)")
    }
    return try unlocker.load(identityPath, passphrases: passphrases)
  }

  /// The identity; a new one is made and kept when there is none.
  ///
  /// - Parameter passphrase: protects a new identity; one that is there stays as it is.
  /// - Returns: the identity, and whether it is new.
  /// - Throws: `identity_missing` when there is something that only an identity opens which is
  ///   gone: a new one could not open it, and would only hide that the old one is lost.
  public func identityMakingOne(
    at time: Timestamp, passphrase: Passphrase? = nil
  ) throws(Failure) -> (identity: Identity, isNew: Bool) {
    if try FileStatus(at: identityPath) != nil { return (try identity(), false) }
    for path in [storePath.appending("store.db"), settingsPath, contactsPath]
    where try FileStatus(at: path) != nil {
      throw Failure(
        .identityMissing,
        "there is no identity at \(identityPath.printable), and \(path.printable) opens only with the one that was",
        hint: "put your identity file back there (or name it with SO_IDENTITY)")
    }
    try FileSystem.makeDirectory(identityPath.removingLastComponent())
    do throws(Failure) {
      let identity = Identity.generate(at: time)
      if let passphrase {
        try IdentityFile.save(identity, at: identityPath, passphrase: passphrase)
      } else {
        try IdentityFile.save(identity, at: identityPath)
      }
      return (identity, true)
    } catch {
      // Another process was quicker; both must use the one that is there.
      guard error.code == .alreadyExists else { throw error }
      return (try identity(), false)
    }
  }
}
