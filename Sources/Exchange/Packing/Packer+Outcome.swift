public import Keys
internal import Platform
public import Records
public import SystemPackage

extension Packer {
  /// What a container became.
  public struct Outcome: Sendable {
    /// Names it.
    public let id: ContainerID
    /// How many documents are in it.
    public let documents: Int
    /// The folders that they are from.
    public let patients: [PatientID]
    /// The age recipients that it is sealed to.
    public let recipients: [String]
    /// Its size in bytes.
    public let size: Int64
    /// The SHA-256 of the file.
    public let sha256: SHA256Digest
    /// The fingerprint of the key that signed it.
    public let signer: String
    /// When it was packed.
    public let created: Timestamp
    /// The SHA-256 of its `SHA256SUMS`, where the store keeps the container.
    let keptContent: SHA256Digest?

    /// The container as the tools show it, written to `path`.
    public func container(at path: FilePath) -> Container {
      Container(
        id: id, path: RecordedPath(path), size: size, sha256: sha256.hex, documents: Int64(documents),
        patients: patients, recipients: recipients, signer: signer, created: created)
    }
  }
}
