import Foundation

/// What the package manager understood of `Package.swift`.
struct Manifest {
  /// A target with the names of the targets and products that it depends on.
  struct Target {
    let name: String
    let isTool: Bool
    let dependencies: Set<String>
  }

  /// The rooms and the tools: neither tests nor C.
  let targets: [Target]
  /// The targets below `Tests` and the C libraries, by name.
  let others: Set<String>

  init() throws {
    // A scratch directory of its own: the one of the running test is locked.
    let scratch = FileManager.default.temporaryDirectory.appending(path: "so-house-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--package-path", House.root, "--scratch-path", scratch, "dump-package",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let object = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    var targets: [Target] = []
    var others: Set<String> = []
    for target in object?["targets"] as? [[String: Any]] ?? [] {
      guard let name = target["name"] as? String, let type = target["type"] as? String else { continue }
      guard type == "regular" || type == "executable", target["path"] == nil, House.wrappers[name] == nil
      else {
        others.insert(name)
        continue
      }
      let dependencies = (target["dependencies"] as? [[String: Any]] ?? []).compactMap { dependency in
        (dependency.values.first as? [Any])?.first as? String
      }
      targets.append(Target(name: name, isTool: type == "executable", dependencies: Set(dependencies)))
    }
    self.targets = targets
    self.others = others
  }
}
