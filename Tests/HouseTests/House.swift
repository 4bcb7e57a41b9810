import Foundation

/// The project as it lies on disk: its sources and its drawing.
enum House {
  /// The package's directory, found from this file.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// A file of the project.
  struct SourceFile: Sendable, CustomStringConvertible {
    /// The path from the package's directory.
    let path: String
    let text: String
    /// The directory below `Sources` or `Tests`.
    var room: String { String(path.split(separator: "/")[1]) }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var description: String { path }

    /// The lines that match, without those that are comments, numbered from 1.
    ///
    /// By Foundation's expressions: Swift's take a minute for all of the sources.
    func hits(_ pattern: String) throws -> [(number: Int, line: Substring)] {
      let expression = try NSRegularExpression(pattern: pattern)
      return lines.enumerated().compactMap { index, line in
        guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { return nil }
        let range = NSRange(line.startIndex..., in: line)
        return expression.firstMatch(in: String(line), range: NSRange(location: 0, length: range.length))
          == nil
          ? nil : (index + 1, line)
      }
    }
  }

  /// The Swift and C files below a directory of the package.
  static func files(below directory: String) -> [SourceFile] {
    let paths =
      FileManager.default.enumerator(atPath: "\(root)/\(directory)")?.compactMap { $0 as? String } ?? []
    let sources = paths.filter { path in [".swift", ".c", ".h"].contains { path.hasSuffix($0) } }
    return sources.sorted().map {
      let path = "\(directory)/\($0)"
      return SourceFile(
        path: path, text: (try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)) ?? "")
    }
  }

  /// Every file of the sources.
  static let sources = files(below: "Sources")

  /// The lines of `files` that match, for a message.
  static func hits(_ pattern: String, in files: [SourceFile] = sources) throws -> [String] {
    try files.flatMap { file in try file.hits(pattern).map { "\(file):\($0.number): \($0.line)" } }
  }

  /// What the drawing in `README.md` says: each room or tool with those it uses.
  static let drawing: [String: Set<String>] = {
    let text = (try? String(contentsOfFile: "\(root)/README.md", encoding: .utf8)) ?? ""
    let section = text.components(separatedBy: "\n## The house\n").dropFirst().first ?? ""
    let block = section.components(separatedBy: "\n```").dropFirst().first ?? ""
    var rooms: [String: Set<String>] = [:]
    for line in block.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      guard let room = parts.first, !room.isEmpty else { continue }
      let uses = parts.dropFirst().first.map { $0.components(separatedBy: ",") } ?? []
      rooms[room] = Set(uses.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty })
    }
    return rooms
  }()

  /// The rooms that `room` may use: those behind its colon, and those that they use.
  static func reachable(from room: String) -> Set<String> {
    var found: Set<String> = []
    var open = drawing[room] ?? []
    while let next = open.popFirst() {
      if found.insert(next).inserted { open.formUnion(drawing[next] ?? []) }
    }
    return found
  }

  /// The C libraries, each with the one room that sees it, so that a fault at their border can
  /// be only there.
  static let wrappers = [
    "CLinux": "Platform", "COpenSSL": "Keys", "CSQLite": "Storage", "CArchive": "SODFormat", "CSSH": "SFTP",
    "CCurl": "so-net",
  ]
}
