public import Records

/// A setting: its name, whether it is secret, and what it is for. `so-settings(5)` prints the
/// table of them.
///
/// The sections `server` and `link` have one set of values without a name and one for each
/// named server: `server.url` and `server.NAME.url` (R075).
public struct SettingKey: Hashable, Sendable {
  /// The section of the file, as in `server`.
  public let section: String
  /// The name inside of its section, as in `url`.
  public let key: String
  /// Which server it is of; `nil` for the one without a name, and where there is only one.
  public let server: ServerName?
  /// Whether the value is never shown, and never taken from the command line.
  public let isSecret: Bool
  /// What it is for, one line.
  public let meaning: String
  /// What holds where nothing else says anything.
  public let builtIn: String?

  init(_ name: String, secret: Bool = false, builtIn: String? = nil, _ meaning: String) {
    self.init(
      section: String(name.prefix { $0 != "." }), key: String(name.drop { $0 != "." }.dropFirst()),
      server: nil, isSecret: secret, meaning: meaning, builtIn: builtIn)
  }

  private init(
    section: String, key: String, server: ServerName?, isSecret: Bool, meaning: String, builtIn: String?
  ) {
    self.section = section
    self.key = key
    self.server = server
    self.isSecret = isSecret
    self.meaning = meaning
    self.builtIn = builtIn
  }

  /// The name, `section.key` or `section.SERVER.key`.
  public var name: String {
    [section, server?.text, key].compactMap { $0 }.joined(separator: ".")
  }

  /// The setting of this name; `nil` when there is none.
  public init?(name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), let key = Self.byName[parts[0] + "." + parts[parts.count - 1]] else {
      return nil
    }
    guard parts.count == 3 else {
      self = key
      return
    }
    guard key.isPerServer, let server = ServerName(parts[1]) else { return nil }
    self = key.of(server)
  }

  /// The same setting of another server; where there is only one, the setting itself.
  public func of(_ server: ServerName?) -> SettingKey {
    SettingKey(
      section: section, key: key, server: isPerServer ? server : nil, isSecret: isSecret, meaning: meaning,
      builtIn: builtIn)
  }

  /// The same setting of the server without a name, to be compared with the constants here.
  public var general: SettingKey { of(nil) }

  /// Whether each named server has a value of its own.
  public var isPerServer: Bool { section == "server" || section == "link" }

  /// Whether the value is a file's path.
  public var isPath: Bool { key.hasSuffix("_file") || key == "known_hosts" }

  /// The environment variable that wins over the file: for a secret one it names a file, since
  /// an environment is inherited by every program that is started.
  public var variable: String {
    let words = name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 0x20
      case UInt8(ascii: "."), UInt8(ascii: "-"): UInt8(ascii: "_")
      default: byte
      }
    }
    return "SO_" + String(decoding: words, as: UTF8.self) + (isSecret ? "_FILE" : "")
  }

  /// The head of its part of the file, without the brackets.
  var heading: String { server.map { "\(section).\($0)" } ?? section }

  /// Looked up for each line of a file that may have many.
  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// Two settings are the same when their names are.
  public static func == (left: Self, right: Self) -> Bool {
    left.key == right.key && left.section == right.section && left.server == right.server
  }

  /// Hashes what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(section)
    hasher.combine(key)
    hasher.combine(server)
  }
}
