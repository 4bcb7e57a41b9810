import Testing

/// The runner itself: a script that must fail does fail, at the right line, with the right words.
@Suite struct RunnerTests {
  private func failure(_ text: String) throws -> ScriptFailure? {
    do {
      try ScriptRun.run(try Script(parsing: text))
      return nil
    } catch let failure as ScriptFailure {
      return failure
    }
  }

  static let wrong: [(script: String, line: Int, message: String)] = [
    ("exec true\nexec false", 2, "exits 1, and 0 was due"),
    ("exits 1 true", 1, "exits 0, and 1 was due"),
    ("exits 3 sh 'exit 4'", 1, "exits 4, and 3 was due"),
    ("exits 0 sh 'kill -9 $$'", 1, "exits 137, and 0 was due"),
    ("sh 'false | true'", 1, "exits 1, and 0 was due"),
    ("sh 'echo $UNSET_NAME'", 1, "UNSET_NAME: unbound variable"),
    ("exec no-such-program", 1, "no such program"),
    ("requires no-such-program", 1, "not installed"),
    ("exits x true", 1, "not an exit code"),
    ("true", 1, "not a command"),
    ("! exec true", 1, "`!` does not go with exec"),
    ("exec echo a\nstdout b", 2, "stdout does not match: b"),
    ("exec echo a\n! stdout a", 2, "stdout matches, and must not"),
    ("exec echo a\n! stdout", 2, "stdout is not empty"),
    ("sh 'echo a >&2'\n! stderr", 2, "stderr is not empty"),
    ("sh 'echo a >&2'\nstdout a", 2, "stdout does not match"),
    ("exec echo a\nstdout -count=2 a", 2, "1 matches, and 2 were due"),
    ("exec echo ab\nstdout '^b'", 2, "does not match"),
    ("cmp a b\n-- a --\nx\n-- b --\ny", 1, "differ from byte 1 on"),
    ("cmp a b\n-- a --\nx\n-- b --\nx\ny", 1, "differ from byte 3 on"),
    ("! cmp a b\n-- a --\nx\n-- b --\nx", 1, "are equal"),
    ("cmp a b\n-- a --\nx", 1, "b: cannot be read"),
    ("exists a", 1, "a does not exist"),
    ("! exists a\n-- a --", 1, "a exists, and must not"),
    ("chmod 644 a\nexists -mode=0600 a\n-- a --", 2, "mode 0644, and 0600 was due"),
    ("exec echo '{\"a\":1,\"a\":1}'\njson .a 1", 2, "key_duplicate"),
    ("exec echo '{\"a\":\"done!\"}'\njson .a done", 2, ".a is not so"),
    ("exec echo '{\"a\":1}'\njson .b", 2, ".b is not so"),
    ("exec echo '{\"a\":1}'\n! json .a", 2, ".a is so, and must not be"),
    ("exec printf '{\"a\":1}\\n{\"a\":2}\\n'\njson .a 1", 2, "stdout has 2 lines"),
    ("exec printf '{\"a\":1}\\n{\"a\":2}\\n'\njson -all .a 1", 2, ".a is not so"),
    ("exec printf '{\"a\":1}\\n{\"a\":2}\\n'\njson -any .a 3", 2, ".a is not so"),
    ("exec printf '{\"a\":1}'\njson .a 1", 2, "no newline"),
    ("exec true\njson -all .a 1", 2, "stdout has no line"),
    ("exec echo '{}'\ncapture ID .id", 2, ".id is not there"),
    ("nogrep d secret\n-- d/e/f --\na secret", 1, "e/f has secret"),
    ("nogrep d secret\n-- d/secret.txt --\na", 1, "the name secret.txt has secret"),
    ("mkdir d\nnogrep d secret", 2, "has no file"),
    ("exec echo $NOTHING", 1, "$NOTHING is not set"),
    ("cp a b", 1, "a: cannot be read"),
    ("mkdir", 1, "missing"),
    ("cd a b", 1, "not a directory"),
    ("background b sh -c 'exit 3'\nwait b", 2, "b exits 3, and 0 was due"),
    ("background b sleep 60", 1, "never waited for"),
    ("wait b", 1, "b is not running"),
    ("peer nobody", 1, "not a kind of peer"),
    ("peer mail -tls=x", 1, "-tls=x is none of"),
    ("stop MAIL", 1, "no peer MAIL is running"),
    ("peer mail\npeer mail", 2, "a peer MAIL runs already"),
    ("stdin a b", 1, "a: cannot be read"),
    ("exec true\nunset HOME HOME\nexec echo $HOME", 3, "$HOME is not set"),
  ]

  @Test(arguments: wrong)
  func `a wrong script fails`(_ script: String, _ line: Int, _ message: String) throws {
    let failure = try #require(try failure(script))
    #expect(failure.command.line == line)
    #expect(failure.description.contains(message))
  }

  @Test func `a failure shows the command and both outputs`() throws {
    let failure = try #require(try failure("\n# why\nexits 2 sh 'echo out; echo err >&2'"))
    #expect(failure.command.line == 3)
    #expect(failure.description.contains("exits 2 sh 'echo out; echo err >&2'"))
    #expect(failure.description.contains("[stdout]\nout\n"))
    #expect(failure.description.contains("[stderr]\nerr\n"))
  }

  static let unreadable: [(script: String, line: Int)] = [
    ("exec echo 'a\n\n", 1), ("exec echo a\\b", 1), ("\nexec ${X", 2), ("exec ${X@Q}", 1), ("!", 1),
    ("exec true\n-- ../x --\n", 0), ("exec true\n-- /x --\n", 0),
  ]

  @Test(arguments: unreadable)
  func `a script that cannot be read is refused with its line`(_ script: String, _ line: Int) throws {
    let error = try #require(throws: ScriptSyntaxError.self) { try Script(parsing: script) }
    #expect(error.line == line)
  }

  @Test func `a child finds nothing of the caller's environment but the search path`() throws {
    #expect(
      try failure(
        """
        exec env
        ! stdout '^SO_'
        stdout "^HOME=${WORK@R}/home$"
        stdout "^XDG_DATA_HOME=${WORK@R}/home/.local/share$"
        stdout '^TZ=UTC$'
        stdout '^LC_ALL=C.UTF-8$'
        exec pwd
        stdout "^${WORK@R}$"
        """) == nil)
  }

  @Test func `a mail peer started twice has two names`() throws {
    #expect(
      try failure(
        """
        peer mail
        peer mail SECOND -tls=implicit
        exec echo $MAIL_URL $SECOND_URL
        stdout '^smtp://127.0.0.1:\\d+ smtps://127.0.0.1:\\d+$'
        exists $MAIL_CA $SECOND_CA
        """) == nil)
  }
}
