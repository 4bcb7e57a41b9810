import Foundation
import NetClient
import Peers
import Records
import SystemPackage
import Testing

/// `so-net` against FTPS servers of three makes.
@Suite struct FTPSServerTests {
  static let good = FTPSServer.Make.allCases.filter { $0 != .rclone && $0 != .proftpdFull }

  private func client(
    _ server: FTPSServer, _ file: HeldFile, _ account: FTPSAccount? = nil
  ) throws -> FTPSClient {
    // The file lives as long as the session.
    FTPSClient(try account ?? server.account(), file: file.descriptor) {
      withExtendedLifetime(file) { false }
    }
  }

  private func failure(_ body: () throws -> Void, _ location: SourceLocation = #_sourceLocation) throws
    -> Failure
  {
    try #require(throws: Failure.self, sourceLocation: location, performing: body)
  }

  @Test(arguments: good)
  func `R079 a file goes to every server over TLS, is renamed, listed, fetched and removed`(
    _ make: FTPSServer.Make
  ) throws {
    let server = try FTPSServer(make)
    let bytes = noise(3_000_001)
    let file = try HeldFile(bytes)
    let client = try client(server, file)
    let (part, final) = (try server.path(".part-x"), try server.path("x.sod"))
    #expect(try client.status(of: final) == nil)
    try client.send(to: part, from: 0, to: Int64(bytes.count), .whole) { _ in }
    #expect(client.peer?.address == "127.0.0.1:\(server.port)")
    #expect(client.peer?.certificateBytes?.isEmpty == false)
    #expect(client.peer?.greeting?.hasPrefix("220 ") == true)
    #expect(try client.status(of: part)?.size == Int64(bytes.count))
    try client.compare(part, to: Int64(bytes.count)) { _ in }
    _ = try client.setMode(0o640, of: part)
    try client.rename(part, to: final)
    #expect(try server.names == ["x.sod"])
    #expect(try Array(Data(contentsOf: URL(filePath: server.file("x.sod")))) == bytes)
    let mode =
      try FileManager.default.attributesOfItem(atPath: server.file("x.sod"))[.posixPermissions] as? Int
    #expect(mode == 0o640)

    let fetched = try HeldFile()
    let other = try self.client(server, fetched)
    #expect(try other.fetch(final, from: 0, to: Int64(bytes.count)) { _ in } == Int64(bytes.count))
    #expect(try fetched.bytes == bytes)
    let list = try other.entries(of: try FTPPath(server.remoteRoot), prefix: "x", buffer: fetched.descriptor)
    #expect(list.map(\.name) == ["x.sod"])
    #expect(list.first?.status.size == Int64(bytes.count))
    #expect(list.first?.status.modified != nil)
    try other.remove(final)
    #expect(try server.names == [])
    #expect(try failure { try other.remove(final) }.code == .remoteNoSuchFile)
    let f = try failure { _ = try other.fetch(final, from: 0, to: 9) { _ in } }
    #expect(f.code == .remoteNoSuchFile)
  }

  @Test(arguments: good)
  func `what was sent in part is gone on with, by writing on or behind, and fetched in part`(
    _ make: FTPSServer.Make
  ) throws {
    let server = try FTPSServer(make)
    let bytes = noise(400_000)
    let client = try client(server, try HeldFile(bytes))
    let path = try server.path("x")
    try client.send(to: path, from: 0, to: 100_000, .whole) { _ in }
    try client.send(to: path, from: 100_000, to: 250_000, .append) { _ in }
    var end: Int64 = 400_000
    do {
      try client.send(to: path, from: 200_000, to: 400_000, .restart) { _ in }
    } catch {
      // These servers write no file that is there; why, libcurl does not always hear.
      #expect([.remoteExists, .dataChannelRefused].contains(error.code))
      #expect(make != .proftpdOverwrite && make != .pyftpdlib)
      end = 250_000
    }
    #expect(try Array(Data(contentsOf: URL(filePath: server.file("x")))) == Array(bytes[..<Int(end)]))
    let fetched = try HeldFile(Array(bytes[..<1000]))
    #expect(try self.client(server, fetched).fetch(path, from: 1000, to: end) { _ in } == end - 1000)
    #expect(try fetched.bytes == Array(bytes[..<Int(end)]))
    #expect(
      try failure { _ = try self.client(server, fetched).fetch(path, from: 0, to: 500) { _ in } }.code
        == .remoteChanged)
  }

  @Test(arguments: [(["no-tls"], "login"), (["bare-files"], "files")])
  func `R079 a server that does not encrypt both the login and the files gets nothing`(
    _ habits: [String], _ what: String
  ) throws {
    let server = try FTPSServer(.pyftpdlib, habits: habits)
    let client = try client(server, try HeldFile([1]))
    let failure = try failure { try client.send(to: try server.path("x"), from: 0, to: 1, .whole) { _ in } }
    #expect(failure.code == .tlsRefused)
    #expect(failure.code.exit == .protocolError)
    #expect(failure.message.contains("does not encrypt the \(what)"), "\(failure.message)")
    #expect(failure.hint != nil)
    #expect(try server.names == [])
    if what == "login" { #expect(!server.log.contains("USER")) }
  }

  @Test func `R079 a server that refuses PROT P is refused, whatever it means by that`() throws {
    // rclone encrypts the files and says that it does not.
    let server = try FTPSServer(.rclone)
    let client = try client(server, try HeldFile([1]))
    #expect(
      try failure { try client.send(to: try server.path("x"), from: 0, to: 1, .whole) { _ in } }.code
        == .tlsRefused)
    #expect(try server.names == [])
  }

  static let certificates: [(CertificateKind, Failure.Code, String)] = [
    (.expired, .certificateExpired, "date"), (.future, .certificateNotYetValid, "clock"),
    (.wrongName, .certificateWrongName, "server.url"), (.stranger, .certificateUnknown, "server.ca_file"),
  ]

  @Test(arguments: certificates, [FTPSServer.Make.pyftpdlib, .proftpdImplicit])
  func `R079 a certificate that is not good is refused, each with its own word and what helps`(
    _ expected: (CertificateKind, Failure.Code, String), _ make: FTPSServer.Make
  ) throws {
    let server = try FTPSServer(make, certificate: expected.0)
    let failure = try failure { try client(server, try HeldFile()).ask("NOOP") }
    #expect(failure.code == expected.1)
    #expect(failure.code.exit == .protocolError)
    #expect(failure.hint?.contains(expected.2) == true)
  }

  @Test func `a certificate for a name is not good for another name of the same machine`() throws {
    let server = try FTPSServer(.pyftpdlib)
    #expect(try client(server, try HeldFile(), try server.account(host: "localhost")).ask("NOOP").isGood)
    #expect(
      try failure {
        try client(server, try HeldFile(), try server.account(host: "ip6-localhost.localhost")).ask("NOOP")
      }
      .code != .tlsFailed)
  }

  @Test(arguments: ["", "not a certificate"])
  func `an authority that cannot be read is a fault of the settings`(_ text: String) throws {
    let server = try FTPSServer(.pyftpdlib)
    let failure = try failure {
      try client(server, try HeldFile(), try server.account(authority: text)).ask("NOOP")
    }
    #expect(failure.code == .authorityInvalid)
    #expect(failure.code.exit == .configuration)
  }

  @Test func `R082 a login that is refused and an account that is locked are told apart`() throws {
    let server = try FTPSServer(.pyftpdlib)
    let failure = try failure {
      try client(server, try HeldFile(), try server.account(password: "hunter2")).ask("NOOP")
    }
    #expect(failure.code == .authFailed)
    #expect(failure.hint?.contains("server.password") == true)
    #expect(!"\(failure)".contains("hunter2"))
    let other = try FTPSServer(.pyftpdlib, habits: ["locked"])
    #expect(try self.failure { try client(other, try HeldFile()).ask("NOOP") }.code == .accountLocked)
  }

  @Test func `the address that a server names for files is not believed`() throws {
    let server = try FTPSServer(.pyftpdlib, habits: ["liar"])
    let bytes = noise(1000)
    try client(server, try HeldFile(bytes)).send(to: try server.path("x"), from: 0, to: 1000, .whole) { _ in }
    #expect(try Array(Data(contentsOf: URL(filePath: server.file("x")))) == bytes)
  }

  @Test func `a port for files that takes no connection has its own word`() throws {
    let server = try FTPSServer(.pyftpdlib, habits: ["no-data"])
    let failure = try failure {
      try client(server, try HeldFile([1])).send(to: try server.path("x"), from: 0, to: 1, .whole) { _ in }
    }
    #expect(failure.code == .dataChannelRefused)
    #expect(failure.hint?.contains("passive ports") == true)
  }

  @Test func `a full disk, a missing folder and a missing right each have their word`() throws {
    func code(_ server: FTPSServer, _ path: String) throws -> Failure.Code {
      try failure {
        // One byte more than the server takes: of a longer file it may end the connection while
        // libcurl still writes, and libcurl does not listen to what the server says then.
        try client(server, try HeldFile(noise(100_001))).send(
          to: try FTPPath(path), from: 0, to: 100_001, .whole
        ) { _ in }
      }.code
    }
    let full = try FTPSServer(.proftpdFull)
    #expect(try code(full, "\(full.root)/x") == .remoteDiskFull)
    #expect(try code(try FTPSServer(.pyftpdlib, habits: ["read-only"]), "/x") == .remotePermissionDenied)
    #expect(try code(try FTPSServer(.pyftpdlib), "/none/x") == .remoteNoSuchFile)
    let server = try FTPSServer(.proftpd)
    #expect(try code(server, "\(server.root)/none/x") == .remoteNoSuchFile)
  }

  @Test func `the server's hash is asked where it has one`() throws {
    for server in [try FTPSServer(.proftpdOverwrite), try FTPSServer(.pyftpdlib, habits: ["hash"])] {
      try Data("abc".utf8).write(to: URL(filePath: server.file("x")))
      let hash = try client(server, try HeldFile()).sha256(of: try server.path("x"))
      #expect(
        hash.map { Hex.encode($0) } == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
    let plain = try FTPSServer(.pyftpdlib)
    #expect(try client(plain, try HeldFile()).sha256(of: try FTPPath("/x")) == nil)
  }

  @Test func `a server without facts is asked in the old way`() throws {
    let server = try FTPSServer(.pyftpdlib, habits: ["no-facts"])
    for name in ["a1", "a2", "b"] { try Data(name.utf8).write(to: URL(filePath: server.file(name))) }
    try FileManager.default.createDirectory(atPath: server.file("a3"), withIntermediateDirectories: false)
    let file = try HeldFile()
    let client = try client(server, file)
    let list = try client.entries(of: try FTPPath("/"), prefix: "a", buffer: file.descriptor)
    #expect(list.map(\.name).sorted() == ["a1", "a2"])
    #expect(list.allSatisfy { $0.status.size == 2 && $0.status.modified != nil })
    #expect(try client.status(of: try FTPPath("/none")) == nil)
  }

  @Test func `a part that differs from the file is found by reading it back`() throws {
    let server = try FTPSServer(.pyftpdlib)
    var bytes = noise(200_000)
    let client = try client(server, try HeldFile(bytes))
    bytes[150_000] ^= 1
    try Data(bytes).write(to: URL(filePath: server.file("x")))
    #expect(
      try failure { try client.compare(try server.path("x"), to: 200_000) { _ in } }.code
        == .remoteContentDiffers)
    try Data(bytes.prefix(1000)).write(to: URL(filePath: server.file("x")))
    #expect(
      try failure { try client.compare(try server.path("x"), to: 200_000) { _ in } }.code
        == .remoteSizeDiffers)
  }

  @Test func `a closed port, a web server and a silent peer are told apart`() throws {
    func code(_ port: Int, _ encryption: FTPSEncryption) throws -> Failure.Code {
      var limits = FTPSAccount.Limits()
      limits.connect = 1500
      limits.answer = 1500
      let account = try FTPSAccount(
        host: "127.0.0.1", port: UInt16(port), encryption: encryption, user: "u", password: "p",
        limits: limits)
      let file = try HeldFile()
      let failure = try failure { try FTPSClient(account, file: file.descriptor).ask("NOOP") }
      return withExtendedLifetime(file) { failure.code }
    }
    let web = try SMSServicePeer()
    // It waits for a request.
    #expect(try code(web.port, .explicit) == .noBanner)
    let other = try LoopbackListener(answer: "+OK ready\r\n")
    #expect(try code(other.port, .explicit) == .notFTP)
    web.stop()
    #expect(try code(web.port, .explicit) == .connectionRefused)
    #expect(try code(web.port, .implicit) == .connectionRefused)
  }

  @Test func `a wrong idea of how TLS begins is said with what helps`() throws {
    let server = try FTPSServer(.pyftpdlib)
    let failure = try failure {
      try client(server, try HeldFile(), try server.account(encryption: .implicit)).ask("NOOP")
    }
    #expect(failure.code == .tlsFailed)
    #expect(failure.hint?.contains("server.tls explicit") == true)
  }

  @Test(arguments: ["a\r\nDELE x", "a\nb", "a\0b", "a\u{85}b", "-la"])
  func `a name that would be another command is refused`(_ name: String) throws {
    #expect(
      try failure { _ = try FTPPath("/folder").appending(name == "-la" ? "\u{7F}" : name) }.code
        == .locationInvalid)
    #expect(try failure { _ = try FTPPath(name) }.code == .locationInvalid)
  }

  @Test func `a name with blanks, marks and letters of every kind arrives as it is`() throws {
    let server = try FTPSServer(.pyftpdlib)
    let client = try client(server, try HeldFile([7]))
    for name in ["a b", "ü;type=a", "%41", "#?&", "日本"] {
      try client.send(to: try server.path(name), from: 0, to: 1, .whole) { _ in }
      #expect(try client.status(of: try server.path(name))?.size == 1, "\(name)")
      #expect(FileManager.default.fileExists(atPath: server.file(name)), "\(name)")
    }
  }

  @Test func `a session goes on by a new connection when the server was started again`() throws {
    let server = try FTPSServer(.pyftpdlib)
    let client = try client(server, try HeldFile())
    #expect(try client.ask("NOOP").isGood)
    try server.restart()
    _ = try? client.ask("NOOP")
    #expect(try client.ask("NOOP").isGood)
  }
}
