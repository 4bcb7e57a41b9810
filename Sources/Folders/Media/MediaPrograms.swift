internal import Glibc
internal import Platform
internal import Records
internal import SystemPackage

/// The programs that work on pictures, pages and videos, each run behind walls: no network, no
/// file of the user, limits; what it reads and what it writes are files in memory.
struct MediaPrograms: Sendable {
  private let folder: FilePath
  private let readable: [FilePath]

  /// Those that the system has installed.
  static let installed = MediaPrograms(in: "/usr/bin")

  /// Those in `folder`, which may read what is beneath `readable`.
  init(in folder: FilePath, readable: [FilePath] = Self.systemFolders) {
    self.folder = folder
    self.readable = readable
  }

  /// Of `/etc` only what fonts need.
  static let systemFolders: [FilePath] = ["/usr", "/lib", "/lib64", "/bin", "/etc/fonts"]

  /// Seconds between two signs of life.
  static let beat: Int64 = 300

  /// Checks that all are there, before any work is begun.
  ///
  /// - Throws: `program_missing`.
  func check() throws(Failure) {
    for (name, _) in Self.packages { try check(name) }
  }

  /// The programs, and the packages of Debian that have them.
  static let packages = [("ffmpeg", "ffmpeg"), ("pdftoppm", "poppler-utils")]

  /// Checks that one is there.
  ///
  /// - Throws: `program_missing`.
  func check(_ name: String) throws(Failure) {
    guard try FileStatus(at: folder.appending(name))?.kind != .regular else { return }
    let package = Self.packages.first { $0.0 == name }?.1 ?? name
    throw Failure(.programMissing, "\(name) is not installed", hint: "apt-get install \(package)")
  }

  /// Runs a command.
  ///
  /// - Parameter alive: called every few minutes while it works.
  /// - Returns: what it wrote.
  /// - Throws: `media_unreadable`, `conversion_limit`, `conversion_died`, and what `alive` throws.
  func run(
    _ command: MediaCommand, on input: MemoryFile, within limits: MediaLimits,
    alive: () throws(Failure) -> Void
  ) throws(Failure) -> MemoryFile {
    let output = try MemoryFile()
    let child = try ChildProcess(
      program: folder.appending(command.program), arguments: command.arguments.map { Array($0.utf8) },
      environment: ProcessEnvironment(["PATH": "/usr/bin", "LC_ALL": "C.UTF-8"]),
      descriptors: [3: input.descriptor, command.output: output.descriptor],
      confinement: Confinement(
        processorSeconds: limits.processorSeconds, memory: limits.memory, output: limits.output,
        readable: readable))
    // What ends early, by a failure of `alive` as well, leaves no process behind.
    defer { child.killGroup() }
    switch try ending(of: child, within: limits, alive) {
    case .exited(0)? where try output.size > 0: return output
    // FFmpeg catches the signal that says that its time is over, and exits with this.
    case nil, .exited(255)?, .killed(SIGXCPU)?, .killed(SIGXFSZ)?:
      throw Failure(.conversionLimit, "the conversion reached its limit of time or size and was ended")
    case .exited?:
      throw Failure(.mediaUnreadable, "the content is broken, or too large in its dimensions")
    case .killed(let signal)?:
      throw Failure(.conversionDied, "the conversion died of signal \(signal)")
    }
  }

  /// How it ended; `nil` when it had to be ended.
  private func ending(
    of child: ChildProcess, within limits: MediaLimits, _ alive: () throws(Failure) -> Void
  ) throws(Failure) -> ChildProcess.Ending? {
    let start = Self.seconds()
    var lastBeat = start
    while true {
      let now = Self.seconds()
      let left = start + limits.seconds - now
      guard left > 0 else {
        child.killGroup()
        _ = try child.wait()
        return nil
      }
      if now - lastBeat >= Self.beat {
        try alive()
        lastBeat = now
      }
      if let ending = try child.wait(atMost: Int32(min(left, lastBeat + Self.beat - now))) { return ending }
    }
  }

  private static func seconds() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec)
  }
}
