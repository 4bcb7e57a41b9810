/// Puts the lines of FTP replies together (RFC 959, 4.2): unlike in SMTP, the lines in the middle
/// of a long one need not begin with the code.
public struct FTPReplyReader {
  private var code = 0
  private var lines: [String] = []
  private var length = 0

  /// Reads from the beginning of a session.
  public init() {}

  /// Takes a line without its end; gives the reply that it completes.
  public mutating func add(_ line: String) -> FTPReply? {
    let number = Int(line.prefix(3)).flatMap { (100...599).contains($0) ? $0 : nil }
    let rest = line.dropFirst(3)
    let isContinued = rest.hasPrefix("-")
    if code == 0 {
      guard let number, rest.isEmpty || isContinued || rest.hasPrefix(" ") else { return nil }
      code = number
    }
    let isMarked = number == code && (rest.isEmpty || isContinued || rest.hasPrefix(" "))
    let text = isMarked ? String(rest.dropFirst()) : line
    // A long reply is not kept for as long as a server likes to talk.
    length += text.utf8.count
    if length < 8000 { lines.append(text) }
    guard isMarked, !isContinued else { return nil }
    let reply = FTPReply(code: code, text: lines.joined(separator: "\n"))
    self = FTPReplyReader()
    return reply
  }
}
