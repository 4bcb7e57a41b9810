import Records
import Testing

@testable import NetClient

/// The rules of text messages, without a server.
@Suite struct SMSTests {
  @Test(arguments: [
    ("+49 30 1234567", "+49301234567"), ("(310) 802-6300", "+13108026300"), ("310-802-6300", "+13108026300"),
    ("1 310 802 6300", "+13108026300"), ("+1 555 555 0100", "+15555550100"),
  ])
  func `R024 a number is sent to with its country code`(_ written: String, _ due: String) throws {
    #expect(try SMSNumber(try #require(PhoneNumber(written))).text == due)
  }

  @Test(arguments: ["030 1234567", "5550101", "110", "1234567890", "+030123456", "+49 30"])
  func `R024 a number without a country code outside of North America is refused`(_ written: String) throws {
    let number = try #require(PhoneNumber(written))
    do throws(Failure) {
      let called = try SMSNumber(number)
      Issue.record("\(called.text)")
    } catch { #expect(error.code == .smsNumberInvalid) }
  }

  @Test func `R178 a text is one message of the GSM alphabet`() throws {
    #expect(try SMSText(String(repeating: "ü", count: 160)).text.count == 160)
    #expect(try SMSText(String(repeating: "€", count: 80)).text.count == 80)
    for text in [
      "", String(repeating: "a", count: 161), String(repeating: "€", count: 81), "naïve", "李", "tab\t", "“",
    ] {
      do throws(Failure) {
        _ = try SMSText(text)
        Issue.record("\(text)")
      } catch { #expect(error.code == .smsInvalid) }
    }
  }

  @Test(arguments: [
    ("https://api.twilio.com/2010-04-01", "https://api.twilio.com:443/2010-04-01"),
    ("HTTPS://127.0.0.1:8443/", "https://127.0.0.1:8443"), ("https://[::1]:1", "https://[::1]:1"),
  ])
  func `a service's address is read`(_ text: String, _ due: String) throws {
    #expect(try HTTPSURL(parsing: text).text == due)
  }

  @Test(arguments: [
    "http://api.twilio.com", "https://", "https://user:secret@host", "https://host/?a=b", "https://host/#a",
    "https://host:0", "https://host:99999", "https://ho st", "https://host/a b", "api.twilio.com",
    "https://host/../x", "ftp://host", "https://host\n", "",
  ])
  func `what is not TLS, or has more than host and path, is no service's address`(_ text: String) {
    do throws(Failure) {
      Issue.record("\(try HTTPSURL(parsing: text))")
    } catch {
      #expect(error.code == .serviceURLInvalid)
      #expect(!error.message.contains("secret"))
    }
  }

  @Test(arguments: ["+15555550100", "Clinic", "MG0123456789abcdef0123456789abcdef", "+49 30 1234567"])
  func `a sender is a number, a name or a pool`(_ text: String) throws { _ = try SMSSender(parsing: text) }

  @Test(arguments: ["", "12345", "A very long name", "Cl&inic", "MG&To=+1"])
  func `what is no sender is refused`(_ text: String) {
    do throws(Failure) { Issue.record("\(try SMSSender(parsing: text))") } catch {
      #expect(error.code == .smsInvalid)
    }
  }

  private static let url = try? HTTPSURL(parsing: "https://sms.example")

  private typealias Case = (status: Int, body: String, word: String, exit: Int32)
  private static let answers: [Case] = [
    (201, #"{"sid":"SM1","status":"queued"}"#, "", 0),
    (200, #"{"sid":"SM1","status":"accepted","price":null}"#, "", 0),
    (201, #"{"sid":"SM1","status":"failed","error_code":30006}"#, "sms_rejected", 65),
    (201, #"{"status":"queued"}"#, "service_answer_invalid", 76),
    (201, #"{"sid":"SM 1"}"#, "service_answer_invalid", 76),
    (201, "<html>", "service_answer_invalid", 76), (100, "", "service_answer_invalid", 76),
    (302, "", "service_url_invalid", 78), (404, "", "service_url_invalid", 78),
    (400, #"{"code":21211,"message":"+1 555 is no number"}"#, "sms_rejected", 65),
    (400, "", "sms_rejected", 65), (422, "{}", "sms_rejected", 65),
    (401, "", "sms_auth_failed", 77), (403, "", "sms_auth_failed", 77),
    (429, "", "sms_deferred", 75), (500, "", "sms_deferred", 75), (503, "{}", "sms_deferred", 75),
  ]

  @Test(arguments: answers.indices)
  func `R178 4xx is for good except 429, 5xx is for now`(_ index: Int) throws {
    let due = Self.answers[index]
    let url = try #require(Self.url)
    do throws(Failure) {
      let answer = try SMSAnswer(HTTPSAnswer(status: due.status, body: due.body), from: url)
      #expect(due.word.isEmpty && answer.id == "SM1")
    } catch {
      #expect(error.code.word == due.word)
      #expect(error.code.exit.rawValue == due.exit)
      // The service's words name the number.
      #expect(!error.message.contains("555"))
    }
  }

  @Test func `a request survives the wire, and a field cannot begin another`() throws {
    let account = try SMSAccount(
      url: try #require(Self.url), account: "AC1", token: "se&cret", from: try SMSSender(parsing: "Clinic"))
    let number = try SMSNumber(try #require(PhoneNumber("+15555550100")))
    let task = account.task(SMSMessage(to: number, try SMSText("a&To=+1é=%")))
    #expect(task.url.text == "https://sms.example:443/Accounts/AC1/Messages.json")
    #expect(task.encodedForm == "To=%2B15555550100&From=Clinic&Body=a%26To%3D%2B1%C3%A9%3D%25")
    let read = try NetRequest(json: NetRequest(id: 3, .https(task)).json)
    guard case .https(let other) = read.task else {
      Issue.record("not https")
      return
    }
    #expect(other.json == task.json)
    #expect(!"\(account)".contains("se&cret"))
  }

  @Test(arguments: [
    #"{"kind":"https"}"#, #"{"kind":"sms","https":{}}"#, #"{"kind":"https","https":{"url":"https://x"}}"#,
  ])
  func `a request that is not whole is refused`(_ text: String) throws {
    var object = try JSONObject(parsing: Array(text.utf8))
    object["schema"] = .string(NetRequest.schema)
    object["id"] = 1
    do throws(Failure) { Issue.record("\(try NetRequest(json: object))") } catch {
      #expect(error.code == .recordInvalid)
    }
  }
}
