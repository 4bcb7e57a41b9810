import Platform
import Records
import SystemPackage
import TestSupport

/// A disk that forgets what it was not told to keep.
///
/// It promises what POSIX does and no more: `fsync` of a file keeps its bytes and not its name,
/// `fsync` of a folder keeps the names in it, `syncfs` keeps all. Of everything else a power cut
/// keeps any part: each write as a whole, some of its pages, its first sectors, or nothing; each
/// change of a name or not, in any combination. A change of name is atomic, and so is a sector.
struct SimulatedDisk {
  /// What a power cut does to that which was not synced.
  enum Loss: CaseIterable {
    /// All of it is lost.
    case everything
    /// Each piece is kept or lost by itself.
    case anything
    /// What came last is lost, as on a disk that keeps the order.
    case latest
    /// Names are kept and bytes lost: the worst for who renames before syncing.
    case bytes
    /// Bytes are kept and names lost.
    case names
  }

  private struct File {
    var durable: [UInt8] = []
    var pending: [Change] = []
  }

  private enum Change {
    case write(Int, [UInt8])
    case truncate(Int)
  }

  /// A name in one of the numbered folders.
  private struct Spot: Hashable {
    let folder: Int
    let name: String
  }

  private enum Naming {
    case set(Spot, Int)
    case remove(Spot)
    case rename(Spot, Spot, Int)

    var folders: Set<Int> {
      switch self {
      case .set(let spot, _), .remove(let spot): [spot.folder]
      case .rename(let old, let new, _): [old.folder, new.folder]
      }
    }
  }

  // Inode numbers come again, so files and folders have numbers of their own.
  private var files: [Int: File] = [:]
  private var folders: Set<Int> = []
  private var current: [UInt64: Int] = [:]
  private var names: [Int: [String: Int]] = [:]
  private var pending: [Naming] = []
  private var count = 1
  private let root = 0
  /// What was told to the outside so far.
  private(set) var said = ""

  init(root inode: UInt64) {
    current[inode] = root
    folders = [root]
  }

  /// Carries out a call.
  mutating func apply(_ entry: DiskLog.Entry) {
    switch entry {
    case .create(let inode, let place):
      files[new(inode)] = File()
      if let place { pending.append(.set(spot(place), number(inode))) }
    case .makeFolder(let inode, let place):
      folders.insert(new(inode))
      pending.append(.set(spot(place), number(inode)))
    case .link(let inode, let place): pending.append(.set(spot(place), number(inode)))
    case .rename(let inode, let old, let target):
      pending.append(.rename(spot(old), spot(target), number(inode)))
    case .remove(let place): pending.append(.remove(spot(place)))
    case .write(let inode, let offset, let bytes): change(inode, .write(offset, bytes))
    case .truncate(let inode, let size): change(inode, .truncate(size))
    case .synchronize(let inode): synchronize(number(inode))
    case .synchronizeAll:
      for file in files.keys { settle(file) }
      for naming in pending { Self.perform(naming, &names) }
      pending = []
    case .say(let text): said += text
    }
  }

  private mutating func new(_ inode: UInt64) -> Int {
    defer { count += 1 }
    current[inode] = count
    return count
  }

  private mutating func change(_ inode: UInt64, _ change: Change) {
    guard let file = current[inode] else { return }
    files[file]?.pending.append(change)
  }

  private func number(_ inode: UInt64) -> Int { current[inode] ?? -1 }

  private func spot(_ place: DiskLog.Place) -> Spot { Spot(folder: number(place.folder), name: place.name) }

  private mutating func synchronize(_ number: Int) {
    settle(number)
    guard folders.contains(number) else { return }
    for naming in pending where naming.folders.contains(number) { Self.perform(naming, &names) }
    pending.removeAll { $0.folders.contains(number) }
  }

  private mutating func settle(_ number: Int) {
    guard var file = files[number] else { return }
    for change in file.pending { Self.perform(change, &file.durable) }
    file.pending = []
    files[number] = file
  }

  private static func perform(_ change: Change, _ bytes: inout [UInt8]) {
    switch change {
    case .write(let offset, let new):
      if bytes.count < offset + new.count {
        bytes += [UInt8](repeating: 0, count: offset + new.count - bytes.count)
      }
      bytes.replaceSubrange(offset..<offset + new.count, with: new)
    case .truncate(let size):
      if bytes.count > size { bytes.removeLast(bytes.count - size) }
      bytes += [UInt8](repeating: 0, count: size - bytes.count)
    }
  }

  private static func perform(_ naming: Naming, _ names: inout [Int: [String: Int]]) {
    switch naming {
    case .set(let spot, let child): names[spot.folder, default: [:]][spot.name] = child
    case .remove(let spot): names[spot.folder]?[spot.name] = nil
    case .rename(let old, let new, let child):
      names[old.folder]?[old.name] = nil
      names[new.folder, default: [:]][new.name] = child
    }
  }
}

// MARK: - The cut

extension SimulatedDisk {
  /// Writes what the disk holds after a power cut to `target`.
  ///
  /// The shared memory of SQLite is left out: it is mapped and never synced, and whoever opens
  /// the database first makes it anew.
  func cut(_ loss: Loss, _ random: inout SeededGenerator, to target: FilePath) throws {
    var names = names
    let kept = Int.random(in: 0...pending.count, using: &random)
    for (place, naming) in pending.enumerated() {
      let isKept =
        switch loss {
        case .everything, .names: false
        case .anything: Bool.random(using: &random)
        case .latest: place < kept
        case .bytes: true
        }
      if isKept { Self.perform(naming, &names) }
    }
    try write(root, names, loss, &random, to: target)
  }

  private func write(
    _ folder: Int, _ names: [Int: [String: Int]], _ loss: Loss, _ random: inout SeededGenerator,
    to target: FilePath
  ) throws {
    for (name, child) in (names[folder] ?? [:]).sorted(by: { $0.key < $1.key }) where !name.hasSuffix("-shm")
    {
      let path = target.pushing(FilePath(name))
      if folders.contains(child) {
        try FileSystem.makeDirectory(path)
        try write(child, names, loss, &random, to: path)
      } else if let file = files[child] {
        let descriptor = try OwnedDescriptor(
          opening: path, .writeOnly, options: [.create], permissions: .ownerReadWrite)
        try DescriptorSink(descriptor.descriptor, name: name).write(Self.remains(of: file, loss, &random))
      }
    }
  }

  private static func remains(of file: File, _ loss: Loss, _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = file.durable
    let kept = Int.random(in: 0...file.pending.count, using: &random)
    for (place, change) in file.pending.enumerated() {
      switch loss {
      case .everything, .bytes: break
      case .names: perform(change, &bytes)
      case .latest:
        if place < kept { perform(change, &bytes) }
        if place == kept { tear(change, &bytes, &random) }
      case .anything:
        switch Int.random(in: 0..<3, using: &random) {
        case 0: perform(change, &bytes)
        case 1: tear(change, &bytes, &random)
        default: break
        }
      }
    }
    return bytes
  }

  /// Some pages of a write, or its first sectors.
  private static func tear(_ change: Change, _ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard case .write(let offset, let new) = change else { return }
    if Bool.random(using: &random) {
      let sectors = Int.random(in: 0...new.count / 512, using: &random)
      return perform(.write(offset, Array(new.prefix(sectors * 512))), &bytes)
    }
    for start in stride(from: 0, to: new.count, by: 4096) where Bool.random(using: &random) {
      perform(.write(offset + start, Array(new[start..<min(start + 4096, new.count)])), &bytes)
    }
  }
}
