import Glibc
import Platform
import Records
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Folders

@Suite struct FileCheckTests {
  let clinic: TestClinic
  let patient: Patient
  private typealias S = SampleContent

  init() throws {
    clinic = try TestClinic()
    patient = try clinic.add()
  }

  private var today: CivilDate { clinic.time.now().date }

  private func file(_ name: String, _ bytes: [UInt8]) throws -> FilePath {
    try clinic.folder.file(name, bytes)
  }

  private func check(
    _ paths: [FilePath], profile: UploadProfile = .folder, template: String? = nil
  ) throws -> [FileCheck] {
    let checker = FileChecker(
      nil, today: today, guesses: true, template: template.flatMap { RenameTemplate($0) })
    return try paths.map { try checker.check(UploadItem(checking: $0, profile: profile)) }
  }

  private func errors(_ checks: [FileCheck]) -> [[String]] { checks.map { $0.errors.map(\.code.word) } }
  private func warnings(_ checks: [FileCheck]) -> [[String]] { checks.map { $0.warnings.map(\.code) } }

  @Test func `R041 R056 each file is told what put would say, without a store`() throws {
    let fifo = clinic.folder("fifo")
    #expect(unsafe fifo.withPlatformString { unsafe mkfifo($0, 0o600) } == 0)
    let loop = clinic.folder("loop")
    #expect(unsafe loop.withPlatformString { unsafe symlink("loop", $0) } == 0)
    let checks = try check([
      try file("MRI_2025-08-21.pdf", S.pdf), try file("empty", []), clinic.folder("missing"), fifo, loop,
      "/dev/null", clinic.folder.path, try file("a.pdf", S.png), try file("a.sh", S.text("x")),
      try file("b.pdf", S.pdf + S.zipEnd), try file("c.png", S.png + S.pdf),
    ])
    #expect(
      errors(checks) == [
        [], ["empty_file"], ["no_such_file"], ["not_a_regular_file"], ["no_such_file"],
        ["not_a_regular_file"],
        ["is_a_directory"], ["type_mismatch"], ["type_not_allowed"], ["type_ambiguous"], ["type_ambiguous"],
      ])
    #expect(checks.map(\.fields).map { $0["ok"] } == checks.map { .bool($0.errors.isEmpty) })
    #expect(checks[0].mediaType == "application/pdf")
    #expect(checks[0].warnings.isEmpty)
    // It is what put says, too.
    let put = try clinic.put([clinic.folder("a.pdf"), clinic.folder("c.png")], into: patient)
    #expect(put.map { $0.failure?["code"] } == ["type_mismatch", "type_ambiguous"])
  }

  @Test func `R051 R056 what a person may better is a warning, and the file is fine`() throws {
    let tiny = S.png + [0, 0, 0, 64, 0, 0, 0, 64]
    let checks = try check([
      try file("IMG_0001.png", tiny), try file("MRI_Brain.pdf", S.pdf + S.text("1")),
      try file("Letter_2025-08-21.pdf", S.pdf + S.text("trailer<</Encrypt 5 0 R>>")),
      try file("two\nlines_2025-08-21.txt", S.text("x")),
      try file("Copy of MRI_Brain.pdf", S.pdf + S.text("1")),
      try file("IM0001", S.dicom),
    ])
    #expect(errors(checks) == [[], [], [], [], [], []])
    #expect(
      warnings(checks) == [
        ["image_tiny", "name_not_descriptive"], ["name_not_descriptive"], ["pdf_encrypted"], ["name_unusual"],
        ["duplicate", "name_not_descriptive"], [],
      ])
    #expect(checks[4].warnings[0].message.hasSuffix("MRI_Brain.pdf, too"))
  }

  @Test func `copies are found by their content, and only files of one size are read`() throws {
    let same = [UInt8](repeating: 7, count: 5000)
    let checks = try check([
      try file("a", same), try file("b", same.dropLast() + [8]), try file("c", same.dropLast()),
      try file("d", same), try file("e", same),
    ])
    #expect(warnings(checks).map { $0.contains("duplicate") } == [false, false, false, true, true])
  }

  @Test func `R043 R044 a request's limits are those of put, over what the folder has`() throws {
    let paths = try (0..<12).map { try file("f\($0).pdf", S.pdf + S.text("\($0)")) }
    #expect(errors(try check(paths, profile: .request)).map(\.isEmpty) == (0..<12).map { $0 < 10 })
    try clinic.put(paths[..<3].map { UploadItem(file: $0, into: patient.id, profile: .request) })
    let checker = FileChecker(clinic.store, today: today)
    let checks = try paths.map {
      try checker.check(UploadItem(file: $0, into: patient.id, profile: .request))
    }
    #expect(checks.map(\.already) == (0..<12).map { $0 < 3 })
    #expect(errors(checks).flatMap(\.self) == ["too_many_files", "too_many_files"])
    #expect(checker.requestDocuments(of: patient.id) == 10)
    let large = try file("large.txt", S.pdf)
    #expect(unsafe large.withPlatformString { unsafe truncate($0, 5 << 30) } == 0)
    #expect(errors(try check([large], profile: .request)) == [["file_too_large", "type_not_allowed"]])
    // Nothing was written, and looking was no event.
    #expect(try clinic.actions().filter { $0.hasPrefix("document.") }.count == 3)
  }

  @Test func `R047 R051 categories and names are proposed, and no file is touched`() throws {
    let path = try file("scan.pdf", S.pdf)
    #expect(
      unsafe path.withPlatformString { name in
        var times = [timeval(tv_sec: 1_755_734_400, tv_usec: 0), timeval(tv_sec: 1_755_734_400, tv_usec: 0)]
        return unsafe utimes(name, &times)
      } == 0)
    let checks = try check(
      [path, try file("blood test.pdf", S.pdf), try file("MRI_Brain_2025-08-21.pdf", S.pdf)],
      template: "{category}_{name}_{date}_{number}.{ending}")
    #expect(checks.map(\.categoryGuess) == [nil, .lab, .image])
    #expect(checks[0].proposedName == "document__2025-08-21_001.pdf")
    #expect(checks[1].proposedName?.hasPrefix("lab_blood_test_") == true)
    #expect(checks[2].proposedName == nil)
    #expect(try FileStatus(at: path) != nil)
  }

  @Test func `R052 the newest are chosen by the date in the name, else by that of the content`() throws {
    let paths =
      try [
        "MRI_2025-08-21.pdf", "MRI_2024-01-01.pdf", "CT_2025-08-21.pdf", "20260101.pdf", "undated.pdf",
      ].map { try file($0, S.pdf) } + [clinic.folder("missing_2026-11-01.pdf")]
    _ = unsafe paths[4].withPlatformString { name in
      var times = [timeval(tv_sec: 1_750_000_000, tv_usec: 0), timeval(tv_sec: 1_750_000_000, tv_usec: 0)]
      return unsafe utimes(name, &times)
    }
    let select = { (limit: Int, newest: Bool) in
      FilePlanner.plan(paths, limit: limit, newest: newest, today: today).map(\.plan)
    }
    #expect(select(3, true).map(\.selected) == [true, false, true, true, false, false])
    #expect(select(2, true).map(\.selected) == [true, false, false, true, false, false])
    #expect(select(4, true).map(\.selected) == [true, false, true, true, true, false])
    #expect(select(2, false).map(\.selected) == [true, true, false, false, false, false])
    #expect(select(99, true).map(\.selected) == [true, true, true, true, true, false])
    let plans = select(1, true)
    #expect(plans.map { $0.dateSource } == [.name, .name, .name, .name, .modified, nil])
    #expect(plans[4].date?.iso8601 == "2025-06-15")
    #expect(plans[5].failure?["code"] == "no_such_file")
    #expect(try plans.map { try FilePlan(json: $0.json) } == plans)
  }
}
