internal import NetClient
internal import Platform
internal import Records

/// Tells the tool how far a task is, and that we are alive; and learns that the tool is gone.
final class Pulse {
  private let id: Int64
  private let output: CheckedOutput
  private var lastTime = ContinuousClock.now
  private var lastDone: Int64 = -1

  init(_ id: Int64, _ output: CheckedOutput) {
    self.id = id
    self.output = output
  }

  /// Says where the task is: at most four times a second, at least once.
  ///
  /// - Returns: whether anybody listens.
  ///
  /// - Parameter isNews: whether it is said at once.
  func beat(_ done: Int64, size: Int64? = nil, validator: String? = nil, isNews: Bool = false) -> Bool {
    let age = lastTime.duration(to: .now)
    guard isNews || age >= .milliseconds(done == lastDone ? 1000 : 250) else { return true }
    lastTime = .now
    lastDone = done
    do throws(Failure) {
      try output.line(NetProgress(id: id, done: done, size: size, validator: validator).json.serialized)
      try output.flush()
      return true
    } catch {
      return false
    }
  }
}
