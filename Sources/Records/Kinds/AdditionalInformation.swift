/// The Additional Patient Information section of a folder (R014): phones and postal addresses.
public struct AdditionalInformation: Hashable, Sendable {
  /// The phones, in the order in which they were given (R022).
  public let phones: [PatientPhone]
  /// The postal addresses, in the order in which they were given (R023).
  public let addresses: [PostalAddress]

  /// The section with nothing in it.
  public static let none = AdditionalInformation(phones: [], addresses: [])

  /// The section with these values.
  public init(phones: [PatientPhone], addresses: [PostalAddress]) {
    self.phones = phones
    self.addresses = addresses
  }

  /// Reads the section under `key`, which a record may lack: those of the first version do.
  public init(_ key: String, reading reader: inout ObjectReader) {
    guard let object = reader.optionalObject(key) else {
      self = .none
      return
    }
    var nested = ObjectReader(object, what: "additional information", path: reader.name("\(key)."))
    phones = nested.objects("phones", what: "phone") { PatientPhone(reading: &$0) }
    addresses = nested.objects("addresses", what: "address") { PostalAddress(reading: &$0) }
    var seen: Set<PhoneNumber> = []
    for (index, phone) in phones.enumerated() where !seen.insert(phone.number).inserted {
      nested.refuse("phones[\(index)].number", .valueInvalid, "is in the list twice")
    }
    do throws(Failure) { try nested.finish() } catch { reader.adopt(error.fields) }
  }

  /// The section as it stands in a record.
  public var json: JSONValue {
    ["phones": .array(phones.map(\.json)), "addresses": .array(addresses.map(\.json))]
  }

  /// The section with a phone; one of the same number is replaced in its place, and stays
  /// tested when its type and its carrier are the same.
  public func adding(_ phone: PatientPhone) -> AdditionalInformation {
    var phones = phones
    if let index = phones.firstIndex(where: { $0.number == phone.number }) {
      let old = phones[index]
      phones[index] =
        phone.smsVerifiedAt == nil && phone.isTestedAs(old)
        ? phone.verified(at: old.smsVerifiedAt) : phone
    } else {
      phones.append(phone)
    }
    return AdditionalInformation(phones: phones, addresses: addresses)
  }

  /// The section with each phone tested as it is in `other`, and not as a form or another clinic
  /// says.
  public func tested(as other: AdditionalInformation) -> AdditionalInformation {
    let tested = Dictionary(other.phones.map { ($0.number, $0) }) { first, _ in first }
    let phones = phones.map { phone in
      let known = tested[phone.number].flatMap { phone.isTestedAs($0) ? $0.smsVerifiedAt : nil }
      return phone.verified(at: known)
    }
    return AdditionalInformation(phones: phones, addresses: addresses)
  }

  /// The section without the phone of this number; `nil` when it has none.
  public func removing(_ number: PhoneNumber) -> AdditionalInformation? {
    let rest = phones.filter { $0.number != number }
    return rest.count == phones.count ? nil : AdditionalInformation(phones: rest, addresses: addresses)
  }

  /// The section with an address behind the others; one that is there already is not added again.
  public func adding(_ address: PostalAddress) -> AdditionalInformation {
    addresses.contains(address)
      ? self : AdditionalInformation(phones: phones, addresses: addresses + [address])
  }

  /// The section without the address at `position`, counted from 1; `nil` when it has none there.
  public func removingAddress(at position: Int) -> AdditionalInformation? {
    guard addresses.indices.contains(position - 1) else { return nil }
    var rest = addresses
    rest.remove(at: position - 1)
    return AdditionalInformation(phones: phones, addresses: rest)
  }
}
