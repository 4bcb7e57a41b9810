import Foundation
import NetClient
import Peers
import Profile
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// The ladder of an FTPS server: each cause by a real one, and no file of ours stays.
@Suite struct DoctorFTPSTests {
  @Test(arguments: [FTPSServer.Make.proftpd, .proftpdImplicit, .pyftpdlib])
  func `all is well: each stage says what it saw, and nothing is left on the server`(
    make: FTPSServer.Make
  ) throws {
    let server = try FTPSServer(make)
    let log = LogLines()
    let visit = try DoctorSite(server).look { $0.log = { log.add($0) } }
    #expect(visit.stop == nil, "\(visit.text)")
    #expect(visit.checks.map(\.id) == DoctorStage.allCases.filter { $0 != .jump }.map(\.rawValue))
    #expect(visit.checks.prefix(10).allSatisfy { $0.status == .ok }, "\(visit.text)")
    #expect(visit[.banner]?.message.contains("220 ") == true)
    #expect(visit[.keyExchange]?.message.contains("TLSv1.3") == true, "\(visit.text)")
    #expect(visit[.hostKey]?.message.contains("SHA256:") == true)
    #expect(visit[.hostKey]?.message.contains("until 20") == true)
    #expect(visit[.auth]?.message.contains(server.user) == true)
    #expect(visit[.data]?.message.contains("to port ") == true)
    #expect(try server.names == [])
    #expect(log.text.contains("ftps: PASS -> 230") && !log.text.contains(server.password))
    #expect(log.text.contains("ftps: RNTO -> 250") && log.text.contains("ftps: DELE -> 250"))
  }

  @Test(
    arguments: [
      (.expired, .certificateExpired, .server), (.future, .certificateNotYetValid, .you),
      (.wrongName, .certificateWrongName, .server), (.stranger, .certificateUnknown, .server),
      (.selfSigned, .certificateUnknown, .server),
    ] as [(CertificateKind, Failure.Code, Check.Owner)],
    [FTPSServer.Make.pyftpdlib, .proftpdImplicit])
  func `R079 a certificate that is not to be trusted`(
    _ kind: (kind: CertificateKind, code: Failure.Code, owner: Check.Owner), make: FTPSServer.Make
  ) throws {
    let server = try FTPSServer(make, certificate: kind.kind)
    let visit = try DoctorSite(server).look()
    #expect(visit.stops(at: .hostKey, kind.code) && visit.red?.owner == kind.owner, "\(visit.text)")
    #expect(visit.stop?.exit == .protocolError)
    if kind.kind == .wrongName { #expect(visit.red?.message.contains("elsewhere.example") == true) }
    if kind.kind == .selfSigned {
      #expect(visit.red?.meaning?.contains("made its certificate itself") == true)
    }
    if kind.kind == .stranger {
      #expect(visit.red?.meaning?.contains("authority of the server's own") == true)
    }
  }

  @Test func `a certificate that ends soon is warned of, and the round goes on`() throws {
    let visit = try DoctorSite(try FTPSServer(.pyftpdlib, certificate: .ending)).look()
    #expect(visit.stop == nil && visit[.hostKey]?.status == .warning && visit[.write]?.status == .ok)
    #expect(visit[.hostKey]?.owner == .server)
  }

  @Test func `a clock that is behind is told from a certificate that is not valid yet`() throws {
    let server = try FTPSServer(.pyftpdlib, certificate: .future)
    // The settings were just written; the tool believes in a time before that.
    let visit = try DoctorSite(server).look(at: Timestamp.now.advanced(bySeconds: -25 * 3600))
    #expect(visit.stops(at: .hostKey, .clockWrong) && visit.red?.owner == .you, "\(visit.text)")
  }

  @Test func `an authority's file that holds no certificate`() throws {
    let site = try DoctorSite(try FTPSServer(.pyftpdlib))
    try site.set(.serverCAFile, site.folder.file("ca", Array("nothing".utf8)).string)
    let visit = try site.look()
    #expect(visit.stops(at: .keyExchange, .authorityInvalid) && visit.red?.owner == .you, "\(visit.text)")
  }

  @Test(
    arguments: [
      ("no-tls", .keyExchange, .tlsRefused, .server), ("old-tls", .keyExchange, .tlsFailed, .server),
      ("away", .banner, .tooManyLogins, .server), ("crowded", .auth, .tooManyLogins, .server),
      ("locked", .auth, .accountLocked, .server), ("bare-files", .data, .tlsRefused, .server),
      ("no-data", .data, .dataChannelRefused, .network), ("reuse", .data, .dataChannelRefused, .server),
      ("read-only", .write, .remotePermissionDenied, .server),
      ("no-rename", .write, .remotePermissionDenied, .server),
    ] as [(String, DoctorStage, Failure.Code, Check.Owner)])
  func `a server that refuses`(
    habit: String, stage: DoctorStage, code: Failure.Code, owner: Check.Owner
  ) throws {
    let server = try FTPSServer(.pyftpdlib, habits: [habit])
    let visit = try DoctorSite(server).look()
    #expect(visit.stops(at: stage, code) && visit.red?.owner == owner, "\(visit.text)")
    #expect(try server.names == [])
    switch habit {
    case "old-tls": #expect(visit.red?.meaning?.contains("TLS 1.0") == true, "\(visit.text)")
    case "reuse": #expect(visit.red?.advice?.contains("require_ssl_reuse=NO") == true, "\(visit.text)")
    case "bare-files": #expect(visit.red?.advice?.contains("PROT P") == true)
    default: break
    }
  }

  @Test func `R082 a wrong password is tried once`() throws {
    let server = try FTPSServer(.proftpd)
    let site = try DoctorSite(server)
    try site.set(.serverPassword, "the password of last year")
    let log = LogLines()
    let visit = try site.look { $0.log = { log.add($0) } }
    #expect(visit.stops(at: .auth, .authFailed) && visit.stop?.exit == .noPermission, "\(visit.text)")
    #expect(visit.red?.owner == .you && visit.red?.advice?.contains("config set server.password") == true)
    #expect(!visit.text.contains("last year") && !log.text.contains("last year"))
    #expect(log.text.components(separatedBy: "ftps: PASS").count == 2, "\(log.text)")
  }

  @Test func `a named server's settings are named in the advice`() throws {
    let server = try FTPSServer(.proftpd)
    let site = try DoctorSite()
    let name = try #require(ServerName("second"))
    for (key, value) in [
      (SettingKey.serverURL, server.url), (.serverCAFile, server.authority), (.serverPassword, "not it"),
    ] { try site.set(key.of(name), value) }
    let visit = try site.look { $0.server = name }
    #expect(visit.red?.advice?.contains("config set server.second.password --value-file FILE") == true)
  }

  @Test func `a folder that is missing, and a file in its place`() throws {
    for make in [FTPSServer.Make.proftpd, .pyftpdlib] {
      let server = try FTPSServer(make)
      let site = try DoctorSite(server)
      try site.set(.serverURL, "ftps://\(server.user)@127.0.0.1:\(server.port)\(server.path("gone"))")
      let visit = try site.look()
      #expect(visit.stops(at: .directory, .remoteNoSuchFile) && visit.red?.owner == .you, "\(visit.text)")
      #expect(visit.red?.message.contains("puts the user into /") == true)
      try Data([1]).write(to: URL(filePath: "\(server.root)/gone"))
      let file = try site.look()
      #expect(file.stops(at: .directory, .remoteNotAFile), "\(file.text)")
    }
  }

  @Test func `a file that may be written and not be removed`() throws {
    let server = try FTPSServer(.pyftpdlib, habits: ["no-remove"])
    let visit = try DoctorSite(server).look()
    #expect(visit.stops(at: .write, .remotePermissionDenied), "\(visit.text)")
    #expect(visit.red?.message.contains("stays there") == true)
    #expect(try server.names.count == 1)
  }

  @Test func `a part that may neither be renamed nor removed is told of`() throws {
    let server = try FTPSServer(.pyftpdlib, habits: ["no-remove", "no-rename"])
    let visit = try DoctorSite(server).look()
    #expect(visit.stops(at: .write, .remotePermissionDenied), "\(visit.text)")
    #expect(visit.red?.message.contains("/.part-so-doctor-") == true)
    #expect(visit.red?.message.hasSuffix("stays there") == true, "\(visit.text)")
    #expect(try server.names.count == 1)
  }

  @Test func `a folder below the one that the user is put into`() throws {
    let server = try FTPSServer(.proftpd)
    try FileManager.default.createDirectory(atPath: "\(server.root)/in", withIntermediateDirectories: false)
    let site = try DoctorSite(server)
    for path in ["~/in", "~/", "~"] {
      try site.set(.serverURL, "ftps://\(server.user)@127.0.0.1:\(server.port)/\(path)")
      let visit = try site.look()
      #expect(visit.stop == nil && visit[.write]?.status == .ok, "\(visit.text)")
    }
    #expect(try server.names == ["in"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(server.root)/in") == [])
  }

  @Test func `a user who may list nothing gets to the next stage`() throws {
    let server = try FTPSServer(.pyftpdlib, habits: ["no-list", "no-facts"])
    let visit = try DoctorSite(server).look()
    #expect(visit[.data]?.status == .skipped && visit[.directory]?.status == .ok, "\(visit.text)")
  }

  @Test func `a wrong address for files is not believed, and warned of`() throws {
    let server = try FTPSServer(.pyftpdlib, habits: ["liar"])
    let visit = try DoctorSite(server).look()
    #expect(visit.stop == nil && visit[.data]?.status == .warning, "\(visit.text)")
    #expect(visit[.data]?.meaning?.contains("192.0.2.1") == true)
    let closed = try LoopbackListener().port
    let both = try FTPSServer(.pyftpdlib, habits: ["liar", "data-port=\(closed)", "data-host=192,0,2,1"])
    let red = try DoctorSite(both).look()
    #expect(red.stops(at: .data, .dataChannelRefused), "\(red.text)")
    #expect(red.red?.message.contains("names 192.0.2.1 for it") == true, "\(red.text)")
  }

  @Test func `a port for files that refuses, that drops, and that is silent`() throws {
    let closed = try LoopbackListener().port
    let full = try LoopbackListener(backlog: 0)
    let taken = try full.fill()
    defer { for client in taken { close(client) } }
    let silent = try LoopbackListener()
    for port in [closed, full.port, silent.port] {
      let server = try FTPSServer(.pyftpdlib, habits: ["data-port=\(port)"])
      let visit = try DoctorSite(server).look { $0.timeout = .seconds(2) }
      #expect(visit.stops(at: .data, .dataChannelRefused) && visit.red?.owner == .network, "\(visit.text)")
      #expect(visit.red?.message.contains("\(port)") == true, "\(visit.text)")
    }
  }

  @Test(
    .enabled(if: PrivateDisk.isPossible, "no name spaces for everybody here"),
    arguments: [
      (.proftpd, .full, .remoteDiskFull), (.proftpd, .readOnly, .remotePermissionDenied),
      (.pyftpdlib, .readOnly, .remotePermissionDenied),
      // This server tells nobody that its disk is full: it stops answering.
      (.pyftpdlib, .full, .connectionLost),
    ] as [(FTPSServer.Make, PrivateDisk, Failure.Code)])
  func `a real disk that is full, and one that can only be read`(
    make: FTPSServer.Make, disk: PrivateDisk, code: Failure.Code
  ) throws {
    let visit = try DoctorSite(try FTPSServer(make, disk: disk)).look {
      if code == .connectionLost { $0.timeout = .seconds(3) }
    }
    #expect(visit.stops(at: .write, code) && visit.red?.owner == .server, "\(visit.text)")
  }
}
