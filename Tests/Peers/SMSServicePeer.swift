import Foundation

/// The peer for text messages: a fake of Twilio's `Messages.json` over HTTPS, with a certificate
/// for `127.0.0.1` by an authority of its own. `sms_service.py` says which numbers get which
/// answers.
public final class SMSServicePeer: Peer {
  /// The port on 127.0.0.1.
  public let port: Int
  /// The front of its addresses.
  public let url: String
  /// The account that logs in.
  public let account = "AC00000000000000000000000000000001"
  /// Its token.
  public let token = "correct horse battery"
  private let scratch: ScratchDirectory
  private let process: PeerProcess

  /// Starts a server and waits until it listens.
  public init() throws {
    scratch = try ScratchDirectory("sms")
    let script = "\(PythonEnvironment.packageDirectory)/Tests/Peers/sms_service.py"
    process = try PeerProcess(
      ["python3", script, scratch.path, "--account", account, "--token", token], directory: scratch.path)
    let line = try process.line(containing: "\"port\"")
    guard let port = try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Int])?["port"]
    else {
      throw PeerError("the SMS peer announced \(line)")
    }
    self.port = port
    url = "https://127.0.0.1:\(port)/2010-04-01"
  }

  /// The certificate of the authority to trust, PEM.
  public var authority: String { scratch.file("ca.pem") }

  /// A message that the service has seen.
  public struct Message: Decodable, Equatable, Sendable {
    /// Whom it is to.
    public let to: String
    /// Whom it is from.
    public let from: String
    /// What it says.
    public let body: String
    /// The HTTP status of the answer.
    public let status: Int

    /// A message.
    public init(to: String, from: String, body: String, status: Int) {
      self.to = to
      self.from = from
      self.body = body
      self.status = status
    }
  }

  /// Every message that the service has seen, oldest first.
  public func messages() throws -> [Message] {
    let lines = FileManager.default.contents(atPath: scratch.file("requests.ndjson")) ?? Data()
    return try lines.split(separator: 0x0A).map { try JSONDecoder().decode(Message.self, from: $0) }
  }

  /// What became of each login, `taken` or `refused`.
  public var logins: [String] {
    let lines = FileManager.default.contents(atPath: scratch.file("logins")) ?? Data()
    return lines.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  /// `URL`, `PORT`, `CA`, `ACCOUNT`, `TOKEN`, `LOG` (the file with the messages seen).
  public var variables: [String: String] {
    [
      "URL": url, "PORT": "\(port)", "CA": authority, "ACCOUNT": account, "TOKEN": token,
      "LOG": scratch.file("requests.ndjson"),
    ]
  }

  /// Ends the server.
  public func stop() { process.stop() }
}
