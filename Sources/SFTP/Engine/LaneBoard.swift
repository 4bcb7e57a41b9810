internal import Records

/// What the threads of a crew tell each other and the one that leads.
final class LaneBoard: Sendable {
  enum Report: Sendable {
    case notLetIn(Failure)
    case broke(Failure)
  }

  private struct State {
    var loggingIn = 0
    var working = 0
    var mostAtOnce = 0
    var job: LaneCrew.Job?
    var isEnded = false
    var reports: [Report] = []
  }

  private let monitor = Monitor(State())

  var loggingIn: Int { monitor.withLock { $0.loggingIn } }
  var count: Int { monitor.withLock { $0.loggingIn + $0.working } }
  var mostAtOnce: Int { monitor.withLock { $0.mostAtOnce } }

  var job: LaneCrew.Job? { monitor.withLock { $0.job } }
  var isEnded: Bool { monitor.withLock { $0.isEnded } }

  func begin(_ job: LaneCrew.Job) { monitor.withLock { $0.job = job } }

  func end() {
    monitor.withLock { $0.isEnded = true }
  }

  func started() { monitor.withLock { $0.loggingIn += 1 } }

  func loggedIn() {
    monitor.withLock { state in
      state.loggingIn -= 1
      state.working += 1
      state.mostAtOnce = max(state.mostAtOnce, state.working)
    }
  }

  func ended(isLoggedIn: Bool, _ report: Report?) {
    monitor.withLock { state in
      if isLoggedIn { state.working -= 1 } else { state.loggingIn -= 1 }
      if let report { state.reports.append(report) }
    }
  }

  func takeReports() -> [Report] {
    monitor.withLock { state in
      defer { state.reports = [] }
      return state.reports
    }
  }

  /// Waits for a moment, or until nothing is to be done any more.
  func wait(until moment: ContinuousClock.Instant) {
    _ = monitor.wait(atMost: max(ContinuousClock.now.duration(to: moment), .zero)) { state in
      state.isEnded ? true : nil
    }
  }

  /// Waits until there is something to do; `nil` when that will not come.
  func waitForJob() -> LaneCrew.Job? {
    monitor.wait(atMost: .seconds(3600)) { state in
      if state.isEnded { return .some(nil) }
      return state.job.map { .some($0) }
    } ?? nil
  }
}
