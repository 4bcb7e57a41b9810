import Glibc
import Keys
import Platform
import Records
import Storage
import SystemPackage

/// A program that works on a store while a test kills it, starves it of disk, or runs eight
/// of it at once. Its standard output is what it acknowledged: one line, written at once,
/// after each commit.
///
///     StoreExerciser VERB STORE HEADS IDENTITY [NUMBER…]
@main
struct StoreExerciser {
  let store: FilePath
  let heads: FilePath
  let identity: Identity
  let numbers: [Int]
  let output = CheckedOutput(.standardOutput)

  static func main() {
    do throws(Failure) {
      try run(CommandLine.arguments)
    } catch {
      let errors = CheckedOutput(.standardError)
      try? errors.line("\(error.code.word): \(error.message)")
      try? errors.flush()
      exit(error.code.exit.rawValue)
    }
  }

  private static func run(_ arguments: [String]) throws(Failure) {
    guard arguments.count >= 5 else { throw Failure(.usage, "VERB STORE HEADS IDENTITY [NUMBER…]") }
    let exerciser = StoreExerciser(
      store: FilePath(arguments[2]), heads: FilePath(arguments[3]),
      identity: try IdentityFile.load(FilePath(arguments[4])), numbers: arguments[5...].compactMap { Int($0) }
    )
    switch arguments[1] {
    case "create": try exerciser.create()
    case "write": try exerciser.write()
    case "batch": try exerciser.batch()
    case "read": try exerciser.read()
    case "hire": try exerciser.hire()
    case "remove": try exerciser.remove()
    case "bench": try exerciser.bench()
    default: throw Failure(.usage, "no such verb")
    }
  }

  func open() throws(Failure) -> Store { try Store.open(at: store, identity: identity, heads: heads) }

  func acknowledge(_ line: String) throws(Failure) {
    try output.line(line)
    try output.flush()
  }

  private func create() throws(Failure) {
    let made = try Store.create(at: store, founder: identity, label: "Founder", heads: heads)
    try acknowledge("store \(made.id)")
  }
}
