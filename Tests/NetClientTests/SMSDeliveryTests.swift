import Foundation
import NetClient
import Peers
import Records
import Testing

/// `so-net` against a real HTTPS server in the shape of Twilio's API.
@Suite struct SMSDeliveryTests {
  private func account(
    _ server: SMSServicePeer, url: String? = nil, account: String? = nil, token: String? = nil,
    authority: String? = nil, limit: Int64 = 60_000
  ) throws -> SMSAccount {
    try SMSAccount(
      url: try HTTPSURL(parsing: url ?? server.url), account: account ?? server.account,
      token: token ?? server.token, from: try SMSSender(parsing: "+15555550100"),
      authority: authority ?? String(contentsOfFile: server.authority, encoding: .utf8), deliveryLimit: limit)
  }

  private func message(_ number: String, _ text: String = "Your clinic has a message.") throws -> SMSMessage {
    SMSMessage(to: try SMSNumber(try #require(PhoneNumber(number))), try SMSText(text))
  }

  @Test func `R024 a text message is handed in, and the service's id comes back`() throws {
    let server = try SMSServicePeer()
    let delivery = SMSService(try account(server)).deliver(
      try message("(310) 555-0123", "Grüße: a & b = 100%"))
    #expect(delivery.failure == nil)
    #expect(delivery.providerID == "SM00000000000000000000000000000001")
    #expect(
      try server.messages() == [
        SMSServicePeer.Message(
          to: "+13105550123", from: "+15555550100", body: "Grüße: a & b = 100%", status: 201)
      ])
    #expect(server.logins == ["taken"])
  }

  @Test func `R020 R178 one bad number does not stop the rest, and each has its own answer`() throws {
    let server = try SMSServicePeer()
    let numbers = ["0123", "1211", "1429", "1500", "1666", "1777", "0124"].map { "+1310555" + $0 }
    let deliveries = SMSService(try account(server)).deliver(try numbers.map { try message($0) })
    #expect(
      deliveries.map { $0.failure?.code.word } == [
        nil, "sms_rejected", "sms_deferred", "sms_deferred", "service_answer_invalid",
        "service_answer_invalid",
        nil,
      ])
    #expect(deliveries.map { $0.providerID != nil } == [true, false, false, false, false, false, true])
    #expect(deliveries[1].failure?.message.hasSuffix("(400, 21211): it is no telephone number") == true)
    for delivery in deliveries { #expect(!"\(delivery)".contains("310555")) }
    #expect(try server.messages().count == 7)
  }

  @Test func `R178 a service that never answers leaves it unknown`() throws {
    let server = try SMSServicePeer()
    let service = SMSService(try account(server, limit: 1500))
    let deliveries = service.deliver(try ["+13105550000", "+13105550123"].map { try message($0) })
    #expect(deliveries.map { $0.failure?.code.word } == ["service_unanswered", nil])
    #expect(deliveries[0].failure?.code.exit == .tryAgain)
  }

  @Test func `a redirect is not followed: the token would go along`() throws {
    let server = try SMSServicePeer()
    let delivery = SMSService(try account(server)).deliver(try message("+13105550302"))
    #expect(delivery.failure?.code == .serviceURLInvalid)
    #expect(server.logins == ["taken"])
  }

  @Test func `a wrong token is 77, is tried once for many numbers, and is never shown`() throws {
    let server = try SMSServicePeer()
    let service = SMSService(try account(server, token: "hunter2"))
    let deliveries = service.deliver(try (1...3).map { try message("+1310555012\($0)") })
    for delivery in deliveries {
      #expect(delivery.failure?.code == .smsAuthFailed)
      #expect(delivery.failure?.code.exit == .noPermission)
      #expect(!"\(delivery)".contains("hunter2"))
    }
    #expect(server.logins == ["refused"])
  }

  @Test func `an address without the account there is a fault of the settings`() throws {
    let server = try SMSServicePeer()
    let delivery = SMSService(try account(server, url: "https://127.0.0.1:\(server.port)/elsewhere"))
      .deliver(try message("+13105550123"))
    #expect(delivery.failure?.code == .serviceURLInvalid)
    #expect(delivery.failure?.code.exit == .configuration)
  }

  @Test func `a certificate of a stranger, or for another name, gets neither token nor message`() throws {
    let (server, stranger) = (try SMSServicePeer(), try SMSServicePeer())
    let other = try String(contentsOfFile: stranger.authority, encoding: .utf8)
    for account in [
      try account(server, authority: other),
      try account(server, url: "https://localhost:\(server.port)/2010-04-01"),
      try SMSAccount(
        url: try HTTPSURL(parsing: server.url), account: server.account, token: server.token,
        from: try SMSSender(parsing: "Clinic")),
    ] {
      let delivery = SMSService(account).deliver(try message("+13105550123"))
      #expect(delivery.failure?.code == .serviceTLSFailed)
      #expect(delivery.failure?.hint?.contains("sms.ca_file") == true)
    }
    #expect(server.logins.isEmpty)
  }

  @Test(arguments: ["", "not a certificate"])
  func `an authority that cannot be read is a fault of the settings`(_ authority: String) throws {
    let server = try SMSServicePeer()
    let delivery = SMSService(try account(server, authority: authority)).deliver(try message("+13105550123"))
    #expect(delivery.failure?.code == .serviceAuthorityInvalid)
  }

  @Test func `a closed port is 69`() throws {
    let server = try SMSServicePeer()
    let account = try account(server)
    server.stop()
    let delivery = SMSService(account).deliver(try message("+13105550123"))
    #expect(delivery.failure?.code == .serviceUnreachable)
    #expect(delivery.failure?.code.exit == .unavailable)
  }

  @Test func `mail and text messages go through one helper in turn`() throws {
    let (server, mail) = (try SMSServicePeer(), try MailServer())
    let helper = NetHelper()
    let mailer = Mailer(
      try MailAccount(
        server: try MailServerURL(parsing: mail.url), user: mail.user, password: mail.password,
        authority: String(contentsOfFile: mail.authority, encoding: .utf8)), helper: helper)
    let service = SMSService(try account(server), helper: helper)
    for number in 1...3 {
      let mailed = try MailMessage(
        from: try Mailbox(parsing: "so@example.org"), to: try EmailAddress(parsing: "a@example.org"),
        subject: "x", text: "y", date: Timestamp(milliseconds: 0),
        id: try #require(MessageID("N-\(number)@example.org")))
      #expect(mailer.deliver(mailed).failure == nil)
      #expect(service.deliver(try message("+1310555012\(number)")).failure == nil)
    }
    #expect(mail.messages(to: "a@example.org").count == 3)
    #expect(try server.messages().count == 3)
  }
}
