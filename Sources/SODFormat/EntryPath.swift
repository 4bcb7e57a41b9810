internal import Records

/// The names that entries of a container may have.
enum EntryPath {
  static let manifest = "manifest.json"
  static let sums = "SHA256SUMS"
  static let signature = "SHA256SUMS.sig"
  static let folders = ManifestEntry.Kind.allCases.map(\.folder)

  /// The path as text, when it leads nowhere but downwards and any system can store it.
  ///
  /// The bytes come from a stranger: a control character would act on the terminal that
  /// shows the name, a backslash is a separator elsewhere and an escape in `SHA256SUMS`.
  static func checked(_ bytes: [UInt8]) throws(Failure) -> String {
    guard let path = String(validating: bytes, as: UTF8.self), isSafe(path) else {
      throw Failure(.unsafePath, "an entry's name leads out of the folder or is not fit for a file")
    }
    return path
  }

  static func isSafe(_ path: String) -> Bool {
    guard (1...SODLimits.pathLength).contains(path.utf8.count) else { return false }
    let components = path.split(separator: "/", omittingEmptySubsequences: false)
    guard components.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else { return false }
    return path.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
      default: scalar != "\\"
      }
    }
  }

  /// Whether `path` is one file directly in `folder`.
  static func lies(_ path: String, in folder: String) -> Bool {
    let components = path.split(separator: "/", omittingEmptySubsequences: false)
    return components.count == 2 && components[0] == folder && isSafe(path)
  }
}
