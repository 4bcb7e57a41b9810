/// A JSON value as the records use it.
///
/// Numbers are whole: times are RFC 3339 text, money is in minor units, sizes are bytes.
/// A fraction in the input is therefore an error and not rounded.
public enum JSONValue: Hashable, Sendable {
  /// `null`: the value is absent.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number of at most 64 bits.
  case integer(Int64)
  /// Text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// An object with its keys in order.
  case object(JSONObject)
}

extension JSONValue {
  /// The text, or `null` for `nil`: absent values are written, never left out.
  public static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

  /// The number, or `null` for `nil`.
  public static func number(_ value: Int64?) -> JSONValue { value.map(JSONValue.integer) ?? .null }

  /// The time as RFC 3339 text, or `null` for `nil`.
  public static func time(_ value: Timestamp?) -> JSONValue { text(value?.rfc3339) }

  /// The word for this value's type in error messages.
  public var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .integer: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A boolean.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object with the keys in the order written; an equal key written later wins.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements))
  }
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
}
