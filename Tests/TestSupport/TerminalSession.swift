/// A command on a terminal of its own, at which somebody answers its questions.
public enum TerminalSession {
  /// What is awaited on the terminal, and what is typed then. The line feed is added.
  public typealias Answer = (awaits: String, types: String)

  /// Runs `command`, a text for `sh`, to its end.
  ///
  /// - Returns: its exit status, and in `text` all that stood on the terminal.
  public static func run(_ command: String, answers: [Answer]) throws -> StockProgram.Outcome {
    let typed = answers.flatMap { [$0.awaits, $0.types] }
    return try StockProgram("python3").run(["-c", script, command] + typed)
  }

  /// Each answer is typed once its question is there, and only what came after the one before
  /// counts; an answer whose question never comes is a failure.
  private static let script = """
    import os, pty, sys
    command, answers = sys.argv[1], sys.argv[2:]
    process, terminal = pty.fork()
    if process == 0:
        os.execvp("sh", ["sh", "-c", command])
    shown, fresh = b"", b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            piece = b""
        if not piece:
            break
        shown += piece
        fresh += piece
        if answers and answers[0].encode() in fresh:
            os.write(terminal, answers[1].encode() + b"\\n")
            answers, fresh = answers[2:], b""
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    sys.stdout.buffer.write(shown)
    if answers:
        sys.exit("nothing asked: " + answers[0])
    sys.exit(status if status >= 0 else 128 - status)
    """
}
