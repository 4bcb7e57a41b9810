internal import CLinux
internal import Glibc
public import Records
public import SystemPackage

/// Gives many staged files their names: all of them, or none.
///
/// The work is done by a process of its own, so that a `kill -9` of this one in the middle does
/// not leave half of it; and undone when any name cannot be given.
public struct FilePlacing: ~Copyable {
  /// A folder that names are given in.
  public struct Folder: Sendable {
    fileprivate let step: Int
  }

  /// The folder that all began with.
  public let base = Folder(step: -1)

  private struct Step {
    let name: [CChar]
    let folder: Int
    let file: NewFile?
    let hidden: [CChar]?
  }

  private let path: FilePath
  private let descriptor: OwnedDescriptor
  private var steps: [Step] = []

  /// Begins with the folder at `path`, which may be reached through a link.
  public init(in path: FilePath) throws(Failure) {
    self.path = path
    descriptor = try OwnedDescriptor(opening: path, .readOnly, options: [.directory])
  }

  /// A folder that is made where it is missing; a link in its place is refused.
  public mutating func folder(_ name: [UInt8], in parent: Folder) -> Folder {
    steps.append(Step(name: Self.text(name), folder: parent.step, file: nil, hidden: nil))
    return Folder(step: steps.count - 1)
  }

  /// Gives `file` a name, which must be free.
  public mutating func add(_ file: NewFile, as name: [UInt8], in parent: Folder) {
    let hidden = file.hiddenName.map { Self.text($0.bytes) }
    steps.append(Step(name: Self.text(name), folder: parent.step, file: file, hidden: hidden))
  }

  /// Does it.
  ///
  /// - Throws: `already_exists` when a name is taken, and what the system says; nothing is left then.
  public consuming func run(durable: Bool) throws(Failure) {
    // C gets pointers into one buffer that stays where it is.
    var texts: [CChar] = []
    var places: [(name: Int, hidden: Int?)] = []
    for step in steps {
      let name = texts.count
      texts += step.name
      places.append((name, step.hidden == nil ? nil : texts.count))
      texts += step.hidden ?? []
    }
    var failed: Int32 = 0
    let error = unsafe texts.withUnsafeBufferPointer { texts in
      let given = unsafe zip(steps, places).map { step, place in
        unsafe so_step(
          name: texts.baseAddress.map { unsafe $0 + place.name }, folder: Int32(step.folder),
          file: step.file?.descriptor.rawValue ?? -1,
          hidden: place.hidden.flatMap { hidden in unsafe texts.baseAddress.map { unsafe $0 + hidden } })
      }
      return unsafe so_place(
        descriptor.descriptor.rawValue, given, Int32(given.count), durable ? 1 : 0, &failed)
    }
    guard error == 0 else { throw Failure(Errno(rawValue: error), "cannot create a file in", path) }
    for step in steps { step.file?.wasPlaced() }
  }

  private static func text(_ name: [UInt8]) -> [CChar] { name.map { CChar(bitPattern: $0) } + [0] }
}
