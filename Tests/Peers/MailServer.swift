import Foundation

/// The mail peer: aiosmtpd, with STARTTLS and AUTH required unless told otherwise, and a
/// certificate for `127.0.0.1` by an authority of its own. `mail_server.py` says which
/// recipients get which answers.
public final class MailServer: Peer {
  /// How the server does TLS.
  public enum Encryption: String, Sendable, CaseIterable {
    /// Offered and insisted on (RFC 3207).
    case starttls
    /// From the first byte (RFC 8314).
    case implicit
    /// Not offered at all; everything is taken in plain text.
    case none
    /// Offered and then refused, as by a meddler who wants plain text.
    case refused
  }

  /// When the server's certificate is valid.
  public enum Certificate: String, Sendable, CaseIterable {
    /// Today.
    case valid
    /// It was, in January 2020.
    case expired
    /// It will be, in January 2099.
    case future
  }

  /// The port on 127.0.0.1.
  public let port: Int
  /// `smtp://127.0.0.1:PORT`, or `smtps:` when TLS is implicit.
  public let url: String
  /// The name that logs in.
  public let user = "sender"
  /// Its password.
  public let password = "correct horse battery"
  private let scratch: ScratchDirectory
  private let process: PeerProcess

  /// Starts a server and waits until it listens.
  public init(_ encryption: Encryption = .starttls, certificate: Certificate = .valid) throws {
    scratch = try ScratchDirectory("mail")
    let script = "\(PythonEnvironment.packageDirectory)/Tests/Peers/mail_server.py"
    process = try PeerProcess(
      [
        try PythonEnvironment.interpreter(), script, scratch.path,
        "--tls", encryption.rawValue, "--user", user, "--password", password,
        "--certificate", certificate.rawValue,
      ], directory: scratch.path)
    let line = try process.line(containing: "\"port\"")
    guard let port = try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Int])?["port"]
    else {
      throw PeerError("the mail peer announced \(line)")
    }
    self.port = port
    url = "\(encryption == .implicit ? "smtps" : "smtp")://127.0.0.1:\(port)"
  }

  /// The certificate of the authority to trust, PEM.
  public var authority: String { scratch.file("ca.pem") }

  /// The directory with one directory a recipient, which hold `1.eml`, `2.eml`, ….
  public var mailboxes: String { scratch.path }

  /// The messages that `recipient` has got, oldest first, as they came over the wire.
  public func messages(to recipient: String) -> [String] {
    (1...).lazy.map { FileManager.default.contents(atPath: "\(self.mailboxes)/\(recipient)/\($0).eml") }
      .prefix { $0 != nil }.compactMap { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  /// What the server has said on its output.
  public var log: String { process.log }

  /// `URL`, `PORT`, `CA`, `USER`, `PASSWORD`, `BOX`.
  public var variables: [String: String] {
    ["URL": url, "PORT": "\(port)", "CA": authority, "USER": user, "PASSWORD": password, "BOX": mailboxes]
  }

  /// Ends the server.
  public func stop() { process.stop() }
}
