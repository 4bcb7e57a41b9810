import Foundation
import Testing

/// The package held against the drawing in `README.md`, both ways.
@Suite struct DrawingTests {
  private static let manifest = Result { try Manifest() }
  private static let umbrella = "SecondOpinion"
  private static let products: Set = ["SystemPackage", "ArgumentParser", "Crypto"]

  @Test func `the drawing is found, and each room in it uses rooms that are drawn`() {
    #expect(House.drawing.count > 10)
    for (room, uses) in House.drawing {
      for use in uses { #expect(House.drawing[use] != nil, "\(room) uses \(use), which is not drawn") }
    }
  }

  @Test func `no arrow leads back to where it came from`() {
    for room in House.drawing.keys {
      #expect(!House.reachable(from: room).contains(room), "\(room) uses itself")
    }
  }

  @Test func `the rooms of the package are those of the drawing`() throws {
    let targets = Set(try Self.manifest.get().targets.map(\.name))
    #expect(targets.subtracting(House.drawing.keys) == [Self.umbrella], "built and not drawn")
    #expect(Set(House.drawing.keys).subtracting(targets) == [], "drawn and not built")
  }

  @Test func `every arrow is there, and there is no other`() throws {
    for target in try Self.manifest.get().targets where target.name != Self.umbrella {
      let drawn = House.drawing[target.name] ?? []
      let rooms = target.dependencies.subtracting(Self.products).subtracting(House.wrappers.keys)
      #expect(drawn.subtracting(rooms) == [], "drawn arrows of \(target.name) that the package has not")
      #expect(
        rooms.subtracting(House.reachable(from: target.name)) == [],
        "arrows of \(target.name) that are not drawn")
    }
  }

  @Test func `each C library is seen by its wrapper only`() throws {
    let manifest = try Self.manifest.get()
    for (library, wrapper) in House.wrappers {
      #expect(manifest.others.contains(library))
      #expect(manifest.targets.filter { $0.dependencies.contains(library) }.map(\.name) == [wrapper])
    }
    for file in House.sources {
      for (_, module) in try Imports.of(file) where House.wrappers[module] != nil {
        #expect(House.wrappers[module] == file.room, "\(file) imports \(module)")
      }
    }
  }

  @Test func `the argument parser is seen by the command line only`() throws {
    for target in try Self.manifest.get().targets where target.dependencies.contains("ArgumentParser") {
      #expect(target.isTool || target.name == "CommandLineKit", "\(target.name)")
    }
  }

  /// A second library of cryptography: it would make every tool larger and slower to start.
  private static let hybrid = "AgeHybrid"

  @Test func `swift-crypto is seen by the post-quantum room only, and so-sod alone links that`() throws {
    let targets = try Self.manifest.get().targets
    #expect(targets.filter { $0.dependencies.contains("Crypto") }.map(\.name) == [Self.hybrid])
    #expect(targets.filter { $0.dependencies.contains(Self.hybrid) }.map(\.name) == ["so-sod"])
  }

  @Test func `the umbrella has every room but the post-quantum one, and no tool`() throws {
    let targets = try Self.manifest.get().targets
    let rooms = Set(targets.filter { !$0.isTool }.map(\.name))
      .subtracting([Self.umbrella, "CommandLineKit", Self.hybrid])
    let umbrella = try #require(targets.first { $0.name == Self.umbrella })
    #expect(umbrella.dependencies == rooms)
    let exported = try House.sources.filter { $0.room == Self.umbrella }.flatMap { try Imports.of($0) }.map(
      \.module)
    #expect(Set(exported) == rooms)
  }

  @Test func `a file imports only rooms that lie below its own`() throws {
    let system: Set = ["Glibc", "Synchronization", "FoundationEssentials"]
    for file in House.sources where file.room != Self.umbrella {
      var allowed = House.reachable(from: file.room).union(system)
      allowed.formUnion(House.wrappers.filter { $0.value == file.room }.keys)
      if allowed.contains("Platform") || file.room == "Platform" { allowed.insert("SystemPackage") }
      if allowed.contains("CommandLineKit") || file.room == "CommandLineKit" {
        allowed.insert("ArgumentParser")
      }
      if file.room == Self.hybrid { allowed.insert("Crypto") }
      for (line, module) in try Imports.of(file) {
        #expect(allowed.contains(module), "\(file):\(line) imports \(module)")
      }
    }
  }
}

/// The modules that a Swift file imports.
enum Imports {
  static func of(_ file: House.SourceFile) throws -> [(line: Int, module: String)] {
    guard file.path.hasSuffix(".swift") else { return [] }
    return try file.hits(#"^\s*([@\w()]+\s+)*import\s"#).compactMap { number, text in
      // One declaration may be named: `import struct Foundation.Date`.
      let words = text.components(separatedBy: "import ").last?.split(separator: " ") ?? []
      return words.last?.split(separator: ".").first.map { (number, String($0)) }
    }
  }
}
