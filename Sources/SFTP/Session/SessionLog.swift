internal import CSSH

/// Hands what libssh logs on this thread to a function, for as long as it lives.
///
/// libssh keeps the callback for each thread by itself, and so do sessions belong to threads.
@safe final class SessionLog {
  private let sink: @Sendable (String) -> Void
  /// Which algorithms did not match, in libssh's words: as its error they may be lost.
  private(set) var mismatch: String?

  init(_ sink: @escaping @Sendable (String) -> Void) {
    self.sink = sink
    unsafe ssh_set_log_userdata(Unmanaged.passUnretained(self).toOpaque())
    unsafe ssh_set_log_callback(sessionLogs)
    // Packet types and algorithms, but neither every call nor any content.
    ssh_set_log_level(Int32(SSH_LOG_PACKET))
  }

  deinit {
    guard unsafe ssh_get_log_userdata() == Unmanaged.passUnretained(self).toOpaque() else { return }
    ssh_set_log_level(Int32(SSH_LOG_NOLOG))
    ssh_set_log_userdata(nil)
  }

  fileprivate func add(_ line: String) {
    if let place = line.firstRange(of: "no match for method") { mismatch = String(line[place.lowerBound...]) }
    sink("ssh: \(line)")
  }
}

/// libssh's `ssh_logging_callback`.
private func sessionLogs(
  _: Int32, _ function: UnsafePointer<CChar>?, _ text: UnsafePointer<CChar>?,
  _ context: UnsafeMutableRawPointer?
) {
  guard let context = unsafe context, let text = unsafe text else { return }
  let log = unsafe Unmanaged<SessionLog>.fromOpaque(context).takeUnretainedValue()
  let name = unsafe function.map { unsafe String(cString: $0) } ?? ""
  // The lines are libssh's, but repeat words of the server's.
  var line = unsafe String(printable: Array(String(cString: text).utf8))
  if line.hasPrefix(name + ": ") { line = String(line.dropFirst(name.count + 2)) }
  log.add(name.isEmpty ? line : "\(name): \(line)")
}
