public import Records
public import SystemPackage

/// Where the tools keep their files: the XDG Base Directory Specification, folder
/// `second-opinion` below each.
public struct BaseDirectories: Sendable {
  /// The store (`$XDG_DATA_HOME`, `~/.local/share`).
  public let data: FilePath
  /// The identity and the settings (`$XDG_CONFIG_HOME`, `~/.config`).
  public let configuration: FilePath
  /// The heads of the audit trail, and queued transfers (`$XDG_STATE_HOME`, `~/.local/state`).
  public let state: FilePath

  /// Reads the environment; a relative XDG path is passed over, as the specification says.
  ///
  /// - Throws: `home_unknown` when neither the XDG variable nor `HOME` is an absolute path.
  public init(_ environment: ProcessEnvironment) throws(Failure) {
    func folder(_ variable: String, _ fallback: FilePath) throws(Failure) -> FilePath {
      if let path = environment.path(variable), path.isAbsolute { return path.appending("second-opinion") }
      guard let home = environment.path("HOME"), home.isAbsolute else {
        throw Failure(.homeUnknown, "neither \(variable) nor HOME is set to an absolute path")
      }
      return home.pushing(fallback).appending("second-opinion")
    }
    data = try folder("XDG_DATA_HOME", ".local/share")
    configuration = try folder("XDG_CONFIG_HOME", ".config")
    state = try folder("XDG_STATE_HOME", ".local/state")
  }
}
