internal import Records
internal import Synchronization

/// A mask for the lines of sessions, which come from several threads: what passes is safe for a ticket.
final class SessionMask: Sendable {
  private let mask: Mutex<TicketMask>

  init(_ secrets: [String], home: String?) { mask = Mutex(TicketMask(secrets: secrets, home: home)) }

  func text(_ line: String) -> String { mask.withLock { $0.text(line) } }

  /// Gives on to `log` what passes.
  func masking(_ log: @escaping @Sendable (String) -> Void) -> @Sendable (String) -> Void {
    { log(self.text($0)) }
  }
}
