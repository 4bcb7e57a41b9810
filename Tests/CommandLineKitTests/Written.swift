import Platform
import Records
import SystemPackage
import TestSupport

/// What something writes to an output, as lines.
enum Written {
  static func lines(_ body: (CheckedOutput) throws -> Void) throws -> [String] {
    let folder = try TemporaryFolder()
    let file = try NewFile(in: folder.path)
    let output = CheckedOutput(file.descriptor)
    try body(output)
    try output.flush()
    try file.publish(at: folder("out"), durable: false)
    let text = String(decoding: try folder.bytes("out"), as: UTF8.self)
    return text.isEmpty
      ? [] : text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
