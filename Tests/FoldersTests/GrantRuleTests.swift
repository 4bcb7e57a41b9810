import Records
import TestSupport
import Testing

@testable import Folders

@Suite struct GrantRuleTests {
  private static let patient = PatientID.random()
  private static let begin = Timestamp(milliseconds: 1_795_514_400_000)

  private static func grant(
    files: Int64? = nil, bytes: Int64? = nil, used: (files: Int64, bytes: Int64) = (0, 0),
    category: DocumentCategory? = nil, isRevoked: Bool = false
  ) -> Grant {
    Grant(
      id: .random(), patient: patient, category: category, expires: begin.advanced(bySeconds: 3600),
      maximumFiles: files, maximumBytes: bytes, usedFiles: used.files, usedBytes: used.bytes,
      isRevoked: isRevoked, created: begin)
  }

  private static func code(
    _ grant: Grant, _ patient: PatientID = patient, _ category: DocumentCategory? = nil,
    at milliseconds: Int64 = 0
  ) -> Failure.Code? {
    refusal {
      try GrantRule.check(
        grant, for: patient, category: category,
        at: Timestamp(milliseconds: begin.milliseconds + milliseconds))
    }?.code
  }

  @Test(
    arguments: [
      (-1, nil), (0, nil), (3_599_999, nil), (3_600_000, Failure.Code.grantExpired),
      (3_600_001, .grantExpired), (1_000_000_000, .grantExpired),
    ] as [(Int64, Failure.Code?)])
  func `R054 a grant is good up to the instant at which it expires, and not at it`(
    _ milliseconds: Int64, _ code: Failure.Code?
  ) {
    #expect(Self.code(Self.grant(), at: milliseconds) == code)
    let moment = Timestamp(milliseconds: Self.begin.milliseconds + milliseconds)
    #expect(Self.grant().state(at: moment) == (code == nil ? .active : .expired))
  }

  @Test(
    arguments: [
      (nil, nil, nil), (nil, DocumentCategory.lab, nil), (DocumentCategory.lab, nil, nil), (.lab, .lab, nil),
      (.lab, .image, Failure.Code.grantMismatch),
    ] as [(DocumentCategory?, DocumentCategory?, Failure.Code?)])
  func `R054 a grant is for its category only, if it has one`(
    _ due: DocumentCategory?, _ given: DocumentCategory?, _ code: Failure.Code?
  ) {
    #expect(Self.code(Self.grant(category: due), Self.patient, given) == code)
  }

  @Test func `R054 a grant is for its folder only, and not for anything when it was taken back`() {
    #expect(Self.code(Self.grant(), .random()) == .grantMismatch)
    #expect(Self.code(Self.grant(isRevoked: true)) == .grantRevoked)
    #expect(Self.code(Self.grant(isRevoked: true), at: 4_000_000) == .grantRevoked)
    #expect(Self.grant(isRevoked: true).state(at: Self.begin.advanced(bySeconds: 4000)) == .revoked)
    // What it has used up is no matter for a file that is there already.
    #expect(Self.code(Self.grant(files: 1, used: (1, 1))) == nil)
  }

  /// The limits, what is used, the next file's bytes, and whether it is taken.
  @Test(
    arguments: [
      (nil, nil, 1_000_000, 1_000_000, 1_000_000, true), (2, nil, 1, 10, 10, true),
      (2, nil, 2, 10, 10, false),
      (nil, 100, 1, 90, 10, true), (nil, 100, 1, 90, 11, false), (nil, 100, 0, 0, 100, true),
      (nil, 100, 0, 0, 101, false), (1, 100, 0, 0, 101, false), (1, 100, 1, 0, 1, false),
      (nil, 100, 1, 100, 1, false), (nil, Int64.max, 1, 5, Int64.max, false), (nil, nil, 1, 5, .max, true),
    ] as [(Int64?, Int64?, Int64, Int64, Int64, Bool)])
  func `R054 a grant takes as many files and bytes as it says, and not one more`(
    _ files: Int64?, _ bytes: Int64?, _ usedFiles: Int64, _ usedBytes: Int64, _ next: Int64, _ isTaken: Bool
  ) {
    let grant = Self.grant(files: files, bytes: bytes, used: (usedFiles, usedBytes))
    if isTaken {
      let after = try? GrantRule.use(grant, bytes: next)
      #expect(after?.usedFiles == usedFiles + 1)
      #expect(
        after?.usedBytes == (usedBytes.addingReportingOverflow(next).overflow ? .max : usedBytes + next))
    } else {
      #expect(refusal { try GrantRule.use(grant, bytes: next) }?.code == .grantExhausted)
    }
  }

  @Test(
    arguments: [
      (0, nil, nil, false), (1, nil, nil, true), (31_622_400, nil, nil, true), (31_622_401, nil, nil, false),
      (-5, nil, nil, false), (60, 0, nil, false), (60, nil, 0, false), (60, -1, nil, false), (60, 1, 1, true),
    ] as [(Int64, Int64?, Int64?, Bool)])
  func `R054 a grant is for some time, at most a year, and for at least something`(
    _ seconds: Int64, _ files: Int64?, _ bytes: Int64?, _ isValid: Bool
  ) {
    let failure = refusal {
      try UploadGrants.Terms(seconds: seconds, files: files, bytes: bytes, category: nil)
    }
    #expect(failure?.code == (isValid ? nil : .valueInvalid))
  }

  @Test(arguments: [
    "", "GT-1", "G-00000000000000000000000000", "GT-00000000000000000000000000x", "\u{FEFF}GT-",
  ])
  func `R054 what is no token is a grant that nobody gave`(_ text: String) {
    #expect(refusal { try GrantToken(file: Array(text.utf8)) }?.code == .grantUnknown)
  }
}
