import Foundation

/// The files that ProFTPD reads; it runs as whoever starts it.
enum ProFTPDConfiguration {
  static func writeUsers(_ scratch: ScratchDirectory, _ root: String, user: String, password: String) throws {
    let hash = try PeerProcess(["openssl", "passwd", "-6", password], directory: scratch.path)
    guard hash.finish() == 0 else { throw PeerError("openssl passwd:\n\(hash.log)") }
    let crypt = hash.log.trimmingCharacters(in: .whitespacesAndNewlines)
    let file = scratch.file("users")
    try "\(user):\(crypt):\(geteuid()):\(getegid())::\(root):/bin/sh\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    // It refuses a file that others may read.
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
  }

  /// An SFTP server.
  static func text(_ make: OtherSFTPServer.Make, _ port: Int, _ scratch: ScratchDirectory) -> String {
    let habits =
      switch make {
      case .proftpdOverwrite: "AllowOverwrite on\n"
      case .proftpdHidden: "AllowOverwrite on\nHiddenStores on\n"
      default: "AllowOverwrite off\n"
      }
    return common(port, scratch, modules: ["mod_sftp"]) + habits + """
      SFTPEngine on
      SFTPHostKey \(scratch.file("host_ed25519"))
      SFTPAuthMethods password

      """
  }

  /// An FTPS server.
  static func text(
    _ make: FTPSServer.Make, _ port: Int, _ scratch: ScratchDirectory, _ host: String, _ passivePorts: [Int]
  ) -> String {
    let habits =
      switch make {
      case .proftpdOverwrite: "AllowOverwrite on\n"
      case .proftpdHidden: "AllowOverwrite on\nHiddenStores on\n"
      case .proftpdFull: "AllowOverwrite on\nMaxStoreFileSize 100000 B\n"
      case .proftpdImplicit: "AllowOverwrite off\nTLSOptions UseImplicitSSL\n"
      default: "AllowOverwrite off\n"
      }
    return common(port, scratch, modules: ["mod_tls", "mod_digest"], host: host) + habits
      + (passivePorts.isEmpty ? "" : "PassivePorts \(passivePorts[0]) \(passivePorts[1])\n") + """
        TLSEngine on
        TLSRequired on
        TLSProtocol TLSv1.2 TLSv1.3
        TLSECCertificateFile \(scratch.file("server.pem"))
        TLSECCertificateKeyFile \(scratch.file("server.key"))
        DigestEngine \(make == .proftpdOverwrite ? "on" : "off")
        DigestAlgorithms sha256

        """
  }

  private static func common(
    _ port: Int, _ scratch: ScratchDirectory, modules: [String], host: String = "127.0.0.1"
  ) -> String {
    // It insists on becoming somebody; whoever starts it is one that it can become.
    let group = unsafe getgrgid(getegid()).map { unsafe String(cString: $0.pointee.gr_name) } ?? "nogroup"
    let identity =
      "User \(NSUserName())\nGroup \(group)\n" + (geteuid() == 0 ? "RootLogin on\n" : "")
    let loading = modules.map { "LoadModule \($0).c\n" }.joined()
    return identity + "ModulePath /usr/lib/proftpd\n" + loading + """
      ServerName peer
      ServerType standalone
      DefaultAddress \(host)
      SocketBindTight on
      UseIPv6 off
      UseReverseDNS off
      Port \(port)
      RequireValidShell off
      AuthOrder mod_auth_file.c
      AuthUserFile \(scratch.file("users"))
      ScoreboardFile \(scratch.file("score"))
      PidFile \(scratch.file("pid"))
      DelayEngine off
      <IfModule mod_ctrls.c>
      ControlsEngine off
      </IfModule>
      SystemLog none
      TransferLog none
      WtmpLog off
      MaxInstances 60
      AllowStoreRestart on
      AllowRetrieveRestart on

      """
  }
}
