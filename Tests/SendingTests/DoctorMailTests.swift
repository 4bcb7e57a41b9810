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

/// The mail server: nobody gets a message who was not named.
@Suite struct DoctorMailTests {
  private static func site(_ mail: MailServer, password: String? = nil) throws -> DoctorSite {
    let site = try DoctorSite()
    try site.setMail(mail, password: password)
    return site
  }

  private static func logins(_ mail: MailServer) throws -> [Substring] {
    try String(contentsOfFile: "\(mail.mailboxes)/logins", encoding: .utf8).split(separator: "\n")
  }

  @Test(arguments: [MailServer.Encryption.starttls, .implicit])
  func `all is well, and only who was named gets a message`(encryption: MailServer.Encryption) throws {
    let mail = try MailServer(encryption)
    let site = try Self.site(mail)
    let quiet = try site.look(only: .mail)
    #expect(
      quiet.stop == nil && quiet[.mail]?.message.contains("no message was sent") == true, "\(quiet.text)")
    #expect(quiet.checks.map(\.id) == ["settings", "mail"])
    #expect(!FileManager.default.fileExists(atPath: "\(mail.mailboxes)/messages.ndjson"))
    let sent = try site.look(only: .mail) { $0.to = EmailAddress("me@example.org") }
    #expect(sent.stop == nil && sent[.mail]?.message.contains("250 2.0.0") == true, "\(sent.text)")
    #expect(mail.messages(to: "me@example.org").count == 1)
  }

  @Test func `a login that is refused is tried once`() throws {
    let mail = try MailServer()
    let visit = try Self.site(mail, password: "the password of last year").look(only: .mail)
    #expect(visit.stops(at: .mail, .mailAuthFailed) && visit.stop?.exit == .noPermission, "\(visit.text)")
    #expect(visit.red?.owner == .you && !visit.text.contains("last year"))
    #expect(try Self.logins(mail) == ["refused"])
  }

  @Test(arguments: [
    ("bounce@example.org", Failure.Code.mailRejected), ("later@example.org", .mailDeferred),
    ("refused@example.org", .mailRejected), ("unanswered@example.org", .mailUnanswered),
  ])
  func `a recipient that is refused`(to: String, code: Failure.Code) throws {
    let mail = try MailServer()
    let visit = try Self.site(mail).look(only: .mail) { $0.to = EmailAddress(to) }
    #expect(visit.stops(at: .mail, code) && visit.red?.owner == .mail, "\(visit.text)")
  }

  @Test(arguments: [MailServer.Encryption.none, .refused])
  func `no TLS`(encryption: MailServer.Encryption) throws {
    let mail = try MailServer(encryption)
    let site = try DoctorSite()
    for (key, value) in [(SettingKey.mailURL, mail.url), (.mailFrom, "clinic@clinic.example")] {
      try site.set(key, value)
    }
    let visit = try site.look(only: .mail)
    #expect(visit.stops(at: .mail, .mailTLSFailed) && visit.stop?.exit == .protocolError, "\(visit.text)")
  }

  @Test func `a certificate by somebody whom nobody trusts`() throws {
    let (mail, other) = (try MailServer(), try MailServer())
    let site = try Self.site(mail)
    try site.set(.mailCAFile, other.authority)
    let visit = try site.look(only: .mail)
    #expect(visit.stops(at: .mail, .mailTLSFailed), "\(visit.text)")
  }

  @Test(arguments: [
    (MailServer.Certificate.future, Failure.Code.certificateNotYetValid, Check.Owner.you),
    (.expired, .certificateExpired, .mail),
  ])
  func `a certificate whose dates do not fit the clock`(
    certificate: MailServer.Certificate, code: Failure.Code, owner: Check.Owner
  ) throws {
    let mail = try MailServer(certificate: certificate)
    let site = try Self.site(mail)
    let visit = try site.look(only: .mail)
    #expect(visit.stops(at: .mail, code) && visit.red?.owner == owner, "\(visit.text)")
    #expect(visit.red?.meaning?.contains("clock") == true && visit.stop?.exit == .protocolError)
  }

  @Test func `a clock that is behind our own files is wrong for certain`() throws {
    let mail = try MailServer(certificate: .future)
    let visit = try Self.site(mail).look(only: .mail, at: Timestamp(milliseconds: 1_000_000_000_000))
    #expect(visit.stops(at: .mail, .clockWrong) && visit.red?.owner == .you, "\(visit.text)")
    #expect(visit.red?.meaning?.contains("2001-09-09T") == true)
  }

  @Test func `no connection, in each of its ways`() throws {
    let mail = try MailServer()
    let site = try Self.site(mail)
    mail.stop()
    #expect(try site.look(only: .mail).stops(at: .mail, .connectionRefused))
    let listener = try LoopbackListener(backlog: 0)
    let taken = try listener.fill()
    defer { for client in taken { close(client) } }
    try site.set(.mailURL, "smtp://127.0.0.1:\(listener.port)")
    let dropped = try site.look(only: .mail) { $0.timeout = .seconds(1) }
    #expect(dropped.stops(at: .mail, .connectTimeout) && dropped.red?.owner == .network)
    try site.set(.mailURL, "smtp://nowhere.invalid")
    let red = try site.look(only: .mail).red
    #expect([.hostNotFound, .resolverUnavailable].contains(red?.code))
  }
}
