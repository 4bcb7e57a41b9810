import Records
import TestSupport
import Testing

@testable import Profile

@Suite struct SettingsTests {
  /// Values that a naive writer or reader of INI files loses or changes.
  static let values = [
    "plain", "with blanks inside", " leading", "trailing ", "\ttab\t", "\"quoted\"", "\"", "\\", "a\\b",
    "a=b",
    "=", "[section]", "# no comment", "; no comment", "a # b", "über – €", "a\"b", "\"\u{301}x ", "\u{301}x ",
    "\u{600}", "x\u{600} ", " \u{600}", "two\nlines", "two\r\nlines", "\n[mail]\nfrom = evil@example.org",
    "\\n", " \\n ", "\u{A0}", "\u{2028}", "👩‍⚕️ ",
  ]

  @Test(arguments: values)
  func `R077 a value comes out of the INI file as it went in`(_ value: String) throws {
    var settings = SettingsText()
    settings[.mailPassword] = value
    settings[.serverURL] = "sftp://a@b/c"
    let read = try SettingsText(ini: settings.ini)
    #expect(read[.mailPassword].map { Array($0.utf8) } == Array(value.utf8))
    #expect(read.ini == settings.ini)
  }

  @Test func `R077 the file is INI: sections, keys, values, in a fixed order`() {
    var settings = SettingsText()
    settings[.mailFrom] = "clinic@clinic.example"
    settings[.mailURL] = "smtp://mail.example"
    settings[.serverURL] = "sftp://a@b/c"
    let text =
      "[server]\nurl = sftp://a@b/c\n\n[mail]\nurl = smtp://mail.example\nfrom = clinic@clinic.example\n"
    #expect(String(decoding: settings.ini, as: UTF8.self) == text)
    #expect(SettingsText().ini.isEmpty)
  }

  @Test func `comments, blank lines, blanks around and CR LF are read`() throws {
    let text = "; a\r\n# b\r\n\r\n [mail] \r\n  url =  smtp://m  \r\nfrom=a@b.example\r\n"
    let settings = try SettingsText(ini: Array(text.utf8))
    #expect(settings[.mailURL] == "smtp://m")
    #expect(settings[.mailFrom] == "a@b.example")
  }

  @Test func `every damaged line is found, and a byte order mark is passed over`() throws {
    let text = "\u{FEFF}[mail]\nurl\nfrom = a@b.example\ncolour = red\nfrom = c@d.example\nuser = \"x\n"
    let (settings, damage) = try SettingsText.reading(ini: Array(text.utf8))
    #expect(settings[.mailFrom] == "a@b.example")
    #expect(damage.map(\.number) == [2, 4, 5, 6])
    #expect(try SettingsText(ini: [0xEF, 0xBB, 0xBF] + Array("[mail]\nurl = x\n".utf8))[.mailURL] == "x")
  }

  @Test(arguments: [
    ("[mail]\nurl\n", "line 2 of the settings is neither a section nor a setting"),
    ("url = x\n", "line 1 of the settings names a setting that does not exist"),
    ("[mail]\nsecret-thing = hunter2\n", "line 2 of the settings names a setting that does not exist"),
    ("[mail]\nurl = a\nurl = b\n", "line 3 of the settings sets a setting for the second time"),
    ("[mail]\npassword = \"hunter2\n", "line 2 of the settings has a quote that does not end"),
    ("[mail]\npassword = \"hunter2\" x\n", "line 2 of the settings has a quote that does not end"),
    ("[mail]\npassword = \"hunter2\\\n", "line 2 of the settings has a quote that does not end"),
  ])
  func `R077 a damaged file is refused by line number, and its content is not told`(
    _ text: String, _ message: String
  ) throws {
    let failure = try #require(refusal { try SettingsText(ini: Array(text.utf8)) })
    #expect(failure.code == .settingsDamaged)
    #expect(failure.message == message)
  }

  @Test func `settings that are not UTF-8 are refused`() {
    #expect(refusal { try SettingsText(ini: [0x5B, 0xFF]) }?.code == .settingsDamaged)
  }

  @Test func `R077 exactly the passwords are secret`() {
    #expect(
      SettingKey.all.filter(\.isSecret).map(\.name) == [
        "server.passphrase", "server.password", "mail.password", "sms.token",
      ])
  }

  @Test func `a missing setting is told with the command that sets it`() throws {
    let secret = try #require(refusal { try Settings().required(.mailPassword) })
    #expect(secret.code == .settingMissing)
    #expect(secret.hint == "so-ftpsend config set mail.password --value-file FILE")
    #expect(refusal { try Settings().required(.mailURL) }?.hint == "so-ftpsend config set mail.url VALUE")
  }

  @Test func `every setting is found by its name, and no other`() {
    for key in SettingKey.all { #expect(SettingKey(name: key.name) == key) }
    for name in ["", "mail", "mail.", ".url", "Mail.URL", "mail.url "] {
      #expect(SettingKey(name: name) == nil)
    }
    #expect(Set(SettingKey.all.map(\.name)).count == SettingKey.all.count)
  }
}
