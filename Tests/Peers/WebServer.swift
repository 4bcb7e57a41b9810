import Foundation

/// A web server with TLS that hands out the files of a directory, with a certificate for 127.0.0.1
/// by an authority of its own. `web_server.py` says which paths behave otherwise.
public final class WebServer: Peer {
  /// The port on 127.0.0.1.
  public let port: Int
  /// The directory whose files it hands out.
  public let root: String
  private let scratch: ScratchDirectory
  private let process: PeerProcess

  /// Starts a server and waits until it listens.
  ///
  /// - Parameter directory: whose files it hands out; `nil` for one of its own.
  public init(certificate: CertificateKind = .good, serving directory: String? = nil) throws {
    scratch = try ScratchDirectory("web")
    root = directory ?? scratch.file("files")
    if directory == nil {
      try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
    }
    try certificate.make(in: scratch.path)
    let script = "\(PythonEnvironment.packageDirectory)/Tests/Peers/web_server.py"
    process = try PeerProcess(["python3", script, scratch.path, root], directory: scratch.path)
    let line = try process.line(containing: "\"port\"")
    guard let port = try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Int])?["port"]
    else {
      throw PeerError("the web peer announced \(line)")
    }
    self.port = port
  }

  /// The address of its root.
  public var url: String { "https://127.0.0.1:\(port)" }

  /// The certificate of the authority to trust, PEM.
  public var authority: String { scratch.file("ca.pem") }

  /// One line for each request: path, range, login.
  public var requests: [String] {
    let text = (try? String(contentsOfFile: scratch.file("requests"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { String($0) }
  }

  /// `URL`, `PORT`, `CA`, `ROOT`, `LOG`.
  public var variables: [String: String] {
    ["URL": url, "PORT": "\(port)", "CA": authority, "ROOT": root, "LOG": scratch.file("requests")]
  }

  /// Ends the server.
  public func stop() { process.stop() }
}
