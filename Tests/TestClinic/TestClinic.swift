public import Folders
public import Keys
public import Platform
public import Profile
public import Records
public import Storage
public import SystemPackage
public import TestSupport

/// A clinic: its home in a folder of its own, an identity, a store, a clock that stands still.
public final class TestClinic {
  /// The home, and where files of the test lie.
  public let folder: TemporaryFolder
  /// Its identity, settings, contacts and places.
  public let profile: Profile
  /// The clock.
  public let time = FixedTimeSource(TestClinic.now)
  /// The store.
  public let store: Store

  /// 2026-11-24T10:00:00Z.
  public static let now = Timestamp(milliseconds: 1_795_514_400_000)

  /// A new clinic.
  public convenience init() throws { try self.init(in: TemporaryFolder()) }

  /// A clinic in a folder that is there, with variables besides `HOME`.
  public init(in folder: TemporaryFolder, _ variables: [String: String] = [:]) throws {
    self.folder = folder
    profile = try Profile(
      ProcessEnvironment(variables.merging(["HOME": folder.path.string]) { $1 }))
    store = try profile.openOrMakeStore(for: CollectingScope(time: time)).store
  }

  /// A profile in a folder without anything.
  public static func emptyProfile(in folder: TemporaryFolder) throws -> Profile {
    try Profile(ProcessEnvironment(["HOME": folder.path.string]))
  }

  /// Its identity.
  public var identity: Identity { get throws { try profile.identity() } }

  /// Its folders.
  public var folders: PatientFolders { PatientFolders(store) }

  /// A filled-in form of Anna Müller with some fields changed; `nil` leaves one out.
  public static func form(_ changes: [String: JSONValue?] = [:]) -> JSONObject {
    var form: JSONObject = [
      "family": "Müller", "given": "Anna", "birth_date": "1980-04-03", "sex": "female", "mrn": "MRN-4711",
      "emails": "anna@home.example; caregiver@home.example",
    ]
    for (key, value) in changes { form[key] = value }
    return form
  }

  /// Makes a folder by the form, also of somebody with the name and birth date of another folder.
  @discardableResult
  public func add(_ changes: [String: JSONValue?] = [:], confirmNew: Bool = true) throws -> Patient {
    try folders.add(
      try DemographicsForm(json: Self.form(changes), today: time.now().date), confirmNew: confirmNew)
  }

  /// Puts files into a folder, and tells what became of each.
  @discardableResult
  public func put(
    _ files: [FilePath], into patient: Patient, category: DocumentCategory? = nil
  ) throws -> [Document] {
    try put(files.map { UploadItem(file: $0, into: patient.id, category: category) })
  }

  /// Has items taken, and tells what became of each.
  @discardableResult
  public func put(
    _ items: [UploadItem], jobs: Int = 2, stoppingAtFailure: Bool = false
  ) throws -> [Document] {
    var rest = items[...]
    var documents: [Document] = []
    try Uploader(store, jobs: jobs).put(
      stoppingAtFailure: stoppingAtFailure, { rest.popFirst() }, { document, _ in documents.append(document) }
    )
    return documents
  }

  /// Writes files and puts them into a folder.
  @discardableResult
  public func put(_ contents: [String: String], into patient: Patient) throws -> [Document] {
    try put(
      try contents.sorted { $0.key < $1.key }.map { try folder.file($0.key, Array($0.value.utf8)) },
      into: patient)
  }

  /// The actions of the audit trail, oldest first.
  public func actions() throws -> [String] {
    try store.look { (snapshot) throws(Failure) in try snapshot.events().map(\.action.word) }
  }
}
