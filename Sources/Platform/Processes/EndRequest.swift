internal import Glibc
public import Records
internal import Synchronization

/// A request by SIGTERM or SIGINT to end, for programs that work in groups and end between
/// two of them.
///
/// The first signal only asks; a second one ends the process at once, as it would have without
/// this.
public enum EndRequest {
  private static let signal = Atomic<Int32>(0)

  /// From now on the signals ask and do not kill.
  public static func listen() {
    // Made before a handler can run, in which nothing may be allocated.
    signal.store(0, ordering: .relaxed)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = noteSignal
    // No SA_RESTART: whoever waits for a line of a pipe is to wake up.
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    for number in [SIGTERM, SIGINT] { unsafe sigaction(number, &action, nil) }
  }

  /// Goes on only while nobody asked to end.
  ///
  /// - Throws: `interrupted`.
  public static func check() throws(Failure) {
    let number = signal.load(ordering: .relaxed)
    guard number != 0 else { return }
    throw Failure(.interrupted, "ended by \(number == SIGINT ? "SIGINT" : "SIGTERM") before all was done")
  }

  /// Whether somebody asked to end.
  public static var isMade: Bool { signal.load(ordering: .relaxed) != 0 }

  /// Waits for up to `milliseconds`, or until somebody asks to end.
  ///
  /// - Throws: `interrupted`.
  public static func wait(milliseconds: UInt32) throws(Failure) {
    try check()
    // A signal wakes it up.
    usleep(min(milliseconds, 900) * 1000)
    try check()
  }

  fileprivate static func note(_ number: Int32) { signal.store(number, ordering: .relaxed) }
}

/// The C callback: it captures nothing and only sets a number.
private func noteSignal(_ number: Int32) { EndRequest.note(number) }
