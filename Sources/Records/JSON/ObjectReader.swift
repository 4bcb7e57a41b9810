/// Reads the fields of one object and remembers every problem, so that a person who filled
/// in a form learns of all of them at once and not of one at each try (R009).
///
/// Each getter returns a stand-in after it has noted a problem; `finish()` throws before
/// any stand-in can be used.
public struct ObjectReader {
  private let object: JSONObject
  private let what: String
  private let path: String
  private var known: [String] = []

  /// What was wrong so far.
  public private(set) var problems: [FieldProblem] = []

  /// Reads `object`; `what` names it in messages, `path` is put before its keys.
  public init(_ object: JSONObject, what: String, path: String = "") {
    self.object = object
    self.what = what
    self.path = path
  }

  /// The field's path for error messages.
  public func name(_ key: String) -> String { path + key }

  /// Marks `key` as known without reading it.
  public mutating func ignore(_ key: String) { known.append(key) }

  /// Notes a problem with `key`.
  public mutating func refuse(_ key: String, _ code: Failure.Code, _ message: String) {
    problems.append(FieldProblem(name(key), code, message))
  }

  /// Takes over the problems of a nested reader or of a nested record.
  public mutating func adopt(_ nested: [FieldProblem]) { problems += nested }

  /// The value of `key`, with `null` and a missing key both `nil`.
  public mutating func value(_ key: String) -> JSONValue? {
    known.append(key)
    let value = object[key]
    return value == .null ? nil : value
  }

  /// Text, or `nil` when absent.
  public mutating func optionalText(_ key: String) -> String? {
    switch value(key) {
    case nil: return nil
    case .string(let text)?: return text
    case let other?:
      refuse(key, .typeUnexpected, "text is due, not \(other.typeName)")
      return nil
    }
  }

  /// Text that must be there and not be empty.
  public mutating func text(_ key: String) -> String {
    let before = problems.count
    if let text = optionalText(key), !text.isEmpty { return text }
    if problems.count == before { refuse(key, .required, "is mandatory") }
    return ""
  }

  /// A whole number, or `nil` when absent.
  public mutating func optionalInteger(_ key: String) -> Int64? {
    switch value(key) {
    case nil: return nil
    case .integer(let number)?: return number
    case let other?:
      refuse(key, .typeUnexpected, "a number is due, not \(other.typeName)")
      return nil
    }
  }

  /// A whole number that must be there.
  public mutating func integer(_ key: String) -> Int64 {
    let before = problems.count
    if let number = optionalInteger(key) { return number }
    if problems.count == before { refuse(key, .required, "is mandatory") }
    return 0
  }

  /// A number of things or of bytes, never negative, or `nil` when absent.
  public mutating func optionalCount(_ key: String) -> Int64? {
    guard let number = optionalInteger(key) else { return nil }
    if number >= 0 { return number }
    refuse(key, .valueInvalid, "is negative")
    return nil
  }

  /// A number of things or of bytes that must be there, never negative.
  public mutating func count(_ key: String) -> Int64 {
    let before = problems.count
    if let number = optionalCount(key) { return number }
    if problems.count == before { refuse(key, .required, "is mandatory") }
    return 0
  }

  /// A boolean, or `nil` when absent.
  public mutating func optionalBool(_ key: String) -> Bool? {
    switch value(key) {
    case nil: return nil
    case .bool(let flag)?: return flag
    case let other?:
      refuse(key, .typeUnexpected, "true or false is due, not \(other.typeName)")
      return nil
    }
  }

  /// A boolean that must be there.
  public mutating func bool(_ key: String) -> Bool {
    let before = problems.count
    if let flag = optionalBool(key) { return flag }
    if problems.count == before { refuse(key, .required, "is mandatory") }
    return false
  }

  /// A list; an absent one is empty.
  public mutating func list(_ key: String) -> [JSONValue] {
    switch value(key) {
    case nil: return []
    case .array(let values)?: return values
    case let other?:
      refuse(key, .typeUnexpected, "a list is due, not \(other.typeName)")
      return []
    }
  }

  /// An object, or `nil` when absent.
  public mutating func optionalObject(_ key: String) -> JSONObject? {
    switch value(key) {
    case nil: return nil
    case .object(let object)?: return object
    case let other?:
      refuse(key, .typeUnexpected, "an object is due, not \(other.typeName)")
      return nil
    }
  }

  /// Text turned into a value by a failable initialiser, or `nil` when absent.
  ///
  /// - Parameter due: what the text must be, as in `an RFC 3339 time`.
  public mutating func optional<Value>(_ key: String, _ due: String, _ make: (String) -> Value?) -> Value? {
    guard let text = optionalText(key) else { return nil }
    if let value = make(text) { return value }
    refuse(key, .valueInvalid, "is not \(due)")
    return nil
  }

  /// Text turned into a value that must be there; `standIn` is returned after a problem was
  /// noted and never survives `finish()`.
  public mutating func required<Value>(
    _ key: String, _ due: String, standIn: @autoclosure () -> Value, _ make: (String) -> Value?
  ) -> Value {
    let before = problems.count
    // What a form sends for a field that nobody filled in.
    if case .string(let text)? = value(key), text.trimmingBlanks.isEmpty {
      refuse(key, .required, "is mandatory")
      return standIn()
    }
    if let value = optional(key, due, make) { return value }
    if problems.count == before { refuse(key, .required, "is mandatory") }
    return standIn()
  }

  /// A SHA-256 as 64 hexadecimal digits in lower case, the only spelling that is written.
  public mutating func sha256(_ key: String) -> String {
    required(key, "a SHA-256 of 64 hexadecimal digits", standIn: "") { text in
      Hex.decode(text)?.count == 32
        && text.utf8.allSatisfy { $0 >= UInt8(ascii: "a") || $0 <= UInt8(ascii: "9") }
        ? text : nil
    }
  }

  /// An RFC 3339 time that must be there.
  public mutating func time(_ key: String) -> Timestamp {
    required(key, "an RFC 3339 time", standIn: Timestamp(milliseconds: 0)) { Timestamp(rfc3339: $0) }
  }

  /// An RFC 3339 time, or `nil` when absent.
  public mutating func optionalTime(_ key: String) -> Timestamp? {
    optional(key, "an RFC 3339 time") { Timestamp(rfc3339: $0) }
  }

  /// An identifier that must be there.
  public mutating func identifier<Kind>(_ key: String, _ kind: Kind.Type = Kind.self) -> Identifier<Kind> {
    required(key, "an identifier \(Kind.prefix)-…", standIn: .random()) { Identifier<Kind>($0) }
  }

  /// An identifier, or `nil` when absent.
  public mutating func optionalIdentifier<Kind>(_ key: String, _ kind: Kind.Type = Kind.self) -> Identifier<
    Kind
  >? {
    optional(key, "an identifier \(Kind.prefix)-…") { Identifier<Kind>($0) }
  }

  /// A time, an identifier and the like are checked; now every problem and every key that
  /// nobody asked for is thrown together.
  ///
  /// - Throws: `record_invalid` with one entry for each refused field.
  public mutating func finish() throws(Failure) {
    for key in object.keys where !known.contains(key) {
      problems.append(FieldProblem(name(JSONReader.printable(key)), .keyUnknown, "\(what) has no such key"))
    }
    known = object.keys
    guard !problems.isEmpty else { return }
    let count = problems.count == 1 ? "1 field is" : "\(problems.count) fields are"
    throw Failure(.recordInvalid, "the \(what) record is refused: \(count) wrong", fields: problems)
  }
}

extension ObjectReader {
  /// A list of texts; an absent one is empty.
  public mutating func texts(_ key: String) -> [String] {
    var texts: [String] = []
    for (index, value) in list(key).enumerated() {
      if case .string(let text) = value {
        texts.append(text)
      } else {
        refuse("\(key)[\(index)]", .typeUnexpected, "text is due, not \(value.typeName)")
      }
    }
    return texts
  }

  /// A list of identifiers; an absent one is empty.
  public mutating func identifiers<Kind>(_ key: String, _ kind: Kind.Type = Kind.self) -> [Identifier<Kind>] {
    texts(key).enumerated().compactMap { index, text in
      if let id = Identifier<Kind>(text) { return id }
      refuse("\(key)[\(index)]", .valueInvalid, "is not an identifier \(Kind.prefix)-…")
      return nil
    }
  }

  /// A list of objects, each read by `make`; an absent one is empty.
  public mutating func objects<Value>(
    _ key: String, what: String, _ make: (inout ObjectReader) -> Value?
  ) -> [Value] {
    var values: [Value] = []
    for (index, item) in list(key).enumerated() {
      guard case .object(let object) = item else {
        refuse("\(key)[\(index)]", .typeUnexpected, "an object is due, not \(item.typeName)")
        continue
      }
      var nested = ObjectReader(object, what: what, path: "\(name(key))[\(index)].")
      let value = make(&nested)
      do throws(Failure) {
        try nested.finish()
        if let value { values.append(value) }
      } catch { adopt(error.fields) }
    }
    return values
  }
}
