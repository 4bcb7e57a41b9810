import NetClient
import Records
import Testing

@Suite struct MailSettingsTests {
  @Test(arguments: [
    ("smtp://mail.example.org", "smtp://mail.example.org:587"),
    ("SMTPS://mail.example.org/", "smtps://mail.example.org:465"),
    ("smtp://127.0.0.1:2525", "smtp://127.0.0.1:2525"),
    ("smtps://[::1]", "smtps://[::1]:465"),
    ("smtps://[2001:db8::1]:10465", "smtps://[2001:db8::1]:10465"),
  ])
  func `a mail server's address has a port of its own accord`(_ text: String, _ expected: String) throws {
    #expect(try MailServerURL(parsing: text).text == expected)
  }

  @Test(arguments: [
    "", "mail.example.org", "http://mail.example.org", "smtp:/mail.example.org", "smtp://", "smtp://:25",
    "smtp://user@mail.example.org", "smtp://user:secret@mail.example.org", "smtp://mail.example.org/path",
    "smtp://mail.example.org?x", "smtp://mail.example.org#x", "smtp://mail.example.org:0",
    "smtp://mail.example.org:65536", "smtp://mail.example.org:", "smtp://mail.example.org:+25",
    "smtp://mail example.org", "smtp://mail.example.org\r\nX", "smtp://-h", "smtp://ma;il", "smtp://[::1",
  ])
  func `what is no mail server's address is refused`(_ text: String) {
    let failure = #expect(throws: Failure.self) { try MailServerURL(parsing: text) }
    #expect(failure?.code == .mailURLInvalid)
    #expect(failure?.message.contains("secret") == false)
    #expect(failure?.message.contains("has a user in it") == text.contains("@"))
  }

  @Test func `a password shows in no description`() throws {
    let account = try MailAccount(
      server: try MailServerURL(parsing: "smtp://mail.example.org"), user: "me", password: "hunter2")
    var dumped = ""
    dump(account, to: &dumped)
    for text in ["\(account)", String(reflecting: account), dumped] { #expect(!text.contains("hunter2")) }
  }

  static let logins: [(String?, String?)] = [
    ("me", nil), (nil, "secret"), ("m\0e", "secret"), ("me", "se\rcret"),
  ]

  @Test(arguments: logins)
  func `half a login is refused`(_ user: String?, _ password: String?) {
    let failure = #expect(throws: Failure.self) {
      try MailAccount(
        server: try MailServerURL(parsing: "smtp://mail.example.org"), user: user, password: password)
    }
    #expect(failure?.code == .mailAuthFailed)
  }

  @Test func `a reply is printable, and its status code names nobody`() {
    let reply = SMTPReply(code: 550, text: "5.1.1 <anna@example.org>\u{1B}[2J unknown")
    #expect(reply.text == "5.1.1 <anna@example.org>?[2J unknown")
    #expect(reply.summary == "550 5.1.1")
    #expect(SMTPReply(code: 550, text: "no such user").summary == "550")
    #expect(SMTPReply(code: 550, text: String(repeating: "x", count: 600)).text.count == 500)
  }
}
