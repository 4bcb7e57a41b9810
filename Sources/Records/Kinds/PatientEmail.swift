/// One e-mail address of a patient's folder, and whose it is (R018, R021).
public struct PatientEmail: Hashable, Sendable {
  /// Whose address it is.
  public enum Relation: String, CaseIterable, Sendable {
    /// The patient's own.
    case `self`
    /// A caregiver's.
    case caregiver
  }

  /// The address.
  public let address: EmailAddress
  /// Whose it is, when that was said.
  public let relation: Relation?

  /// An address.
  public init(_ address: EmailAddress, relation: Relation? = nil) {
    self.address = address
    self.relation = relation
  }

  /// The address as it stands in a record.
  public var json: JSONValue {
    ["address": .string(address.text), "relation": .text(relation?.rawValue)]
  }

  /// Reads the field `key`: a list whose items are objects or plain text, or one text with
  /// `;` between the addresses (R019). Equal addresses are kept once.
  public static func list(_ key: String, _ reader: inout ObjectReader) -> [PatientEmail] {
    guard let value = reader.value(key) else { return [] }
    var found: [PatientEmail] = []
    switch value {
    case .string(let text):
      do throws(Failure) {
        found = try EmailAddressList(parsing: text, field: key).addresses.map { PatientEmail($0) }
      } catch {
        error.fields.isEmpty ? reader.refuse(key, .valueInvalid, error.message) : reader.adopt(error.fields)
      }
    case .array(let items):
      for (index, item) in items.enumerated() {
        if let email = one("\(key)[\(index)]", item, &reader) { found.append(email) }
      }
    default:
      reader.refuse(key, .typeUnexpected, "text or a list is due, not \(value.typeName)")
    }
    // A set, since a hostile megabyte of addresses compared with each other takes hours.
    var seen: Set<EmailAddress> = []
    return found.filter { seen.insert($0.address).inserted }
  }

  private static func one(_ name: String, _ item: JSONValue, _ reader: inout ObjectReader) -> PatientEmail? {
    switch item {
    case .string(let text):
      guard let address = EmailAddress(text) else {
        reader.refuse(name, .valueInvalid, "is not an e-mail address")
        return nil
      }
      return PatientEmail(address)
    case .object(let object):
      var nested = ObjectReader(object, what: "e-mail", path: "\(reader.name(name)).")
      let address = nested.optional("address", "an e-mail address") { EmailAddress($0) }
      let relation = nested.optional("relation", "self or caregiver") { Relation(rawValue: $0) }
      if address == nil, nested.problems.isEmpty { nested.refuse("address", .required, "is mandatory") }
      do throws(Failure) { try nested.finish() } catch {
        reader.adopt(error.fields)
        return nil
      }
      return address.map { PatientEmail($0, relation: relation) }
    default:
      reader.refuse(name, .typeUnexpected, "text or an object is due, not \(item.typeName)")
      return nil
    }
  }
}
