internal import Platform
public import Profile
public import Records
public import Storage
internal import SystemPackage

/// Looks whether files can be put: who uses the tools, the store, the disk, the programs that
/// convert (R055). It stops at nothing that is wrong, and writes nothing.
public struct UploadDoctor {
  private let profile: Profile
  private let programs: MediaPrograms

  /// Looks at what `profile` names.
  public init(_ profile: Profile) { self.init(profile, .installed) }

  init(_ profile: Profile, _ programs: MediaPrograms) {
    self.profile = profile
    self.programs = programs
  }

  /// Less than so many bytes is too little for a night's files: 1 GiB.
  static let leastSpace: Int64 = 1 << 30

  /// Everything that was looked at, in the order in which it has to be well.
  ///
  /// - Parameter open: opens the store.
  public func checks(opening open: () throws(Failure) -> Store) -> [Check] {
    var store: Store?
    var checks = [
      check("identity") { () throws(Failure) in
        _ = try profile.identity()
        return "there is an identity at \(profile.identityPath.printable)"
      },
      check("store") { () throws(Failure) in
        store = try open()
        return "the store at \(profile.storePath.printable) opens"
      },
      check("store_permissions", permissions), check("disk_space", space),
    ]
    for (name, _) in MediaPrograms.packages {
      checks.append(
        check(name) { () throws(Failure) in
          try programs.check(name)
          return "\(name) is installed"
        })
    }
    if let store { checks.append(check("queue") { () throws(Failure) in try queue(store) }) }
    return checks
  }

  private func check(_ id: String, _ body: () throws(Failure) -> String) -> Check {
    do throws(Failure) { return Check(id: id, .ok, try body()) } catch {
      return Check(id: id, error, owner: .you)
    }
  }

  private func permissions() throws(Failure) -> String {
    let path = profile.storePath
    for place in [path, path.appending("store.db"), path.appending("objects")] {
      guard let status = try FileStatus(at: place) else {
        throw Failure(
          .storeMissing, "there is nothing at \(place.printable)",
          hint: "so-patient init, or name the store with SO_STORE")
      }
      guard status.mode.rawValue & 0o077 == 0 else {
        throw Failure(
          .permissionDenied,
          "others may look into \(place.printable), whose mode is 0\(String(status.mode.rawValue, radix: 8))",
          hint: "chmod -R go= \(path.printable)")
      }
    }
    return "nobody else may look into the store"
  }

  private func space() throws(Failure) -> String {
    var place = profile.storePath
    // Before there is a store, the disk that it will be on.
    while try FileStatus(at: place) == nil, place.removeLastComponent() {}
    let free = try FileSystem.freeSpace(at: place.isEmpty ? "." : place)
    return try Self.judge(free)
  }

  /// - Throws: `disk_full` when there is less than ``leastSpace``.
  static func judge(_ free: Int64) throws(Failure) -> String {
    let megabytes = free / 1_000_000
    guard free >= leastSpace else {
      throw Failure(
        .diskFull, "the disk of the store has \(megabytes) MB left",
        hint: "make room, or move the store and name it with SO_STORE")
    }
    return "the disk of the store has \(megabytes) MB left"
  }

  private func queue(_ store: Store) throws(Failure) -> String {
    let (failed, waiting) = try store.look { (view) throws(Failure) in
      (
        try view.count(.upload, state: Upload.State.failed.rawValue),
        try view.count(.upload, state: Upload.State.queued.rawValue)
      )
    }
    guard failed == 0 else {
      throw Failure(
        .notReady, "\(failed) files of the queue could not be put",
        hint: "so-upload status tells why; so-upload start --retry-failed")
    }
    return "\(waiting) files of the queue wait, and none failed"
  }
}
