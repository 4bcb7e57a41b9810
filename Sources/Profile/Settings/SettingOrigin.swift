/// Where a setting's value comes from, the strongest first.
public enum SettingOrigin: Hashable, Sendable {
  /// An option on the command line, as in `--connections`.
  case flag(String)
  /// An environment variable.
  case environment(String)
  /// The settings file: its path and the number of the line.
  case file(String, line: Int)
  /// The default profile that the site or the package brings: its path and the number of the
  /// line (R074).
  case profile(String, line: Int)
  /// The tools themselves.
  case builtIn

  /// The word for it: `flag`, `environment`, `file`, `default`, `built_in`.
  public var word: String {
    switch self {
    case .flag: "flag"
    case .environment: "environment"
    case .file: "file"
    case .profile: "default"
    case .builtIn: "built_in"
    }
  }

  /// The option, the variable, or the place in a file; `nil` for what is built in.
  public var place: String? {
    switch self {
    case .flag(let name), .environment(let name): name
    case .file(let path, let line), .profile(let path, let line): "\(path):\(line)"
    case .builtIn: nil
    }
  }
}

/// A value and where it comes from.
public struct SettingValue: Hashable, Sendable {
  /// The value.
  public let text: String
  /// Where it comes from.
  public let origin: SettingOrigin
}
