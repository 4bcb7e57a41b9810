extension JSONObject {
  /// The object with a merge patch applied (RFC 7396): `null` takes a key away, an object is
  /// merged into the one that is there, and anything else, lists too, stands in its place.
  public func merging(_ patch: JSONObject) -> JSONObject {
    var result = self
    for (key, value) in patch.pairs {
      switch value {
      case .null: result[key] = nil
      case .object(let nested):
        var base = JSONObject()
        if case .object(let object)? = result[key] { base = object }
        result[key] = .object(base.merging(nested))
      default: result[key] = value
      }
    }
    return result
  }
}
