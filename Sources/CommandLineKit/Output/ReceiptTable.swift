internal import Platform
public import Records
internal import SystemPackage

/// Receipts as a table of comma-separated values, for an auditor's spreadsheet.
///
/// A path or a name that is not UTF-8, or holds what a terminal would act on, stands there with
/// `\xNN` for such bytes.
public struct ReceiptTable {
  private let table: CSVWriter

  /// The columns, in the first row.
  static let columns = [
    "path", "folder", "name", "category", "size", "sha256", "time", "audit_head", "document",
  ]

  /// Writes the first row to `sink`.
  public init(_ sink: any ByteSink) throws(Failure) {
    table = CSVWriter(sink)
    try table.write(Self.columns)
  }

  /// Writes the row of a document.
  public func add(_ document: Document) throws(Failure) {
    try table.write(Self.row(document))
  }

  static func row(_ document: Document) -> [String] {
    let receipt = document.receipt
    return [
      document.path.map { FilePath.printable($0.bytes) } ?? "", document.patient?.text ?? "",
      FilePath.printable(document.name.bytes), document.category?.rawValue ?? "",
      receipt.map { String($0.size) } ?? "", receipt?.sha256 ?? "", receipt?.stored.rfc3339 ?? "",
      receipt?.auditHead ?? "", document.id?.text ?? "",
    ]
  }
}
