/// One postal address of a patient's folder (R023).
public struct PostalAddress: Hashable, Sendable {
  /// What the address is for.
  public enum Kind: String, CaseIterable, Sendable {
    /// Where the patient lives.
    case home
    /// Where the patient works.
    case work
    /// Where bills go.
    case billing
    /// Something else.
    case other
  }

  /// What the address is for.
  public let type: Kind
  /// Street and number, or a post office box.
  public let street: String
  /// City.
  public let city: String
  /// State, province or county.
  public let region: String?
  /// Postal code.
  public let postalCode: String?
  /// Country, two letters of ISO 3166-1 in capitals.
  public let country: String?

  /// The longest part in bytes.
  public static let maximumPartLength = 200

  /// Reads an address's fields; each that is missing or wrong becomes a problem of `reader`.
  public init(reading reader: inout ObjectReader) {
    type = reader.required("type", "one of home, work, billing, other", standIn: .other) {
      Kind(rawValue: $0)
    }
    street = reader.line("street", limit: Self.maximumPartLength)
    city = reader.line("city", limit: Self.maximumPartLength)
    region = reader.optionalLine("region", limit: Self.maximumPartLength)
    postalCode = reader.optionalLine("postal_code", limit: 20)
    country = reader.optional("country", "a country's two letters, as in US") { text in
      let isCode =
        text.utf8.count == 2
        && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
      return isCode ? text : nil
    }
  }

  /// Reads an address that stands alone.
  ///
  /// - Throws: `record_invalid` with one problem for each field.
  public init(json: JSONObject) throws(Failure) {
    var reader = ObjectReader(json, what: "address")
    self.init(reading: &reader)
    try reader.finish()
  }

  /// The address as it stands in a record.
  public var json: JSONValue {
    [
      "type": .string(type.rawValue), "street": .string(street), "city": .string(city),
      "region": .text(region), "postal_code": .text(postalCode), "country": .text(country),
    ]
  }
}
