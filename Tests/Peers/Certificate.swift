/// A server's certificate, by an authority of its own, in files.
public enum CertificateKind: String, Sendable, CaseIterable {
  /// For 127.0.0.1 and localhost.
  case good
  /// Its time is over.
  case expired
  /// Its time has not begun.
  case future
  /// For another host.
  case wrongName = "wrong-name"
  /// By another authority than the one that is trusted.
  case stranger
  /// By nobody but itself.
  case selfSigned = "self-signed"
  /// Good, and for a week only.
  case ending

  /// Leaves `ca.pem`, `server.pem` and `server.key` in `directory`.
  func make(in directory: String) throws {
    let script = "\(PythonEnvironment.packageDirectory)/Tests/Peers/certificates.py"
    let process = try PeerProcess(
      [try PythonEnvironment.interpreter(), script, directory, rawValue], directory: directory)
    guard process.finish() == 0 else { throw PeerError("certificates.py:\n\(process.log)") }
  }
}
