import Platform
import SystemPackage
import TestSupport
import Testing

/// What every page has.
@Suite struct PageTests {
  static let pages =
    Tool.names.map { "\($0).1" } + ["sod.5", "so-json.5", "so-settings.5", "second-opinion.7"]

  @Test func `these are the pages`() throws {
    let names = try FileSystem.names(in: ManualPage.package.appending("man")).map(\.string)
    #expect(names.sorted() == Self.pages.sorted())
  }

  @Test(arguments: pages)
  func `mandoc finds nothing to warn of`(_ page: String) throws {
    let lint = try StockProgram("mandoc").run(["-T", "lint", "-W", "warning", ManualPage.path(page).string])
    #expect(lint.status == 0 && lint.text.isEmpty, "\(lint.text)")
  }

  @Test(arguments: pages)
  func `a page has the sections that a reader looks for`(_ page: String) throws {
    let sections = try ManualPage(page).lines.filter { $0.hasPrefix(".Sh ") }.map { String($0.dropFirst(4)) }
    let due = ["NAME", "DESCRIPTION", "EXAMPLES", "SEE ALSO"]
    let ofTools = ["SYNOPSIS", "OPTIONS", "FILES", "EXIT STATUS"]
    for title in page.hasSuffix(".1") ? due + ofTools : due { #expect(sections.contains(title), "\(title)") }
  }

  @Test(arguments: pages)
  func `a page refers to pages of ours only that there are`(_ page: String) throws {
    for line in try ManualPage(page).lines where line.contains("Xr so") || line.contains("Xr second") {
      let words = line.split(separator: " ").map(String.init)
      for (index, word) in words.enumerated() where word.hasSuffix("Xr") {
        let name = words[index + 1] + "." + words[index + 2]
        #expect(!name.hasPrefix("so") || Self.pages.contains(name), "\(line)")
      }
    }
  }
}
