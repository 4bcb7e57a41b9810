internal import Records

/// Takes out of a text what must not get into a ticket: secrets, addresses of people, whole ids
/// that open a link, the home's path. What is left of an address or an id still tells one from
/// another.
///
/// The same address has the same number throughout one mask.
struct TicketMask {
  private let replacements: [(text: String, by: String)]
  private var numbers: [String: Int] = [:]

  /// A mask.
  ///
  /// - Parameter secrets: they are also found in Base64, in hexadecimal and percent-encoded. One of
  ///   under four bytes is not looked for: it would be found everywhere and told by that.
  init(secrets: [String], home: String?) {
    var found: [(String, String)] = []
    for secret in secrets where secret.utf8.count >= 4 {
      let bytes = Array(secret.utf8)
      let forms = [
        secret, Base64.encode(bytes), Base64.encode(bytes, .unpadded), Hex.encode(bytes),
        Self.percentEncoded(bytes),
      ]
      found += forms.map { ($0, "***") }
    }
    // Longest first: a secret may hold another one.
    found.sort { $0.0.utf8.count > $1.0.utf8.count }
    if let home, home.utf8.count > 1 { found.append((home, "~")) }
    replacements = found
  }

  /// A text without them.
  mutating func text(_ text: String) -> String {
    var text = text
    for (secret, mark) in replacements where text.utf8.count >= secret.utf8.count {
      text = text.replacing(secret, with: mark)
    }
    return maskedIDs(maskedAddresses(text))
  }

  /// Every text of a value, at any depth; keys stay.
  mutating func value(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): return .string(self.text(text))
    case .array(let values): return .array(values.map { self.value($0) })
    case .object(let object): return .object(self.object(object))
    default: return value
    }
  }

  /// Every text of an object; its schema stays.
  mutating func object(_ object: JSONObject) -> JSONObject {
    var masked: JSONObject = [:]
    for (key, value) in object.pairs { masked[key] = key == "schema" ? value : self.value(value) }
    return masked
  }

  // MARK: Addresses

  /// Algorithms and extensions of SSH have names that look like addresses.
  private static let names: Set<String> = ["openssh.com", "libssh.org", "lysator.liu.se"]

  private mutating func maskedAddresses(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: "@")) else { return text }
    var result: [UInt8] = []
    var place = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "@") && index >= place {
      let local = bytes[place..<index].reversed().prefix(while: Self.isLocal).count
      let domain = bytes[(index + 1)...].prefix(while: Self.isDomain)
      let start = index - local
      guard local > 0, !domain.isEmpty, !Self.isInURL(bytes[..<start]),
        !Self.names.contains(String(decoding: domain, as: UTF8.self))
      else { continue }
      let address = String(decoding: bytes[start...index + domain.count], as: UTF8.self).lowercased()
      result += bytes[place..<start] + Array("[address \(number(address))]".utf8)
      place = index + 1 + domain.count
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  private mutating func number(_ address: String) -> Int {
    if let number = numbers[address] { return number }
    numbers[address] = numbers.count + 1
    return numbers.count
  }

  /// `sftp://USER@HOST` is a login at a server, which whoever mends it has to know.
  private static func isInURL(_ front: ArraySlice<UInt8>) -> Bool {
    front.suffix(3).elementsEqual("://".utf8)
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    isDomain(byte) || "!#$%&'*+=?^_`{|}~".utf8.contains(byte) || byte >= 0x80
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: byte >= 0x80
    }
  }

  // MARK: Ids

  /// `T-3R9MW0ZJ4N8QK2V7D5T1XAYHCB` becomes `T-3R9MW0ZJ…`: with a whole id somebody could fetch the
  /// file by its link.
  private func maskedIDs(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 28 else { return text }
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if place + 28 <= bytes.count, bytes[place + 1] == UInt8(ascii: "-"), Self.isCapital(bytes[place]),
        bytes[(place + 2)..<(place + 28)].allSatisfy(Self.isSymbol)
      {
        result += bytes[place..<(place + 10)] + Array("…".utf8)
        place += 28
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isSymbol(_ byte: UInt8) -> Bool {
    isCapital(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func percentEncoded(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      isDomain(byte) && byte < 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
        ? String(decoding: [byte], as: UTF8.self) : "%" + Hex.encode([byte]).uppercased()
    }.joined()
  }
}
