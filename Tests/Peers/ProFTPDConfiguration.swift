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

  static func program() throws -> String {
    guard let program = SpawnedProcess.find("proftpd", along: "/usr/sbin:/usr/local/sbin:/usr/bin") else {
      throw PeerError("proftpd: not installed (Debian: proftpd-core, proftpd-mod-crypto)")
    }
    return program
  }

  /// The lines that let `user` send `bytes` bytes in all, a whole number of MiB; none for `nil`.
  static func quota(_ bytes: Int?, _ scratch: ScratchDirectory, user: String) throws -> String {
    guard let bytes else { return "" }
    let (limits, tally) = (scratch.file("quota-limits"), scratch.file("quota-tally"))
    for (kind, file) in [("limit", limits), ("tally", tally)] {
      try? FileManager.default.removeItem(atPath: file)
      try runQuotaTool("--create-table", "--type=\(kind)", "--table-path=\(file)")
    }
    try runQuotaTool(
      "--add-record", "--type=limit", "--table-path=\(limits)", "--name=\(user)", "--quota-type=user",
      "--limit-type=hard", "--bytes-upload=\(bytes >> 20)", "--units=Mb")
    return """
      LoadModule mod_quotatab.c
      LoadModule mod_quotatab_file.c
      QuotaEngine on
      QuotaLimitTable file:\(limits)
      QuotaTallyTable file:\(tally)

      """
  }

  private static func runQuotaTool(_ words: String...) throws {
    guard let program = SpawnedProcess.find("ftpquota", along: "/usr/sbin:/usr/local/sbin:/usr/bin") else {
      throw PeerError("ftpquota: not installed (Debian: proftpd-core)")
    }
    let process = try PeerProcess([program] + words, directory: "/")
    guard process.finish() == 0 else { throw PeerError("ftpquota:\n\(process.log)") }
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
