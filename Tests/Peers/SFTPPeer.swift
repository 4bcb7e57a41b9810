/// A server that speaks SFTP, whoever made it.
public protocol SFTPPeer: Peer {
  /// The port on 127.0.0.1.
  var port: Int { get }
  /// The name that logs in.
  var user: String { get }
  /// What it logs in with; exactly one of both is there.
  var password: String? { get }
  /// The private key's file that it logs in with.
  var keyFile: String? { get }
  /// A `known_hosts` file with the server's key.
  var knownHosts: String { get }
  /// The directory that it serves, as this machine names it.
  var root: String { get }
  /// The same directory as the server names it.
  var remoteRoot: String { get }
}

extension SFTPPeer {
  /// `URL` (of the served directory), `HOST`, `PORT`, `USER`, `KNOWN_HOSTS`, `ROOT`, and
  /// `PASSWORD` or `KEY`.
  public var variables: [String: String] {
    var variables = [
      "URL": "sftp://\(user)@127.0.0.1:\(port)\(remoteRoot)", "HOST": "127.0.0.1", "PORT": "\(port)",
      "USER": user, "KNOWN_HOSTS": knownHosts, "ROOT": root,
    ]
    variables["PASSWORD"] = password
    variables["KEY"] = keyFile
    return variables
  }
}
