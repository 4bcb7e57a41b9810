import CommandLineKit
import Records
import Testing

@Suite struct BatchOutcomeTests {
  private static let disk = Failure(.init("disk_full", .ioError, ""), "full")
  private static let input = Failure(.jsonInvalid, "bad")

  @Test(
    arguments: [
      (0, [], .success), (3, [], .success), (0, [disk], .ioError), (0, [input], .dataError),
      (1, [input], .someFailed),
      (0, [input, input], .someFailed), (0, [input, disk], .someFailed), (9, [disk, input], .someFailed),
    ] as [(Int, [Failure], Records.ExitStatus)])
  func `one item that fails alone gives its own status, some of several give 1`(
    _ done: Int, _ failures: [Failure], _ status: Records.ExitStatus
  ) {
    var outcome = BatchOutcome()
    for _ in 0..<done { outcome.succeed() }
    for failure in failures { outcome.fail(failure) }
    #expect(outcome.status == status)
    #expect(outcome.done == done)
    #expect(outcome.failed == failures.count)
  }
}
