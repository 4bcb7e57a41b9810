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
    case "ftps":
      let word = arguments.option("make") ?? FTPSServer.Make.proftpd.rawValue
      let kind = arguments.option("certificate") ?? CertificateKind.good.rawValue
      guard let make = FTPSServer.Make(rawValue: word), let certificate = CertificateKind(rawValue: kind)
      else {
        throw ScriptCheckError("-make=\(word) or -certificate=\(kind) is unknown")
      }
      let habits = arguments.option("habit").map { [$0] } ?? []
      return (try FTPSServer(make, certificate: certificate, habits: habits), "FTPS")
    case "web": return (try WebServer(serving: arguments.option("serving")), "WEB")
    case "sms": return (try SMSServicePeer(), "SMS")
    case "sshd":
      var options = SSHServer.Options()
      options.lines = (arguments.option("lines") ?? "").split(separator: ";").map(String.init)
      if arguments.option("read-only") != nil { options.subsystem = "internal-sftp -R" }
      return (try SSHServer(options), "SFTP")
    case "ssh-password":
      return (try PasswordSSHServer(), "SFTP")
    default:
      throw ScriptCheckError("\(kind) is not a kind of peer")
    }
  }
}
