/// What an upload achieved.
public struct UploadResult: Hashable, Sendable {
  /// Bytes, as the server counts them.
  public let size: UInt64
  /// Whether the server put the bytes on its disk before it said so.
  public let isSynchronized: Bool
  /// Whether the server took the permission bits.
  public let arePermissionsSet: Bool
  /// Whether the name that the file was written under is still there beside the final one.
  public let isPartLeft: Bool
  /// How the content was proven.
  public let proof: Proof
  /// The most connections that worked at one time.
  public let connections: Int

  /// What was compared.
  public enum Proof: String, Hashable, Sendable {
    /// Nothing: the server tells no sizes and makes no hash.
    case nothing
    /// The size.
    case size
    /// A hash that the server made.
    case hash
    /// Every byte.
    case readBack
  }
}
