import Records
import Testing

@Suite struct EmailAddressTests {
  @Test(arguments: [
    "a@example.org", "Anna.Maria+case=7@mail.example.org", "x@xn--mller-kva.example", "o'hara@a-b.co",
    "{}|~!#$%&*/?^_`@example.org", "1@1.example",
    String(repeating: "l", count: 64) + "@example.org",
  ])
  func `an address in use is taken as it was written`(_ text: String) {
    #expect(EmailAddress(text)?.text == text)
  }

  @Test(arguments: [
    "", "@", "a", "a@", "@example.org", "a@example", "a@b@", "a b@example.org", " a@example.org",
    "a@example.org ", "a@exam ple.org", ".a@example.org", "a.@example.org", "a..b@example.org",
    "a@.example.org", "a@example.org.", "a@example..org", "a@-example.org", "a@example-.org",
    "a@exa_mple.org", "a@192.0.2.1", "a@[192.0.2.1]", "\"a b\"@example.org", "a@example.org,b@example.org",
    "<a@example.org>", "Anna <a@example.org>", "a(comment)@example.org", "a;b@example.org", "a:b@example.org",
    "a\\b@example.org", "müller@example.org", "a@müller.example", "a@example.o\u{301}rg", "a@b@example.org",
    String(repeating: "l", count: 65) + "@example.org",
    "a@" + String(repeating: "d", count: 64) + ".org",
    "a@" + String(repeating: "dddddddddddddddddddddddddddddd.", count: 9) + "org",
  ])
  func `what is no address is refused`(_ text: String) {
    #expect(EmailAddress(text) == nil)
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\0", "\t", "\u{7F}", "\u{85}", "\u{2028}"])
  func `no line break or control character gets into an address`(_ text: String) {
    for address in [
      "a\(text)@example.org", "a@exa\(text)mple.org", "a@example.org\(text)", "\(text)a@example.org",
    ] {
      #expect(EmailAddress(address) == nil)
    }
  }

  @Test func `the domain's case does not part addresses, the local part's does`() {
    #expect(EmailAddress("a@Example.ORG") == EmailAddress("a@example.org"))
    #expect(EmailAddress("a@Example.ORG")?.hashValue == EmailAddress("a@example.org")?.hashValue)
    #expect(EmailAddress("A@example.org") != EmailAddress("a@example.org"))
  }

  @Test(arguments: [
    ("secret.name example.org", "the address has a blank"), ("secret.name", "the address has no @"),
    ("secret\r\n@example.org", "the address has a line break or another control character"),
    ("secrét@example.org", "the address has a letter beyond ASCII; write the domain in its xn-- form"),
    ("secret@localhost", "the part behind the @ is not a host name with a dot"),
  ])
  func `the refusal says why and not what`(_ text: String, _ message: String) throws {
    let failure = try #require(throws: Failure.self) { try EmailAddress(parsing: text) }
    #expect(failure.code == .valueInvalid)
    #expect(failure.message == message)
  }
}

@Suite struct EmailAddressListTests {
  @Test func `R018 R019 several addresses are parted by a semicolon and trimmed`() throws {
    let list = try EmailAddressList(
      parsing: " a@example.org; \tb@example.org ;; ;a@EXAMPLE.org;c@example.org;")
    #expect(list.addresses.map(\.text) == ["a@example.org", "b@example.org", "c@example.org"])
  }

  @Test(arguments: ["", " ", ";", " ; ;"])
  func `R019 empty parts are dropped`(_ text: String) throws {
    #expect(try EmailAddressList(parsing: text).addresses.isEmpty)
  }

  @Test func `R019 a comma is refused by name`() throws {
    let failure = try #require(throws: Failure.self) {
      try EmailAddressList(parsing: "a@example.org, b@example.org")
    }
    #expect(
      failure.fields == [
        FieldProblem("emails[0]", .valueInvalid, "addresses are parted by `;`, not by `,`")
      ])
  }

  @Test func `each part that is wrong is a problem of its own`() throws {
    let failure = try #require(throws: Failure.self) {
      try EmailAddressList(parsing: "a@example.org; b; c@example.org; d e@example.org", field: "to")
    }
    #expect(failure.code == .recordInvalid)
    #expect(failure.fields.map(\.field) == ["to[1]", "to[3]"])
    #expect(failure.message == "to[1]: the address has no @")
  }

  @Test func `a line break beside an address is not trimmed away`() {
    #expect(throws: Failure.self) { try EmailAddressList(parsing: "a@example.org;\r\nb@example.org") }
  }
}
