import NetClient
import Peers
import Platform
import Profile
import Records
import SFTP
import Testing

@testable import Sending

/// What is said of failures with one code and different words, stages or circumstances.
@Suite struct DoctorWordTests {
  struct Case: CustomTestStringConvertible {
    let code: Failure.Code
    let words: String
    let stage: DoctorStage
    var meaning = ""
    var advice = ""
    var owner: Check.Owner?
    var hint: String?
    var edit: @Sendable (inout Circumstances) -> Void = { _ in }

    var testDescription: String { "\(code.word) \(stage): \(words)" }
  }

  static let ftps: @Sendable (inout Circumstances) -> Void = {
    $0.protocolName = "ftps"
    $0.port = 2121
  }
  static let sftp: @Sendable (inout Circumstances) -> Void = { $0.port = 2222 }
  static let key: @Sendable (inout Circumstances) -> Void = { $0.keyFile = "/k" }

  static let answers: [Case] = [
    Case(
      code: .notSSH, words: "it says: HTTP/1.1 400", stage: .banner, meaning: "on port 2222, not an SSH",
      owner: .network, edit: sftp),
    Case(
      code: .notFTP, words: "it says: HTTP/1.1 400", stage: .banner, meaning: "on port 2121, not an FTPS",
      owner: .network, edit: ftps),
    Case(
      code: .notSSH, words: "it says: <html>", stage: .banner, meaning: "a web server", owner: .network),
    Case(
      code: .notFTP, words: "it says: SSH-2.0-x", stage: .banner, meaning: "an SSH server",
      advice: "--protocol sftp", owner: .you, edit: ftps),
    Case(
      code: .notFTP, words: "it says: TLS (a web", stage: .banner, meaning: "port 2121 begins with TLS",
      advice: "server.tls implicit", edit: ftps),
    Case(
      code: .notFTP, words: "it says: 421 TLS handshake failed", stage: .banner, meaning: "begins with TLS",
      advice: "server.tls implicit", edit: ftps),
    Case(
      code: .notSSH, words: "it says: TLS (a web", stage: .banner, meaning: "begins with TLS",
      advice: "--protocol ftps", edit: sftp),
    Case(
      code: .notSSH, words: "it says: 220 x", stage: .banner,
      meaning: "an FTP or mail server answers on port 2222",
      advice: "--protocol ftps", edit: sftp),
    Case(
      code: .notFTP, words: "it says: 220 x", stage: .keyExchange, meaning: "in plain text",
      advice: "server.tls explicit", edit: ftps),
    Case(
      code: .notFTP, words: "it says: +OK", stage: .banner, meaning: "another service", advice: "port 21,",
      edit: ftps),
    Case(
      code: .notSSH, words: "it says: +OK", stage: .banner, meaning: "another service answers on port 2222",
      advice: "port 22 ", edit: sftp),
    Case(code: .connectionLost, words: "", stage: .write, meaning: "over a small file", owner: .server),
    Case(code: .connectionLost, words: "", stage: .data, meaning: "stood and then broke", owner: .network),
  ]

  static let tls: [Case] =
    ["tlsv1 alert protocol version", "unsupported protocol", "unsafe legacy renegotiation disabled"].map {
      Case(
        code: .tlsFailed, words: $0, stage: .keyExchange, meaning: "TLS 1.0", advice: "TLS 1.2",
        owner: .server)
    }
    + ["no shared cipher", "sslv3 alert handshake failure", "dh key too small", "no ciphers available"].map {
      Case(code: .tlsFailed, words: $0, stage: .keyExchange, meaning: "too weak", advice: "ciphers")
    }
    + [
      Case(
        code: .tlsFailed, words: "bad record", stage: .keyExchange, meaning: "does not come about",
        advice: "--bundle"),
      Case(code: .tlsFailed, words: "bad record", stage: .keyExchange, advice: "the hint", hint: "the hint"),
      Case(code: .tlsFailed, words: "bad record", stage: .link, owner: .web),
      Case(code: .tlsRefused, words: "", stage: .data, meaning: "the login is encrypted", advice: "PROT P"),
      Case(code: .tlsRefused, words: "", stage: .keyExchange, meaning: "plain text only"),
      Case(
        code: .certificateUnknown, words: "self-signed certificate", stage: .hostKey,
        meaning: "made its certificate itself", advice: "for the certificate (PEM)"),
      Case(
        code: .certificateUnknown, words: "self signed certificate", stage: .hostKey,
        meaning: "made its certificate itself"),
      Case(
        code: .certificateUnknown, words: "self-signed certificate in certificate chain", stage: .hostKey,
        meaning: "authority of the server's own"),
      Case(
        code: .certificateUnknown, words: "unable to get local issuer certificate", stage: .hostKey,
        meaning: "authority of the server's own", advice: "the authority's certificate (PEM)"),
      Case(
        code: .certificateUnknown, words: "self-signed certificate", stage: .link,
        meaning: "recipients' machines",
        advice: "every machine trusts", owner: .web),
      Case(code: .certificateWrongName, words: "", stage: .link, advice: "link.base"),
      Case(code: .certificateWrongName, words: "", stage: .hostKey, advice: "server.url URL"),
      Case(
        code: .dataChannelRefused, words: "522 session reuse required", stage: .data, meaning: "TLS session",
        advice: "require_ssl_reuse=NO", owner: .server),
      Case(code: .dataChannelRefused, words: "must be resumed", stage: .data, meaning: "TLS session"),
      Case(
        code: .dataChannelRefused, words: "refused", stage: .data, meaning: "its port is closed",
        advice: "passive ports", owner: .network),
    ]

  static let others: [Case] = [
    Case(code: .remotePermissionDenied, words: "", stage: .directory, meaning: "may not look into"),
    Case(code: .remotePermissionDenied, words: "", stage: .write, meaning: "may not write"),
    Case(code: .remotePermissionDenied, words: "", stage: .banner, meaning: "before any login"),
    Case(code: .remotePermissionDenied, words: "", stage: .link, meaning: "recipients have none"),
    Case(code: .remoteNoSuchFile, words: "", stage: .directory, meaning: "is not there"),
    Case(
      code: .remoteNoSuchFile, words: "", stage: .write, meaning: "no such file or directory", owner: .server),
    Case(code: .remoteNotAFile, words: "", stage: .directory, meaning: "a file and not a folder"),
    Case(code: .remoteNotAFile, words: "", stage: .write, meaning: "was named on the server", owner: .server),
    Case(code: .linkDiffers, words: "is a web page", stage: .link, meaning: "asks for a login", owner: .web),
    Case(code: .linkDiffers, words: "is another one", stage: .link, meaning: "same folder", owner: .you),
    Case(code: .mailAuthFailed, words: "the password has expired", stage: .mail, meaning: "tried once"),
    Case(code: .mailTLSFailed, words: "no TLS", stage: .mail, advice: "of its own name"),
    Case(code: .mailTLSFailed, words: "no TLS", stage: .mail, advice: "the hint", hint: "the hint"),
    Case(code: .clientKeyRejected, words: "", stage: .auth, advice: "ssh-keygen -y -f /k ", edit: key),
    Case(code: .identityFileExposed, words: "", stage: .auth, advice: "chmod 600 /k", edit: key),
    Case(code: .identityFileUnreadable, words: "", stage: .auth, advice: "the hint", hint: "the hint"),
    Case(code: .identityFileUnreadable, words: "", stage: .auth, advice: "server.identity_file FILE"),
    Case(code: .internalError, words: "", stage: .write, advice: "--bundle"),
    Case(code: .ioError, words: "", stage: .settings, owner: .you),
    Case(code: .ioError, words: "", stage: .write, owner: .server),
  ]

  @Test(arguments: answers + tls + others)
  func `what it means, whose job it is, and what comes next`(_ it: Case) {
    var circumstances = Circumstances()
    it.edit(&circumstances)
    let found = Diagnosis(Failure(it.code, it.words, hint: it.hint), at: it.stage, circumstances)
    #expect(found.code == it.code)
    #expect(it.meaning.isEmpty || found.meaning.contains(it.meaning), "\(found.meaning)")
    #expect(it.advice.isEmpty || found.advice?.contains(it.advice) == true, "\(found.advice ?? "-")")
    #expect(it.owner == nil || found.owner == it.owner, "\(found.owner)")
  }

  @Test func `of a named server the advice and the meaning name its own settings, and look at it again`() {
    var circumstances = Circumstances()
    circumstances.server = ServerName("second")
    func found(_ code: Failure.Code, _ stage: DoctorStage, _ words: String = "") -> Diagnosis {
      Diagnosis(Failure(code, words), at: stage, circumstances)
    }
    #expect(found(.authFailed, .auth).advice?.contains("config set server.second.password ") == true)
    #expect(found(.remoteNotAFile, .directory).meaning.hasPrefix("server.second.url names"))
    let other = found(.notSSH, .banner, "says: 220 x").advice
    #expect(other?.hasSuffix("so-ftpsend doctor --server second --protocol ftps") == true)
    let link = found(.linkDiffers, .link).advice
    #expect(link?.contains("get link.second.base; so-ftpsend config get server.second.url") == true)
    #expect(found(.mailUnreachable, .mail).advice?.contains("config get mail.url") == true)
  }

  @Test func `the clock is told with its time where that is known`() {
    var circumstances = Circumstances()
    #expect(
      Diagnosis(Failure(.certificateExpired, ""), at: .hostKey, circumstances).meaning.hasPrefix(
        "look at the"))
    circumstances.now = Timestamp(milliseconds: 1_795_514_400_000)
    let late = Diagnosis(Failure(.certificateExpired, ""), at: .hostKey, circumstances)
    #expect(late.meaning.contains("clock says 2026-11-24T") && late.owner == .server)
  }

  @Test(
    arguments: [
      ("", .banner), ("220", .banner), ("220 AUTH234", .keyExchange), ("220 AUTH234 USER331", .auth),
      ("220 AUTH234 USER331 PASS530", .auth), ("220 AUTH234 USER331 PASS230", .data),
      ("220 AUTH234 USER232", .data),
    ] as [(String, DoctorStage)])
  func `how far an FTPS session came`(said: String, stage: DoctorStage) {
    let exchanges = said.split(separator: " ").map { word in
      FTPSAnswer.Exchange(
        verb: String(word.dropLast(3)), reply: FTPReply(code: Int(word.suffix(3)) ?? 0, text: ""))
    }
    #expect(FTPSProgress.stage(of: .connectionLost, exchanges) == stage)
    #expect(FTPSProgress.stage(of: .certificateUnknown, exchanges) == .hostKey)
    #expect(FTPSProgress.stage(of: .authFailed, exchanges) == .auth)
    #expect(FTPSProgress.stage(of: .accountLocked, exchanges) == .auth)
    #expect(FTPSProgress.stage(of: .tlsRefused, exchanges) == (stage == .data ? .data : .keyExchange))
    #expect(FTPSProgress.stage(of: .tlsFailed, exchanges) == .keyExchange)
  }

  @Test(
    arguments: [
      (550, "Failed to change directory.", .remoteNoSuchFile), (550, "No such file", .remoteNoSuchFile),
      (550, "x: Not a directory", .remoteNotAFile), (550, "Permission denied", .remotePermissionDenied),
      (451, "Local error", .remoteFailure),
    ] as [(Int, String, Failure.Code)])
  func `what a refused folder means`(number: Int, text: String, code: Failure.Code) {
    #expect(FTPSProgress.folderRefusal(FTPReply(code: number, text: text)) == code)
  }

  @Test(
    arguments: [
      (530, "Login incorrect.", .authFailed), (530, "Account is locked.", .accountLocked),
      (530, "Your account has expired.", .accountLocked),
      (530, "Too many failed logins: locked", .accountLocked),
      (530, "Sorry, the maximum number of clients (3) are already connected.", .tooManyLogins),
      (421, "Too many connections from your address.", .tooManyLogins), (421, "Goodbye.", .connectionLost),
      (530, "User limit reached.", .tooManyLogins), (550, "x: Not a directory", .remoteNotAFile),
    ] as [(Int, String, Failure.Code)])
  func `R082 what a refused login means`(number: Int, text: String, code: Failure.Code) {
    #expect(FTPReply(code: number, text: text).meaning == code)
  }

  @Test func `where a server wants its second connection`() {
    func place(_ code: Int, _ text: String) -> String? {
      FTPReply(code: code, text: text).passivePlace.map { "\($0.address ?? "-") \($0.port)" }
    }
    #expect(place(229, "Entering Extended Passive Mode (|||40001|)") == "- 40001")
    #expect(place(227, "Entering Passive Mode (10,0,0,5,156,65).") == "10.0.0.5 40001")
    #expect(place(227, "Entering Passive Mode (10,0,0,5,256,65).") == nil)
    #expect(place(227, "Entering Passive Mode (10,0,5,156,65).") == nil)
    #expect(place(229, "none") == nil && place(200, "(|||40001|)") == nil)
  }

  @Test(arguments: [(nil, false), (1024, true), (2047, true), (2048, false)] as [(Int?, Bool)])
  func `a host key of few bits`(bits: Int?, isWeak: Bool) { #expect(KeyAge.isWeakHostKey(bits) == isWeak) }

  @Test func `the time that was asked for is that of every wait, and before that of the settings`() {
    var options = DoctorOptions()
    #expect(options.limits(or: nil).connectTimeout == SFTPSettings().connectTimeout)
    #expect(options.limits(or: .seconds(7)).answerTimeout == .seconds(7))
    options.timeout = .seconds(3)
    let limits = options.limits(or: .seconds(7))
    #expect(limits.connectTimeout == .seconds(3) && limits.answerTimeout == .seconds(3))
    #expect(limits.stallTimeout == .seconds(3))
  }

  @Test func `what is logged has no secret`() {
    let lines = LogLines()
    var options = DoctorOptions()
    options.log = { lines.add($0) }
    options.limits(or: nil, hiding: ["the password"]).log?("it is the password, indeed")
    #expect(lines.text.contains("indeed") && !lines.text.contains("the password"))
  }

  @Test func `the file that is tried out is random, and named as containers are`() {
    #expect(TrialFile.name() != TrialFile.name() && TrialFile.name().hasSuffix(".sod"))
    #expect(TrialFile.content() != TrialFile.content() && TrialFile.content().count == 4096)
  }

  @Test(arguments: [
    ("<!DOCTYPE html>", true), ("\u{FEFF}\r\n <HTML>", true), ("<head>", true), ("<?xml version", true),
    ("<!-- x -->", true), ("age-encryption.org/v1", false), ("", false), ("x <html>", false),
  ])
  func `a web page is known by its beginning`(text: String, isPage: Bool) {
    #expect(WebPage.is(Array(text.utf8)) == isPage)
  }
}
