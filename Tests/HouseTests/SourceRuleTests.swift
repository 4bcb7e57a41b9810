import Foundation
import Testing

/// Rules that no compiler and no linter holds.
@Suite struct SourceRuleTests {
  @Test func `the sources are found`() {
    #expect(House.sources.count > 100)
    #expect(Set(House.sources.map(\.room)).isSuperset(of: House.drawing.keys))
  }

  @Test func `no shipped target has all of Foundation, which starts slowly and brings 50 MB`() throws {
    for file in House.sources {
      for (line, module) in try Imports.of(file) where module.hasPrefix("Foundation") {
        #expect(module == "FoundationEssentials", "\(file):\(line)")
      }
    }
  }

  @Test func `nothing prints past the checked output`() throws {
    #expect(try House.hits(#"\b(?:print|debugPrint|dump|puts|printf|fputs|putchar)\("#) == [])
  }

  @Test func `processes are started in one place, and through it only`() throws {
    let starts = try House.hits(#"\b(?:posix_spawnp?|v?fork|popen|execv\w*|execl\w*)\s*\(|\bsystem\(""#)
    #expect(starts.filter { !$0.hasPrefix("Sources/CLinux/") } == [])
    #expect(!starts.isEmpty)
    #expect(try House.hits(#"\bso_spawn\("#, in: House.sources.filter { $0.room != "CLinux" }).count == 1)
  }

  @Test func `no file grows without end`() {
    #expect(House.sources.filter { $0.lines.count > 300 }.map(\.path) == [])
    #expect(House.files(below: "Tests").filter { $0.lines.count > 400 }.map(\.path) == [])
  }

  @Test func `nothing in the project speaks of the workplace that it was written in`() throws {
    // Put together here, or this file would be found.
    let words = [
      "/wo" + "rk/", "../sha" + "red", "DESI" + "GN.md", "REQUIRE" + "MENTS.md", "PEE" + "RS.md",
      "/tm" + "p/claude",
    ]
    let skipped: Set = [".git", ".build", "Package.resolved"]
    let top = try FileManager.default.contentsOfDirectory(atPath: House.root).filter { name in
      !skipped.contains(name) && !name.hasPrefix(".build")
    }
    var looked = 0
    for name in top {
      let inside =
        FileManager.default.enumerator(atPath: "\(House.root)/\(name)")?.compactMap { $0 as? String } ?? []
      for path in inside.isEmpty ? [name] : inside.map({ "\(name)/\($0)" }) {
        guard let text = try? String(contentsOfFile: "\(House.root)/\(path)", encoding: .utf8) else {
          continue
        }
        looked += 1
        for word in words { #expect(!text.contains(word), "\(path): \(word)") }
      }
    }
    #expect(looked > 200)
  }
}
