import Records
import Testing

@testable import SFTP

@Suite struct LocationTests {
  @Test(
    arguments: [
      ("sftp://anna@example.org/in/x.sod", "anna", "example.org", 22, "/in/x.sod"),
      ("SFTP://Example.ORG:2022/x", nil, "example.org", 2022, "/x"),
      ("sftp://a%40b@[2001:db8::1]:2022/x", "a@b", "2001:db8::1", 2022, "/x"),
      ("sftp://[fe80::1%eth0]/x", nil, "fe80::1%eth0", 22, "/x"),
      ("sftp://h", nil, "h", 22, "."), ("sftp://h/", nil, "h", 22, "/"),
      ("sftp://h/~/in/x", nil, "h", 22, "in/x"), ("sftp://h/~", nil, "h", 22, "."),
      ("sftp://h/a%20b%3F", nil, "h", 22, "/a b?"), ("sftp://h//x", nil, "h", 22, "//x"),
      ("sftp://h/a~b", nil, "h", 22, "/a~b"), ("sftp://h/%7E/x", nil, "h", 22, "x"),
    ] as [(String, String?, String, UInt16, String)])
  func `an address is taken apart`(
    text: String, user: String?, host: String, port: UInt16, path: String
  ) throws {
    let location = try SFTPLocation(parsing: text)
    #expect(location.user == user)
    #expect(location.endpoint.host == host && location.endpoint.port == port)
    #expect(location.path == RemotePath(path))
  }

  @Test func `a path that is not UTF-8 keeps its bytes`() throws {
    #expect(try SFTPLocation(parsing: "sftp://h/%FF").path.bytes == [0x2F, 0xFF])
  }

  @Test(arguments: [
    "", "example.org/x", "sftp:/h/x", "sftp:h", "sftp://", "sftp:///x", "sftp://@h/x", "sftp://u:secret@h/x",
    "sftp://:secret@h/x", "sftp://h:0/x", "sftp://h:65536/x", "sftp://h:/x", "sftp://h:2a/x", "sftp://h:+1/x",
    "sftp://[::1/x", "sftp://[h]/x", "sftp://[::1]2/x", "sftp://-oProxyCommand=x/x", "sftp://h/x?y",
    "sftp://h/x#y",
    "sftp://h/%", "sftp://h/%2", "sftp://h/%zz", "sftp://h/%00", "sftp://h/%0A", "sftp://h/a b",
    "sftp://h/a\nb",
    "sftp://h/~root/x", "sftp://u%0A@h/x", "sftp://u%FF@h/x", "sftp://a@b@c:x/", "sftp://h\u{7F}/",
    "sftp://h_ä/x",
    "sftp://.h/x",
  ])
  func `a malformed address is refused, and never repeated`(text: String) throws {
    let refused = try failure { _ = try SFTPLocation(parsing: text) }
    #expect(refused.code == .locationInvalid)
    #expect(!refused.message.contains("secret") && refused.hint?.contains("secret") != true)
  }

  @Test(arguments: ["ftp://h/x", "FTP://u:secret@h/x"])
  func `R079 plain ftp is refused, and why is said`(text: String) throws {
    let refused = try failure { _ = try SFTPLocation(parsing: text) }
    #expect(refused.code == .schemeRefused)
    #expect(refused.message.contains("in clear") && !refused.message.contains("secret"))
  }

  @Test(arguments: ["https://h/x", "ftps://h/x", "scp://h/x", "file:///x", "://h/x"])
  func `R079 another scheme is refused`(text: String) throws {
    #expect(try failure { _ = try SFTPLocation(parsing: text) }.code == .schemeRefused)
  }

  @Test(
    arguments: [
      ("h", "h", 22, "h"), ("H:2022", "h", 2022, "h:2022"), ("::1", "::1", 22, "::1"),
      ("[::1]", "::1", 22, "::1"), ("[::1]:9", "::1", 9, "[::1]:9"), ("h:22", "h", 22, "h"),
    ] as [(String, String, UInt16, String)])
  func `a host and port are read and written back`(text: String, host: String, port: UInt16, back: String)
    throws
  {
    let endpoint = try #require(SSHEndpoint(text))
    #expect(endpoint.host == host && endpoint.port == port)
    #expect(endpoint.description == back)
    #expect(SSHEndpoint(endpoint.description) == endpoint)
  }

  @Test func `paths are put together without escaping`() throws {
    let path = try #require(RemotePath("/in/x.sod"))
    #expect(path.name == Array("x.sod".utf8) && path.parent == RemotePath("/in"))
    #expect(path.sibling(Array("y".utf8)) == RemotePath("/in/y"))
    #expect(RemotePath("x")?.sibling(Array("y".utf8)) == RemotePath("y"))
    #expect(
      RemotePath("/x")?.parent == RemotePath("/") && RemotePath("/x")?.sibling([121]) == RemotePath("/y"))
    for name in ["", ".", "..", "a/b", "a\0"] { #expect(path.parent.appending(Array(name.utf8)) == nil) }
    #expect(RemotePath("") == nil && RemotePath("a\0b") == nil)
  }
}
