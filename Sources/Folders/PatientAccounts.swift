public import Keys
public import Records
public import Storage

/// The user accounts by which patients sign in (R016): one for a folder at most.
public struct PatientAccounts {
  private let store: Store
  private let cost: Scrypt.Cost

  /// The accounts of `store`.
  public init(_ store: Store) throws(Failure) {
    // 128 MiB and some tenths of a second.
    guard let cost = Scrypt.Cost(logN: 17, r: 8, p: 1) else {
      throw Failure(.internalError, "the cost of passwords is none")
    }
    self.init(store, cost: cost)
  }

  init(_ store: Store, cost: Scrypt.Cost) {
    self.store = store
    self.cost = cost
  }

  private static let saltLength = 16
  private static let hashLength = 32

  /// Makes the account of a folder, or gives it another name and password.
  ///
  /// - Throws: `patient_unknown`, `patient_merged`, `password_refused`, `username_taken`,
  ///   `utf8_invalid`, `memory_missing`.
  public func set(_ username: Username, password: SecretBytes, of patient: PatientID) throws(Failure)
    -> PatientAccount
  {
    let person = try store.read(.patientShow, of: Subject(.patient, patient.text)) {
      (snapshot) throws(Failure) in try snapshot.editable(patient, nil).1.demographics
    }
    try PasswordRules(username: username, person: person).require(try Self.text(of: password))
    // Outside of the transaction, or everybody would wait for it.
    let salt = SecureRandom.bytes(Self.saltLength)
    let account = StoredAccount(username, cost, salt: salt, hash: try Self.hash(password, salt, cost))
    return try store.write { (transaction) throws(Failure) in
      _ = try transaction.editable(patient, nil)
      for other in try transaction.lookUp(username.lookup, in: .account) where other != patient.text {
        throw Failure(
          .usernameTaken, "another folder's account has this user name",
          hint: "choose another --username; a folder's own account is told by so-patient account show P-…")
      }
      let index = RecordIndex(lookups: [username.lookup])
      guard var record = try transaction.record(.account, patient.text) else {
        return try transaction.insert(
          Record(
            .account, id: patient.text, parent: patient.text, state: PatientAccount.State.active.rawValue,
            value: account),
          index: index, action: .accountSet
        ).account()
      }
      record.setValue(account)
      record.state = PatientAccount.State.active.rawValue
      return try transaction.update(record, index: index, action: .accountSet).account()
    }.value
  }

  /// The account of a folder; looking is an event.
  ///
  /// - Throws: `patient_unknown`, `account_unknown`.
  public func show(_ patient: PatientID) throws(Failure) -> PatientAccount {
    try store.read(.accountShow, of: Subject(.patient, patient.text)) { (snapshot) throws(Failure) in
      try snapshot.account(of: patient).account()
    }
  }

  /// Removes the account of a folder; its user name is free then.
  ///
  /// - Returns: the account as it was, in the state `removed`.
  /// - Throws: `patient_unknown`, `account_unknown`.
  public func remove(from patient: PatientID) throws(Failure) -> PatientAccount {
    try store.write { (transaction) throws(Failure) in
      let record = try transaction.account(of: patient)
      let account = try record.account()
      try transaction.remove(record, action: .accountRemove)
      return account.removed
    }.value
  }

  /// Whose account has this name and this password; `nil` when there is none such. An attempt is
  /// an event.
  ///
  /// A name that nobody has takes as long as one that somebody has: the time must not tell who is
  /// a patient here.
  /// - Throws: `memory_missing`, and the store's failures.
  public func verify(_ username: String, password: SecretBytes) throws(Failure) -> PatientID? {
    let known = try store.read(.accountVerify) { (snapshot) throws(Failure) -> (StoredAccount, PatientID)? in
      guard let lookup = Username(username)?.lookup,
        let id = try snapshot.lookUp(lookup, in: .account).first, let patient = PatientID(id),
        let record = try snapshot.record(.account, id), record.state == PatientAccount.State.active.rawValue
      else { return nil }
      let target = try snapshot.header(.patient, id)?.parent.flatMap { PatientID($0) }
      return (try record.value(as: StoredAccount.self), target ?? patient)
    }
    let salt = known?.0.salt ?? SecureRandom.bytes(Self.saltLength)
    let given = try Self.hash(password, salt, known?.0.cost ?? cost)
    let kept = known?.0.hash ?? SecureRandom.bytes(Self.hashLength)
    return ConstantTime.equal(unsafe given.span.bytes, unsafe kept.span.bytes) ? known?.1 : nil
  }

  private static func hash(_ password: SecretBytes, _ salt: [UInt8], _ cost: Scrypt.Cost) throws(Failure)
    -> [UInt8]
  {
    let key = try Scrypt.key(
      password: password, salt: unsafe salt.span.bytes, cost: cost, count: hashLength)
    return key.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
  }

  private static func text(of password: SecretBytes) throws(Failure) -> String {
    let text = password.withBytes { bytes in
      unsafe bytes.withUnsafeBytes { unsafe String(validating: $0, as: UTF8.self) }
    }
    guard let text else { throw Failure(.utf8Invalid, "the password is not valid UTF-8") }
    return text
  }
}

/// A patient's user account: `so.account/1` (R016). There is no password in it.
public struct PatientAccount: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.account/1"

  /// What an account is good for.
  public enum State: String, Sendable {
    /// The patient can sign in.
    case active
    /// The account is gone.
    case removed
  }

  /// The folder.
  public let patient: PatientID
  /// The name to sign in with.
  public let username: Username
  /// What it is good for.
  public let state: State
  let created: Timestamp?
  let updated: Timestamp?

  var removed: PatientAccount {
    PatientAccount(patient: patient, username: username, state: .removed, created: created, updated: updated)
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "patient_id": .string(patient.text), "username": .string(username.text),
      "state": .string(state.rawValue), "created_at": .time(created), "updated_at": .time(updated),
    ]
  }
}

extension Record {
  fileprivate func account() throws(Failure) -> PatientAccount {
    guard let patient = PatientID(id), let state = PatientAccount.State(rawValue: state) else {
      throw Failure(.recordAltered, "an account is malformed")
    }
    return PatientAccount(
      patient: patient, username: try value(as: StoredAccount.self).username, state: state, created: created,
      updated: updated)
  }
}

extension Snapshot {
  fileprivate func account(of patient: PatientID) throws(Failure) -> Record {
    guard try header(.patient, patient.text) != nil else {
      throw Failure.unknown(patient)
    }
    guard let record = try record(.account, patient.text) else {
      throw Failure(
        .accountUnknown, "the folder has no user account",
        hint: "so-patient account set \(patient) --username NAME")
    }
    return record
  }
}
