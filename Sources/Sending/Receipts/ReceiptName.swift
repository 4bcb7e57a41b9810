internal import Keys
internal import Records

/// The name of a receipt beside a transfer's file: the transfer's id, the SHA-256 of the signing
/// key in hexadecimal, `.receipt`. Each recipient has one name, and nothing about the patient is
/// in it.
enum ReceiptName {
  private static let ending = ".receipt"

  static func text(of id: TransferID, by key: SSHPublicKey) -> String {
    "\(id.text).\(SHA256.digest(of: key.wire).hex)\(ending)"
  }

  /// The transfer that a file of that name would be a receipt of; `nil` for other names.
  static func transfer(_ name: String) -> TransferID? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, "." + parts[2] == ending, parts[1].utf8.count == 64 else { return nil }
    return TransferID(String(parts[0])).flatMap { $0.text == parts[0] ? $0 : nil }
  }
}
