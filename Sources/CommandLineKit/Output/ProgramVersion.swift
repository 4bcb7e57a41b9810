internal import Records

/// What a tool is, for programs: `so.version/1` (R085).
struct ProgramVersion: WritableRecord {
  static let schema = "so.version/1"
  let fields: JSONObject

  init(tool: String, version: String, edition: String) {
    fields = ["tool": .string(tool), "version": .string(version), "edition": .string(edition)]
  }

  /// Whether the command line is `--version` and `--json`, in either order.
  static func isAskedFor(_ arguments: [[UInt8]]) -> Bool {
    Set(arguments) == [Array("--version".utf8), Array("--json".utf8)]
  }
}
