internal import Keys
internal import Records

/// One line of what a signed event says about members and keys.
///
/// The lines stand in clear: they are read, and their signatures checked, before any key is
/// known. They hold public keys and hashes only.
enum MemberStatement: Hashable {
  /// The store's id and format; the first line of the first event and of no other.
  case store(StoreID, format: Int64)
  /// A new epoch and the commitment to its store key.
  case epoch(Int64, commitment: [UInt8])
  /// A new member. `claim` is the hash of a token that the wrap holds, for a member whose
  /// signing key is not known yet.
  case member(
    MemberID, MemberRole, X25519PublicKey, signer: Ed25519PublicKey?, claim: [UInt8]?, label: [UInt8])
  /// The store key of an epoch, wrapped to a member, by its hash.
  case wrap(epoch: Int64, MemberID, SHA256Digest)
  /// A member's label is sealed anew, by its hash.
  case label(MemberID, SHA256Digest)
  /// A member is removed.
  case removal(MemberID)
  /// A member without a signing key names one and shows the token.
  case claim(MemberID, Ed25519PublicKey, token: [UInt8])

  static func bytes(_ lines: [MemberStatement]) -> [UInt8] {
    Array(lines.map { $0.line + "\n" }.joined().utf8)
  }

  /// Reads lines written by `bytes`; `nil` for anything else.
  static func parse(_ bytes: [UInt8]) -> [MemberStatement]? {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else { return nil }
    var lines: [MemberStatement] = []
    for line in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      guard
        let statement = parse(
          line: line.split(separator: " ", omittingEmptySubsequences: false).map(String.init))
      else { return nil }
      lines.append(statement)
    }
    // What is read must be the only text for it, or one hash could stand for two meanings.
    return Self.bytes(lines) == bytes ? lines : nil
  }

  private var line: String {
    func hex(_ bytes: [UInt8]?) -> String { bytes.map { Hex.encode($0) } ?? "-" }
    switch self {
    case .store(let id, let format): return "store \(id) \(format)"
    case .epoch(let number, let commitment): return "epoch \(number) \(hex(commitment))"
    case .member(let id, let role, let recipient, let signer, let claim, let label):
      return
        "member \(id) \(role.rawValue) \(hex(recipient.bytes)) \(hex(signer?.bytes)) \(hex(claim)) \(hex(label))"
    case .wrap(let epoch, let member, let hash): return "wrap \(epoch) \(member) \(hash.hex)"
    case .label(let id, let hash): return "label \(id) \(hash.hex)"
    case .removal(let id): return "remove \(id)"
    case .claim(let id, let signer, let token): return "claim \(id) \(hex(signer.bytes)) \(hex(token))"
    }
  }

  private static func parse(line words: [String]) -> MemberStatement? {
    switch (words.first, words.count) {
    case ("store", 3): return parseStore(words)
    case ("epoch", 3):
      guard let number = Int64(words[1]), let commitment = Hex.decode(words[2]) else { return nil }
      return .epoch(number, commitment: commitment)
    case ("member", 7): return parseMember(words)
    case ("wrap", 4):
      guard let epoch = Int64(words[1]), let member = MemberID(words[2]),
        let hash = SHA256Digest(hex: words[3])
      else { return nil }
      return .wrap(epoch: epoch, member, hash)
    case ("label", 3):
      guard let member = MemberID(words[1]), let hash = SHA256Digest(hex: words[2]) else { return nil }
      return .label(member, hash)
    case ("remove", 2): return MemberID(words[1]).map { .removal($0) }
    case ("claim", 4):
      guard let member = MemberID(words[1]), let signer = Hex.decode(words[2]).flatMap(Ed25519PublicKey.init),
        let token = Hex.decode(words[3])
      else { return nil }
      return .claim(member, signer, token: token)
    default: return nil
    }
  }

  private static func parseStore(_ words: [String]) -> MemberStatement? {
    guard let id = StoreID(words[1]), let format = Int64(words[2]) else { return nil }
    return .store(id, format: format)
  }

  private static func parseMember(_ words: [String]) -> MemberStatement? {
    guard let id = MemberID(words[1]), let role = MemberRole(rawValue: words[2]),
      let recipient = Hex.decode(words[3]).flatMap(X25519PublicKey.init), let label = Hex.decode(words[6])
    else { return nil }
    let signer = words[4] == "-" ? nil : Hex.decode(words[4]).flatMap(Ed25519PublicKey.init)
    let claim = words[5] == "-" ? nil : Hex.decode(words[5])
    guard signer != nil || words[4] == "-", claim != nil || words[5] == "-" else { return nil }
    return .member(id, role, recipient, signer: signer, claim: claim, label: label)
  }
}
