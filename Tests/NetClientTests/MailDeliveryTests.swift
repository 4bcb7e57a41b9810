import Foundation
import NetClient
import Peers
import Records
import SystemPackage
import Testing

/// `so-net` against a real mail server.
@Suite struct MailDeliveryTests {
  private func account(
    _ server: MailServer, url: String? = nil, password: String? = nil, authority: String? = nil,
    login: Bool = true,
    limit: Int64 = 60_000
  ) throws -> MailAccount {
    try MailAccount(
      server: try MailServerURL(parsing: url ?? server.url), user: login ? server.user : nil,
      password: login ? password ?? server.password : nil,
      authority: authority ?? String(contentsOfFile: server.authority, encoding: .utf8), deliveryLimit: limit)
  }

  private func message(to: String, text: String = "You have mail.") throws -> MailMessage {
    try MailMessage(
      from: try Mailbox(parsing: "Second Opinion <so@example.org>"), to: try EmailAddress(parsing: to),
      subject: "Neue Unterlagen für Sie", text: text, date: Timestamp(milliseconds: 0),
      id: try #require(MessageID("N-1@example.org")))
  }

  @Test(arguments: [MailServer.Encryption.starttls, .implicit])
  func `R020 a message is delivered byte for byte, over TLS and after a login`(
    _ encryption: MailServer.Encryption
  ) throws {
    let server = try MailServer(encryption)
    let message = try message(to: "partner@example.org", text: "One\n.\n..two\n\nüber\n.")
    let delivery = Mailer(try account(server)).deliver(message)
    #expect(delivery.failure == nil)
    #expect(delivery.code == "delivered")
    #expect(delivery.reply == SMTPReply(code: 250, text: "2.0.0 stored"))
    #expect(server.messages(to: "partner@example.org") == [String(decoding: message.bytes, as: UTF8.self)])
  }

  @Test func `R020 one bad address does not stop the rest, and each has its own answer`() throws {
    let server = try MailServer()
    let recipients = [
      "a@example.org", "bounce@example.org", "b@example.org", "later@example.org", "refused@example.org",
      "unanswered@example.org", "c@example.org",
    ]
    let deliveries = Mailer(try account(server)).deliver(try recipients.map { try message(to: $0) })
    #expect(deliveries.map(\.to.text) == recipients)
    #expect(
      deliveries.map(\.code) == [
        "delivered", "mail_rejected", "delivered", "mail_deferred", "mail_rejected", "mail_unanswered",
        "delivered",
      ])
    #expect(deliveries.map { $0.failure?.code.exit.rawValue ?? 0 } == [0, 65, 0, 75, 65, 75, 0])
    #expect(deliveries.map { $0.reply?.code } == [250, 550, 250, 451, 554, 354, 250])
    #expect(deliveries[1].reply?.text == "5.1.1 <bounce@example.org> no such mailbox")
    #expect(deliveries[3].failure?.message.contains("(451 4.7.1)") == true)
    for name in ["a", "b", "c", "unanswered"] {
      #expect(server.messages(to: "\(name)@example.org").count == 1)
    }
    for name in ["bounce", "later", "refused"] { #expect(server.messages(to: "\(name)@example.org").isEmpty) }
  }

  @Test func `no failure names the recipient or the password`() throws {
    let server = try MailServer()
    let mailer = Mailer(try account(server))
    for name in ["bounce.secret", "later.secret", "refused.secret", "unanswered.secret"] {
      let failure = try #require(mailer.deliver(try message(to: "\(name)@example.org")).failure)
      #expect(!"\(failure)".contains("secret"))
    }
    let denied = Mailer(try account(server, password: "hunter2")).deliver(try message(to: "a@example.org"))
    #expect(!"\(denied)".contains("hunter2"))
  }

  @Test(arguments: [MailServer.Encryption.starttls, .implicit])
  func `a wrong password is 77, and is tried once for many recipients`(_ encryption: MailServer.Encryption)
    throws
  {
    let server = try MailServer(encryption)
    let mailer = Mailer(try account(server, password: "wrong"))
    let deliveries = mailer.deliver(try (1...3).map { try message(to: "a\($0)@example.org") })
    for delivery in deliveries {
      #expect(delivery.failure?.code == .mailAuthFailed)
      #expect(delivery.failure?.code.exit == .noPermission)
    }
    #expect(try String(contentsOfFile: server.mailboxes + "/logins", encoding: .utf8) == "refused\n")
  }

  @Test func `a server that wants a login and gets none is 77`() throws {
    let server = try MailServer()
    let delivery = Mailer(try account(server, login: false)).deliver(try message(to: "a@example.org"))
    #expect(delivery.failure?.code == .mailAuthFailed)
    #expect(delivery.failure?.message.contains("wants a login (530") == true)
  }

  @Test(arguments: [MailServer.Encryption.none, .refused])
  func `a server without TLS gets neither the password nor the message`(_ encryption: MailServer.Encryption)
    throws
  {
    let server = try MailServer(encryption)
    let delivery = Mailer(try account(server)).deliver(try message(to: "a@example.org"))
    #expect(delivery.failure?.code == .mailTLSFailed)
    #expect(server.messages(to: "a@example.org").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: server.mailboxes + "/logins"))
  }

  @Test(arguments: [MailServer.Encryption.starttls, .implicit])
  func `an authority that is not ours is not trusted`(_ encryption: MailServer.Encryption) throws {
    let (server, stranger) = (try MailServer(encryption), try MailServer(.none))
    let other = try String(contentsOfFile: stranger.authority, encoding: .utf8)
    let delivery = Mailer(try account(server, authority: other)).deliver(try message(to: "a@example.org"))
    #expect(delivery.failure?.code == .mailTLSFailed)
    #expect(delivery.failure?.code.exit == .protocolError)
    #expect(server.messages(to: "a@example.org").isEmpty)
    #expect(!FileManager.default.fileExists(atPath: server.mailboxes + "/logins"))
  }

  @Test func `without an authority of its own the system's are asked`() throws {
    let server = try MailServer()
    let account = try MailAccount(
      server: try MailServerURL(parsing: server.url), user: server.user, password: server.password)
    #expect(Mailer(account).deliver(try message(to: "a@example.org")).failure?.code == .mailTLSFailed)
  }

  @Test func `a certificate for another name is not trusted`() throws {
    let server = try MailServer()
    // The certificate is for 127.0.0.1 alone.
    let account = try account(server, url: "smtp://localhost:\(server.port)")
    #expect(Mailer(account).deliver(try message(to: "a@example.org")).failure?.code == .mailTLSFailed)
  }

  @Test(arguments: [
    "", "not a certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
  ])
  func `an authority that cannot be read is a fault of the settings`(_ authority: String) throws {
    let server = try MailServer()
    let delivery = Mailer(try account(server, authority: authority)).deliver(try message(to: "a@example.org"))
    #expect(delivery.failure?.code == .mailAuthorityInvalid)
    #expect(delivery.failure?.code.exit == .configuration)
  }

  @Test func `a closed port is 69`() throws {
    let server = try MailServer()
    server.stop()
    let delivery = Mailer(try account(server)).deliver(try message(to: "a@example.org"))
    #expect(delivery.failure?.code == .mailUnreachable)
    #expect(delivery.failure?.code.exit == .unavailable)
    #expect(delivery.reply == nil)
  }

  @Test func `a server that falls silent after the message leaves it unknown, and the next is delivered`()
    throws
  {
    let server = try MailServer()
    let mailer = Mailer(try account(server, limit: 5000))
    let deliveries = mailer.deliver(try ["silent", "next"].map { try message(to: "\($0)@example.org") })
    #expect(deliveries.map(\.code) == ["mail_unanswered", "delivered"])
    #expect(server.messages(to: "silent@example.org").count == 1)
  }

  @Test func `a peer that connects and says nothing is 69`() throws {
    let listener = try SilentListener()
    let account = try MailAccount(
      server: try MailServerURL(parsing: "smtp://127.0.0.1:\(listener.port)"), deliveryLimit: 500)
    #expect(Mailer(account).deliver(try message(to: "a@example.org")).failure?.code == .mailUnreachable)
  }
}

/// A port that takes connections and never says a word.
private final class SilentListener {
  let port: UInt16
  private let descriptor: Int32

  init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let done = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe bind(descriptor, pointer, size) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, pointer, &size) == 0
      }
    }
    guard done else { throw PeerError("cannot listen") }
    self.descriptor = descriptor
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }
}
