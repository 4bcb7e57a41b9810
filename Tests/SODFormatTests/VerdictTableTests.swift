import AgeFormat
import Fuzzing
import Keys
import Platform
import Records
import Testing

@testable import SODFormat

/// What can be wrong with a container, told apart: each case has a code of its own, which a script
/// that receives containers can act on.
@Suite struct VerdictTableTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let code: Failure.Code
    let exit: Records.ExitStatus
    var message = ""
    let make: @Sendable (Fixture) throws -> (file: [UInt8], reader: Identity, policy: SODPolicy?)
  }

  static let cases: [Case] = [
    Case(
      testDescription: "truncated at byte N", code: .truncated, exit: .dataError,
      message: "ends at byte 70001,"
    ) {
      (Array(try $0.pack().prefix(70_001)), $0.reader, nil)
    },
    Case(testDescription: "wrong key", code: .wrongKey, exit: .noPermission) {
      (try $0.pack(), Identity.generate(at: Fixture.now), nil)
    },
    Case(testDescription: "altered", code: .altered, exit: .dataError) {
      var file = try $0.pack()
      file[70_000] ^= 1
      return (file, $0.reader, nil)
    },
    Case(testDescription: "bad signature", code: .badSignature, exit: .noPermission) {
      let file = try $0.forge { archive in
        archive.entries[1].content[0] ^= 1
        try archive.recomputeSums()
      }
      return (file, $0.reader, nil)
    },
    Case(testDescription: "unknown signer", code: .unknownSigner, exit: .noPermission) {
      (try $0.pack(), $0.reader, SODPolicy(trusted: [$0.other.signer], now: Fixture.now))
    },
    Case(testDescription: "unsigned", code: .unsigned, exit: .noPermission) {
      (try $0.forge { archive in archive.entries.removeLast() }, $0.reader, nil)
    },
    Case(testDescription: "not listed", code: .notListed, exit: .dataError) {
      (try $0.forge { archive in archive.entries.append(ForgeryTests.file) }, $0.reader, nil)
    },
    Case(testDescription: "missing", code: .missingEntry, exit: .dataError) {
      (try $0.forge { archive in archive.entries.remove(at: try archive["patients/"]) }, $0.reader, nil)
    },
    Case(testDescription: "expired", code: .expired, exit: .dataError) {
      (
        try $0.pack(expires: Fixture.now), $0.reader,
        SODPolicy(trusted: [$0.sender.signer], now: Fixture.now.advanced(bySeconds: 1))
      )
    },
    Case(testDescription: "readdressed", code: .readdressed, exit: .noPermission) {
      let outsider = Identity.generate(at: Fixture.now)
      let plain = try Age.decrypt(try $0.pack(), with: [$0.reader])
      return (try Age.encrypt(plain, to: [outsider.ageRecipient]), outsider, nil)
    },
    Case(testDescription: "no container", code: .containerInvalid, exit: .dataError) {
      (try Age.encrypt([1, 2, 3], to: [$0.reader.ageRecipient]), $0.reader, nil)
    },
    Case(testDescription: "no age file", code: .ageHeaderInvalid, exit: .dataError) {
      (Array("PK\u{3}\u{4}".utf8), $0.reader, nil)
    },
  ]

  @Test(arguments: cases) func `verify and unpack say what is wrong by one code`(one: Case) throws {
    let fixture = Fixture()
    let (file, reader, policy) = try one.make(fixture)
    let failure = try fixture.verdict(file, as: reader, policy)
    #expect(failure?.code == one.code)
    #expect(failure?.code.exit == one.exit)
    #expect(
      one.message.isEmpty || failure?.message.contains(one.message) == true, "\(failure?.message ?? "")")
  }

  @Test func `no two cases share a code`() {
    #expect(Set(Self.cases.map(\.code)).count == Self.cases.count)
  }
}
