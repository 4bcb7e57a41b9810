import NetClient
import Notices
import Profile
import Records
import SFTP
import SecondOpinion
import Sending
import SystemPackage
import TestSupport
import Testing

/// The tables of the manual are those of the sources, both ways.
@Suite struct TableTests {
  @Test func `second-opinion(7) lists every code with its status and meaning`() throws {
    let items = ManualPage.items(try ManualPage("second-opinion.7").section("DIAGNOSTICS"))
    let listed = items.map { "\($0.name) \($0.note) \($0.text)" }
    let due = Failure.Code.all.map { "\($0.word) \($0.exit.rawValue) \($0.meaning)" }
    #expect(Set(due).subtracting(listed).isEmpty)
    #expect(Set(listed).subtracting(due).isEmpty)
    #expect(items.map(\.name) == items.map(\.name).sorted())
    #expect(Set(due).count == Failure.Code.all.count)
  }

  @Test func `so-ftpsend(1) lists every code of servers, mail and transfers, and which are tried again`()
    throws
  {
    let items = ManualPage.items(try ManualPage("so-ftpsend.1").section("DIAGNOSTICS"))
    let listed = items.map { "\($0.name) \($0.note) \($0.text)" }
    let codes =
      Failure.Code.aboutServers + Failure.Code.ofSFTP + Failure.Code.ofNetClient
      + Failure.Code.ofNotices
      + Failure.Code.ofSending
    let due = Set(codes).map { code in
      let again = TransferQueue.triesAgain(after: code) ? ", again" : ""
      return "\(code.word) \(code.exit.rawValue)\(again) \(code.meaning)"
    }
    #expect(Set(due).subtracting(listed).sorted() == [])
    #expect(Set(listed).subtracting(due).sorted() == [])
    #expect(items.map(\.name) == items.map(\.name).sorted())
  }

  @Test func `second-opinion(7) lists the exit statuses that there are`() throws {
    let listed = try Self.statuses("second-opinion.7")
    #expect(listed == Set(Failure.Code.all.map(\.exit.rawValue) + [0, 1]))
    for tool in Tool.names { #expect(try Self.statuses("\(tool).1").isSubset(of: listed), "\(tool)") }
  }

  @Test func `so-settings(5) lists every setting, its meaning, and whether it is secret`() throws {
    let items = ManualPage.items(try ManualPage("so-settings.5").section("SETTINGS"))
    #expect(
      items.map { "\($0.name) \($0.note) \($0.text)" }
        == SettingKey.all.map { "\($0.name) \($0.isSecret ? "secret" : "") \($0.meaning)" })
  }

  @Test func `R074 the default profile among the examples is one, and has no secret`() throws {
    let bytes = try TemporaryFolder.bytes(ManualPage.package.appending("examples").appending("default.ini"))
    let profile = try SettingsText(ini: bytes)
    #expect(profile[.serverURL] != nil && profile[.mailURL] != nil && profile[.supportPhone] != nil)
    #expect(!profile.lines.contains { $0.key.isSecret })
  }

  @Test func `second-opinion(7) names every environment variable of ours`() throws {
    let page = try ManualPage("second-opinion.7").section("ENVIRONMENT").joined(separator: "\n")
    let used = try Sources.matches(of: #/"((?:SO|XDG)_[A-Z_]+)"/#)
    #expect(!used.isEmpty)
    for variable in used { #expect(page.contains(variable), "\(variable)") }
  }

  private static func statuses(_ page: String) throws -> Set<Int32> {
    Set(
      try ManualPage(page).section("EXIT STATUS").filter { $0.hasPrefix(".It ") }.compactMap {
        Int32($0.dropFirst(4))
      })
  }
}
