/// A JSON object whose keys are unique and keep their order.
///
/// Records have some twenty keys, so a list that is searched is quicker than a hash table
/// and writes itself in the order in which `so-json(5)` documents it.
public struct JSONObject: Hashable, Sendable {
  private var members: [Member] = []

  private struct Member: Hashable, Sendable {
    let key: String
    var value: JSONValue
  }

  /// An empty object.
  public init() {}

  /// An object of `pairs` in their order; of equal keys the last value wins at the first place.
  public init(_ pairs: [(String, JSONValue)]) {
    members.reserveCapacity(pairs.count)
    for (key, value) in pairs { self[key] = value }
  }

  /// The keys in order.
  public var keys: [String] { members.map(\.key) }

  /// The number of keys.
  public var count: Int { members.count }

  /// The value of `key`; a new key goes to the end, `nil` removes one.
  public subscript(key: String) -> JSONValue? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Adds a key that is known to be new.
  mutating func append(_ key: String, _ value: JSONValue) {
    members.append(Member(key: key, value: value))
  }

  /// The keys with their values, in order.
  public var pairs: [(key: String, value: JSONValue)] { members.map { ($0.key, $0.value) } }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// An object with the keys in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
