/// What would become of a file if it were put, and what a person may want to better before:
/// `so.file-check/1` (R041, R051, R056).
public struct FileCheck: WritableRecord {
  /// The kind and its version.
  public static let schema = "so.file-check/1"

  /// Something that does not keep a file from being put.
  public struct Warning: Hashable, Sendable {
    /// The stable word.
    public let code: String
    /// What it is, for a person.
    public let message: String

    /// A warning with these values.
    public init(_ code: String, _ message: String) {
      self.code = code
      self.message = message
    }
  }

  /// The file.
  public let path: RecordedPath
  /// The name that its document would have.
  public let name: FileName
  /// The folder that it would go into, where one is known.
  public let patient: PatientID?
  /// Bytes; `nil` when the file cannot be opened.
  public var size: Int64?
  /// Its media type, when it is of one that is taken.
  public var mediaType: String?
  /// Whether the folder has it already.
  public var already = false
  /// Why it cannot be put; empty when it can.
  public var errors: [Failure] = []
  /// What a person may want to better.
  public var warnings: [Warning] = []
  /// What it may be for the reviewer; a proposal, never set (R047).
  public var categoryGuess: DocumentCategory?
  /// A name that says more.
  public var proposedName: String?

  /// A file of which nothing is known yet.
  public init(path: RecordedPath, name: FileName, patient: PatientID?) {
    self.path = path
    self.name = name
    self.patient = patient
  }

  /// Every field in the documented order.
  public var fields: JSONObject {
    [
      "path": .string(path.text), "path_base64": .text(path.base64), "name": .string(name.text),
      "name_base64": .text(name.base64), "patient_id": .text(patient?.text), "size": .number(size),
      "media_type": .text(mediaType), "ok": .bool(errors.isEmpty), "already": .bool(already),
      "errors": .array(errors.map { .object($0.json) }),
      "warnings": .array(warnings.map { ["code": .string($0.code), "message": .string($0.message)] }),
      "category_guess": .text(categoryGuess?.rawValue), "proposed_name": .text(proposedName),
    ]
  }
}
