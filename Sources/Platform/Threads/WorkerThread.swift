internal import CLinux
internal import Glibc
public import Records
internal import Synchronization

/// A named thread for blocking C code, joined before its result can be had.
///
/// The name shows in `top -H` and in a debugger; it never holds data. Fifteen bytes are kept.
public final class WorkerThread<Value: Sendable>: Sendable {
  private let result: ThreadResult<Value>
  private let handle: Mutex<pthread_t?>

  /// Starts `body` on a thread of its own.
  public init(_ name: String, _ body: @escaping @Sendable () throws(Failure) -> Value) throws(Failure) {
    let result = ThreadResult<Value>()
    let start = ThreadStart(name: name) {
      do throws(Failure) { result.set(.success(try body())) } catch { result.set(.failure(error)) }
    }
    var thread = pthread_t()
    let argument = unsafe Unmanaged.passRetained(start).toOpaque()
    let error = unsafe pthread_create(&thread, nil, startThread, argument)
    guard error == 0 else {
      unsafe Unmanaged<ThreadStart>.fromOpaque(argument).release()
      throw Failure(.ioError, "cannot start a thread")
    }
    self.result = result
    handle = Mutex(thread)
  }

  /// Waits for the end of the thread and returns its value, or throws its failure.
  public func join() throws(Failure) -> Value {
    handle.withLock { thread in
      if let running = thread { pthread_join(running, nil) }
      thread = nil
    }
    return try result.get()
  }
}

/// What a thread left behind.
private final class ThreadResult<Value: Sendable>: Sendable {
  private let outcome = Mutex<Result<Value, Failure>?>(nil)

  func set(_ value: Result<Value, Failure>) { outcome.withLock { $0 = value } }

  func get() throws(Failure) -> Value {
    guard let value = outcome.withLock({ $0 }) else {
      throw Failure(.internalError, "a thread ended without a result")
    }
    return try value.get()
  }
}

/// What a thread is to do, handed through C as a pointer.
private final class ThreadStart: Sendable {
  let name: String
  let body: @Sendable () -> Void

  init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }
}

/// The C callback: it captures nothing and belongs to no actor, because a closure made in
/// `main()` is bound to the main actor and traps on any other thread.
private func startThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let argument = unsafe argument else { return nil }
  let start = unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
  unsafe so_name_thread(start.name)
  start.body()
  return nil
}
