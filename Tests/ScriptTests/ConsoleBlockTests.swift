import Testing

@Suite struct ConsoleBlockTests {
  @Test func `commands and their output are cut out of a text`() {
    let text = """
      # Title
      $ not this
      ```console
      $ printf 'a\\n' |
      a
      $ echo \\
          b
      b
      ```
      ```swift
      $ nor this
      ```
      ```console
      $ true
      ```
      """
    #expect(
      ConsoleBlock.blocks(inMarkdown: text) == [
        ConsoleBlock(line: 4, command: "printf 'a\\n' |", output: ["a"]),
        ConsoleBlock(line: 6, command: "echo \\\n    b", output: ["b"]),
        ConsoleBlock(line: 14, command: "true", output: []),
      ])
  }

  @Test func `the commands run one after the other, and a wrong one fails at its line`() throws {
    let text = "```console\n$ echo x >\"$HOME/file\"\n$ test \"$(cat \"$HOME/file\")\" = x\n$ false\n```"
    let failure = #expect(throws: ScriptFailure.self) {
      try ScriptRun.run(Script(console: ConsoleBlock.blocks(inMarkdown: text)))
    }
    #expect(failure?.command.line == 4)
  }
}
