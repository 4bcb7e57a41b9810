import Records
import Testing

@Suite struct FailureTests {
  @Test func `codes are one when their words are`() {
    let same = Failure.Code("usage", .software, "another meaning")
    #expect(same == .usage)
    #expect(same.hashValue == Failure.Code.usage.hashValue)
    #expect(Failure.Code("usag", .usage, Failure.Code.usage.meaning) != .usage)
  }

  @Test func `failures are one when everything about them is`() {
    let failure = Failure(.usage, "a", hint: "b")
    #expect(failure == Failure(.usage, "a", hint: "b"))
    #expect(failure != Failure(.usage, "a"))
    #expect(failure != Failure(.jsonInvalid, "a", hint: "b"))
    #expect(failure != Failure(.usage, "a", hint: "b", fields: [FieldProblem("f", .required, "")]))
  }

  @Test func `a context and a hint are added without losing the rest`() {
    let fields = [FieldProblem("f", .required, "is mandatory")]
    let failure = Failure(.recordInvalid, "is refused", hint: "old", fields: fields)
    #expect(
      failure.prefixed("x.json") == Failure(.recordInvalid, "x.json: is refused", hint: "old", fields: fields)
    )
    #expect(failure.hinting("new") == Failure(.recordInvalid, "is refused", hint: "new", fields: fields))
  }

  @Test func `the words of this room are unique, with an exit status of sysexits`() {
    let codes = Failure.Code.ofRecords
    #expect(Set(codes.map(\.word)).count == codes.count)
    for code in codes {
      #expect((64...78).contains(code.exit.rawValue))
      #expect(!code.meaning.isEmpty && !code.meaning.hasSuffix("."))
    }
  }

  @Test func `exit statuses have the numbers of sysexits h`() {
    let numbers: [(Records.ExitStatus, Int32)] = [
      (.success, 0), (.someFailed, 1), (.usage, 64), (.dataError, 65), (.noInput, 66), (.unavailable, 69),
      (.software, 70), (.cannotCreate, 73), (.ioError, 74), (.tryAgain, 75), (.protocolError, 76),
      (.noPermission, 77), (.configuration, 78),
    ]
    for (status, number) in numbers { #expect(status.rawValue == number) }
  }
}
