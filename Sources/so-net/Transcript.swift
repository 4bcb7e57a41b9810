internal import NetClient

/// What was said in a session, without what is secret in it: of each command its first word alone.
struct Transcript {
  private(set) var exchanges: [FTPSAnswer.Exchange] = []
  private var reader = FTPReplyReader()
  private(set) var verb = ""

  mutating func said(_ line: [UInt8]) {
    let letters = line.prefix { (0x41...0x5A).contains($0 & 0xDF) || (0x30...0x39).contains($0) }
    verb = String(decoding: letters, as: UTF8.self).uppercased()
  }

  mutating func answered(_ line: [UInt8]) {
    let text = String(decoding: line.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self)
    guard let reply = reader.add(text) else { return }
    exchanges.append(FTPSAnswer.Exchange(verb: verb, reply: reply))
    if exchanges.count > 32 { exchanges.removeFirst() }
  }

  /// The last reply.
  var last: FTPReply? { exchanges.last?.reply }

  /// The port that the server named last for a file.
  var passivePort: UInt16? { exchanges.last { $0.reply.passivePlace != nil }?.reply.passivePlace?.port }

  /// Whether the user is logged in: a command was answered that comes after it, or the password was.
  var isLoggedIn: Bool {
    exchanges.contains { ($0.verb == "PASS" && $0.reply.isGood) || (!Self.ofLogin.contains($0.verb)) }
  }

  private static let ofLogin: Set<String> = ["", "AUTH", "USER", "PASS", "ACCT", "QUIT"]

  /// Whether a connection for a file has been spoken of.
  var isAboutData: Bool {
    ["EPSV", "PASV"].contains(verb) || exchanges.contains { $0.verb == "EPSV" || $0.verb == "PASV" }
  }
}
