import NetClient
import Records
import Testing

@Suite struct NetWireTests {
  private func mail(_ changes: JSONObject = [:]) -> JSONObject {
    var mail: JSONObject = [
      "server": "smtp://mail.example.org:587", "user": nil, "password": nil, "authority": nil,
      "connect_limit": 1000, "delivery_limit": 2000, "from": "a@example.org", "to": "b@example.org",
      "message": "Subject: x\r\n\r\ntext\r\n",
    ]
    for (key, value) in changes.pairs { mail[key] = value }
    return ["schema": "so.net.request/1", "id": 7, "kind": "mail", "mail": .object(mail)]
  }

  @Test func `a request is read as it was written`() throws {
    #expect(try NetRequest(json: mail()).json == mail())
  }

  @Test(
    arguments: [
      ["to": "b@example.org>\r\nRCPT TO:<c@example.org"], ["from": "a@example.org\r\nDATA"], ["to": ""],
      ["server": "http://mail.example.org"], ["user": "me"], ["surprise": 1],
      ["message": "a\n.\nMAIL FROM:<x@example.org>\r\n"], ["message": "a\r.\r\n"], ["message": "a\r\n.\n"],
      ["message": "no end"], ["message": "a\0\r\n"], ["message": "ü\r\n"], ["message": "a\r"],
      ["message": ""],
      ["message": .string(String(repeating: "x", count: 999) + "\r\n")],
    ] as [JSONObject])
  func `a request that could smuggle something is refused`(_ changes: JSONObject) {
    #expect(throws: Failure.self) { try NetRequest(json: mail(changes)) }
  }

  @Test func `a request of a kind that is not built is refused`() {
    var request = mail()
    request["kind"] = "sms"
    #expect(throws: Failure.self) { try NetRequest(json: request) }
    request = mail()
    request["mail"] = .null
    #expect(throws: Failure.self) { try NetRequest(json: request) }
  }

  @Test func `a response is read as it was written`() throws {
    let response = NetResponse(
      id: 3, failure: Failure(.mailRejected, "no", hint: "help"),
      reply: SMTPReply(code: 550, text: "5.1.1 no"))
    let read = try NetResponse(json: response.json)
    #expect(read.id == 3)
    #expect(read.failure == response.failure)
    #expect(read.reply == response.reply)
    #expect(try NetResponse(json: NetResponse(id: 4, failure: nil).json).failure == nil)
  }

  @Test(
    arguments: [
      ["error": ["code": "from_the_future", "message": "x", "hint": nil]], ["error": "x"],
      ["reply": ["code": 99, "text": ""]],
      ["id": nil], ["extra": 1],
    ] as [JSONObject])
  func `a response that is not understood is refused`(_ changes: JSONObject) {
    var json = NetResponse(id: 1, failure: nil).json
    for (key, value) in changes.pairs { json[key] = value }
    #expect(throws: Failure.self) { try NetResponse(json: json) }
  }
}
