/// What a container may have at most, format 1. A reader holds the manifest and the sums in
/// memory, and nothing else.
public enum SODLimits {
  /// Documents and patients in one container.
  public static let entries = 20_000
  /// The length of `manifest.json` in bytes.
  public static let manifestSize = 16 << 20
  /// The length of an entry's path in bytes.
  public static let pathLength = 255
  /// The length of `SHA256SUMS.sig` in bytes.
  static let signatureSize = 16_384
}
