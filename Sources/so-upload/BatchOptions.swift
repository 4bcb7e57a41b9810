import ArgumentParser
import CommandLineKit
import Folders
import Platform
import Records

/// How a long batch is run, as from cron.
struct BatchOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Read N files at the same time, 1 to 64.", valueName: "N")) var jobs = 2

  @Option(
    help: ArgumentHelp("Begin no more files after this time, as in 90s, 30m, 4h.", valueName: "TIME"))
  var maxTime: DurationArgument?

  @Option(help: ArgumentHelp("Refuse to run while another run holds FILE.", valueName: "FILE"))
  var lock: PathArgument?

  @Flag(help: "Stop at the first file that fails.") var failFast = false

  func validate() throws {
    guard (1...64).contains(jobs) else { throw ValidationError("--jobs is 1 to 64") }
  }

  /// Takes the lock, if one is named, for as long as the result is kept.
  func takeLock(now: Timestamp) throws(Failure) -> FileLock? {
    guard let lock else { return nil }
    return try FileLock(at: lock.path, now: now)
  }

  /// Listens for signals, and looks at the clock, which runs from now.
  func beginWatch() -> BatchWatch {
    EndRequest.listen()
    return BatchWatch(deadline: maxTime.map { ContinuousClock.now + $0.duration })
  }
}

/// Says whether a batch may go on.
struct BatchWatch {
  let deadline: ContinuousClock.Instant?

  /// - Throws: `interrupted`, `time_over`.
  func check() throws(Failure) {
    try EndRequest.check()
    if let deadline, ContinuousClock.now >= deadline {
      throw Failure(.timeOver, "the time is over before all was done")
    }
  }
}

/// A span of time: a number and `s`, `m` or `h`.
struct DurationArgument: ExpressibleByArgument {
  let duration: Duration

  init?(argument: String) {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600]
    guard let unit = argument.last.flatMap({ units[$0] }), argument.utf8.count < 9,
      argument.utf8.dropLast().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }),
      let number = Int64(argument.dropLast())
    else { return nil }
    duration = .seconds(number * unit)
  }
}
