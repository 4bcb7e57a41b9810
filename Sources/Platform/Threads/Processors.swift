internal import CLinux

/// The processors that the process may use.
public enum Processors {
  /// How many they are; at least 1.
  public static let count = max(1, Int(so_processors()))
}
