import NetClient
import Records
import Testing

@Suite struct MailMessageTests {
  private func message(
    from: String = "so@example.org", subject: String = "Hello", text: String = "Text",
    at date: String = "2026-11-24T05:47:34.999Z"
  ) throws -> MailMessage {
    try MailMessage(
      from: try Mailbox(parsing: from), to: try EmailAddress(parsing: "partner@example.org"),
      subject: subject,
      text: text, date: try #require(Timestamp(rfc3339: date)),
      id: try #require(MessageID("N-1@second-opinion.local")))
  }

  /// The header and the text, parted at the empty line.
  private func parts(_ message: MailMessage) throws -> (header: [String], text: String) {
    let whole = String(decoding: message.bytes, as: UTF8.self)
    let split = try #require(whole.firstRange(of: "\r\n\r\n"))
    return (
      whole[..<split.lowerBound].split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init),
      String(whole[split.upperBound...])
    )
  }

  @Test func `a plain message is this, byte for byte`() throws {
    let expected = """
      Date: Tue, 24 Nov 2026 05:47:34 +0000
      Message-ID: <N-1@second-opinion.local>
      From: so@example.org
      To: partner@example.org
      Subject: Hello
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable
      Auto-Submitted: auto-generated

      One
      =C3=BCber 100 =3D 1e2

      """.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(String(decoding: try message(text: "One\nüber 100 = 1e2").bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z", "Thu, 1 Jan 1970 00:00:00 +0000"),
    ("2024-02-29T23:59:59.999Z", "Thu, 29 Feb 2024 23:59:59 +0000"),
    ("2025-08-26T14:02:00.000+02:00", "Tue, 26 Aug 2025 12:02:00 +0000"),
    ("1969-12-31T23:59:59.000Z", "Wed, 31 Dec 1969 23:59:59 +0000"),
  ])
  func `the date is RFC 5322's`(_ time: String, _ expected: String) throws {
    #expect(try parts(message(at: time)).header.first == "Date: \(expected)")
  }

  @Test(arguments: [
    "a\r\nBcc: all@example.org", "a\nb", "a\rb", "a\0b", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\u{7F}",
    "\u{1B}[2J",
  ])
  func `nothing in a subject or a name can begin another header`(_ text: String) throws {
    let subject = #expect(throws: Failure.self) { try message(subject: text) }
    #expect(subject?.code == .mailMessageInvalid)
    let name = #expect(throws: Failure.self) { try message(from: "\(text) <so@example.org>") }
    #expect(name?.code == .mailMessageInvalid)
  }

  static let subjects = [
    "Ärztliche Zweitmeinung: Röntgenbild und Befund", "日本語の件名" + String(repeating: "あ", count: 100),
    "=?utf-8?Q?trick?=",
    String(repeating: "word ", count: 60) + ".", " leading", "trailing ", "👩‍⚕️🩻", "",
  ]

  @Test(arguments: subjects)
  func `any subject survives, in lines of 76 bytes`(_ subject: String) throws {
    let header = try parts(message(subject: subject)).header
    let start = try #require(header.firstIndex { $0.hasPrefix("Subject: ") })
    let end = try #require(header.firstIndex { $0.hasPrefix("MIME-Version") })
    for line in header { #expect(line.utf8.count <= 76) }
    let words = header[start..<end].joined().replacing("Subject: ", with: "", maxReplacements: 1)
    #expect(try decoded(words) == subject)
  }

  /// Reads encoded words as a mail program does: each by itself, so that a character parted
  /// between two of them would show.
  private func decoded(_ text: String) throws -> String {
    guard text.hasPrefix("=?utf-8?B?") else {
      #expect(!text.contains("=?"), "a mail program would decode this")
      return text
    }
    return try text.split(separator: " ").map { word in
      let bytes = try #require(Base64.decode(word.dropFirst("=?utf-8?B?".count).dropLast(2)))
      #expect(word.hasPrefix("=?utf-8?B?") && word.hasSuffix("?=") && word.utf8.count <= 75)
      return try #require(String(validating: bytes, as: UTF8.self))
    }.joined()
  }

  @Test(arguments: [
    ("so@example.org", ["From: so@example.org"]),
    ("<so@example.org>", ["From: so@example.org"]),
    ("Praxis am Markt <so@example.org>", ["From: \"Praxis am Markt\"", " <so@example.org>"]),
    ("\"Dr. X, Y\" <so@example.org>", ["From: \"Dr. X, Y\"", " <so@example.org>"]),
    ("a\"b\\c <so@example.org>", ["From: \"a\\\"b\\\\c\"", " <so@example.org>"]),
    ("Müller <so@example.org>", ["From: =?utf-8?B?TcO8bGxlcg==?=", " <so@example.org>"]),
  ])
  func `the sender's name is quoted or encoded`(_ from: String, _ lines: [String]) throws {
    let header = try parts(message(from: from)).header
    let start = try #require(header.firstIndex { $0.hasPrefix("From: ") })
    #expect(Array(header[start...].prefix { !$0.hasPrefix("To: ") }) == lines)
  }

  @Test(arguments: ["", "Name", "Name <>", "Name <a@b>", "<a@example.org> x", "a@example.org, b@example.org"])
  func `a sender without an address is refused`(_ from: String) {
    #expect(throws: Failure.self) { try Mailbox(parsing: from) }
  }

  @Test(arguments: [
    ("", ""), ("a", "a\r\n"), ("a\n", "a\r\n"), ("a\r\nb\rc\n\n", "a\r\nb\r\nc\r\n\r\n"),
    ("blank \ntab\t\nboth \t", "blank=20\r\ntab=09\r\nboth =09\r\n"),
    ("\0\u{7F}=", "=00=7F=3D\r\n"), ("From here", "=46rom here\r\n"), ("From", "From\r\n"),
    (".\n..", ".\r\n..\r\n"),
    (String(repeating: "x", count: 76), String(repeating: "x", count: 76) + "\r\n"),
    (String(repeating: "x", count: 77), String(repeating: "x", count: 75) + "=\r\nxx\r\n"),
    (String(repeating: "x", count: 74) + "ü", String(repeating: "x", count: 74) + "=\r\n=C3=BC\r\n"),
    (String(repeating: "=", count: 26), String(repeating: "=3D", count: 25) + "=\r\n=3D\r\n"),
  ])
  func `the text is quoted-printable`(_ text: String, _ expected: String) throws {
    #expect(try parts(message(text: text)).text == expected)
  }

  @Test func `a text that is too long is refused`() throws {
    let longest = String(repeating: "x", count: MailMessage.maximumTextLength)
    #expect(throws: Never.self) { try message(text: longest) }
    #expect(throws: Failure.self) { try message(text: longest + "x") }
  }

  @Test(arguments: ["", "a", "a@", "@b", "a@b@c", "a b@c", "<a@b>", "a@b\r\n", "a..b@c", "ä@b"])
  func `what could break out of Message-ID is refused`(_ text: String) {
    #expect(MessageID(text) == nil)
  }
}
