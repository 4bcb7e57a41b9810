import Peers

/// The servers that `peer KIND` starts, each with the prefix that its variables usually have.
enum PeerKinds {
  static func start(_ kind: String, _ arguments: inout ScriptArguments) throws -> (any Peer, prefix: String) {
    switch kind {
    case "mail":
      let word = arguments.option("tls") ?? MailServer.Encryption.starttls.rawValue
      guard let encryption = MailServer.Encryption(rawValue: word) else {
        throw ScriptCheckError("-tls=\(word) is none of \(MailServer.Encryption.allCases.map(\.rawValue))")
      }
      return (try MailServer(encryption), "MAIL")
    case "sms": return (try SMSServicePeer(), "SMS")
    case "sshd":
      var options = SSHServer.Options()
      if arguments.option("read-only") != nil { options.subsystem = "internal-sftp -R" }
      return (try SSHServer(options), "SFTP")
    case "ssh-password":
      return (try PasswordSSHServer(), "SFTP")
    default:
      throw ScriptCheckError("\(kind) is not a kind of peer")
    }
  }
}
