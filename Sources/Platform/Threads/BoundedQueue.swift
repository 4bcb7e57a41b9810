internal import Glibc

/// A queue of bounded length between threads: who puts waits while it is full, who takes
/// waits while it is empty. The bound is what keeps memory flat.
@safe public final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var elements: [Element] = []
  private var isClosed = false
  /// Threads that wait. Where nobody does, nobody is woken: that is a system call.
  private var waiting = 0
  private let limit: Int

  /// A queue of at most `limit` elements.
  public init(limit: Int) {
    self.limit = limit
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// Adds an element, waiting for a place; returns `false` when the queue was closed.
  public func put(_ element: Element) -> Bool {
    withLock {
      while elements.count >= limit, !isClosed { wait() }
      if isClosed { return false }
      elements.append(element)
      return true
    }
  }

  /// Takes the oldest element, waiting for one; `nil` when the queue is closed and empty.
  public func take() -> Element? {
    withLock {
      while elements.isEmpty, !isClosed { wait() }
      return elements.isEmpty ? nil : elements.removeFirst()
    }
  }

  /// Ends the queue: nothing more is put, what is there can still be taken.
  public func close() {
    withLock { isClosed = true }
  }

  /// Ends the queue and drops what is in it, to stop after a failure.
  public func cancel() {
    withLock {
      isClosed = true
      elements.removeAll()
    }
  }

  private func wait() {
    waiting += 1
    unsafe pthread_cond_wait(changed, mutex)
    waiting -= 1
  }

  private func withLock<Value>(_ body: () -> Value) -> Value {
    unsafe pthread_mutex_lock(mutex)
    defer {
      if waiting > 0 { unsafe pthread_cond_broadcast(changed) }
      unsafe pthread_mutex_unlock(mutex)
    }
    return body()
  }
}
