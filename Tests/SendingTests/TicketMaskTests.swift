import Records
import Testing

@testable import Sending

@Suite struct TicketMaskTests {
  private static let id = "T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB"

  @Test(arguments: [
    ("login with hunter2-and-more", "login with ***"),
    ("AHNlbmRlcgBodW50ZXIyLWFuZC1tb3Jl aHVudGVyMi1hbmQtbW9yZQ==", "AHNlbmRlcgBodW50ZXIyLWFuZC1tb3Jl ***"),
    ("0x68756e746572322d616e642d6d6f7265", "0x***"),
    ("p%20a%2Fss", "***"),
    ("550 5.1.1 <anna.roe@example.org> no such mailbox", "550 5.1.1 <[address 1]> no such mailbox"),
    ("Anna.Roe@Example.org, b@example.org", "[address 1], [address 2]"),
    ("sftp://clinic@sftp.example.org:22/out", "sftp://clinic@sftp.example.org:22/out"),
    (
      "aes128-gcm@openssh.com curve25519-sha256@libssh.org",
      "aes128-gcm@openssh.com curve25519-sha256@libssh.org"
    ),
    ("/home/anna/.ssh/id_ed25519", "~/.ssh/id_ed25519"),
    ("https://files.example/in/\(id).sod", "https://files.example/in/T-3R9MW0ZJ….sod"),
    ("an @ alone, and one@, and @two", "an @ alone, and one@, and @two"),
    ("ä@ö.example", "[address 1]"), ("", ""),
  ])
  func `what must not get into a ticket is taken out, and nothing else`(text: String, masked: String) {
    var mask = TicketMask(secrets: ["hunter2-and-more", "p a/ss", "x"], home: "/home/anna")
    #expect(mask.text(text) == masked)
  }

  @Test func `the same address has the same number, in every form of value`() {
    var mask = TicketMask(secrets: ["hunter2"], home: nil)
    let masked = mask.object([
      "schema": "so.x/1", "a": ["b@x.example", ["c": "hunter2 b@x.example d@x.example"]], "n": 5, "z": nil,
    ])
    #expect(
      masked == [
        "schema": "so.x/1", "a": ["[address 1]", ["c": "*** [address 1] [address 2]"]], "n": 5, "z": nil,
      ])
  }
}
