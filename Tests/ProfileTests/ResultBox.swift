import Synchronization

/// Collects what several threads bring.
final class ResultBox<Value: Sendable>: Sendable {
  private let results = Mutex<[Result<Value, any Error>]>([])

  var all: [Result<Value, any Error>] { results.withLock { $0 } }

  func add(_ result: Result<Value, any Error>) { results.withLock { $0.append(result) } }
}
