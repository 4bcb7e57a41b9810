public import ArgumentParser
internal import Platform
internal import Records
internal import SystemPackage

/// The option of verbs that may take long.
public struct ProgressOptions: ParsableArguments {
  /// The form that programs read.
  public enum Form: String, ExpressibleByArgument, CaseIterable {
    /// One `so.progress/1` object a line on standard error.
    case json
  }

  /// The form that was asked for, if any.
  @Option(help: ArgumentHelp("Report progress on stderr as NDJSON.", valueName: "json")) public var progress:
    Form?

  /// Nothing was asked for.
  public init() {}
}

/// Says how far a long work is: to a person on a terminal after a second, to a program when it
/// asked.
public final class Progress {
  /// What is counted.
  public enum Unit: String, Sendable {
    /// Bytes.
    case bytes
    /// Sealed records.
    case records
    /// Stored objects.
    case objects
  }

  private let label: String
  private let unit: Unit
  private let form: ProgressOptions.Form?
  /// Whether anybody is told; what only serves progress need not be found out otherwise.
  public let isShown: Bool
  private let started = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private var isLineOpen = false

  init(_ label: String, _ options: ProgressOptions, _ console: Console, unit: Unit = .bytes) {
    self.label = label
    self.unit = unit
    form = options.progress
    isShown = form != nil || (console.isTerminal && console.verbosity != .quiet)
  }

  deinit { if isLineOpen { put("\r\u{1B}[K") } }

  /// Notes that `done` of `total` are done.
  public func update(_ done: Int64, _ total: Int64) { update(done, of: total) }

  /// Notes that `done` are done, of a `total` that nobody may know.
  public func update(_ done: Int64, of total: Int64?) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let form {
      // Ten a second are enough for any program; the end is always told.
      if let last, total.map({ done < $0 }) ?? true, now - last < .milliseconds(100) { return }
      last = now
      write(form, done, total)
    } else {
      guard now - started > .seconds(1) else { return }
      if let last, now - last < .milliseconds(200) { return }
      last = now
      isLineOpen = true
      let text = total.map { "\(Self.percent(done, $0)) % of \(amount($0))" } ?? amount(done)
      put("\r\u{1B}[K\(label) \(text)")
    }
  }

  private func amount(_ total: Int64) -> String {
    unit == .bytes ? ByteCount.text(total) : "\(total) \(unit.rawValue)"
  }

  private func write(_ form: ProgressOptions.Form, _ done: Int64, _ total: Int64?) {
    switch form {
    case .json:
      let record: JSONObject = [
        "schema": "so.progress/1", "label": .string(label), "done": .integer(done), "total": .number(total),
        "percent": .number(total.map { Self.percent(done, $0) }),
      ]
      put(String(decoding: record.serialized, as: UTF8.self) + "\n")
    }
  }

  /// Rounded down: 100 % is said only when all is done (R049).
  static func percent(_ done: Int64, _ total: Int64) -> Int64 {
    // As binary fractions, the last bytes of a very large file would round to all of it.
    done >= total ? 100 : min(99, max(0, Int64(Double(done) / Double(total) * 100)))
  }

  private func put(_ text: String) {
    try? DescriptorSink(.standardError, name: "standard error").write(Array(text.utf8))
  }
}

extension CommandContext {
  /// Begins to report a long work.
  public func progress(_ label: String, _ options: ProgressOptions, unit: Progress.Unit = .bytes) -> Progress
  {
    Progress(label, options, console, unit: unit)
  }
}

/// A number of bytes for a person.
public enum ByteCount {
  /// As in `1.5 GB`; a unit is a thousand of the one before.
  public static func text(_ bytes: Int64) -> String {
    // A server may claim any size, and ten times it may be too large a number.
    var value = bytes.multipliedReportingOverflow(by: 10).overflow ? .max : bytes * 10
    var unit = 0
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    while value >= 10_000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(bytes) bytes" : "\(value / 10).\(value % 10) \(units[unit])"
  }
}
