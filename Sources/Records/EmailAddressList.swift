/// Several addresses as people write them into one field: `a@example.org; b@example.org`
/// (R018, R019).
public struct EmailAddressList: Hashable, Sendable {
  /// The addresses in the order in which they were written, each once.
  public let addresses: [EmailAddress]

  /// Wraps addresses; a later one that equals an earlier one is dropped.
  public init(_ addresses: [EmailAddress]) {
    var seen: Set<EmailAddress> = []
    self.addresses = addresses.filter { seen.insert($0).inserted }
  }

  /// Reads a field: parted by `;`, blanks around an address and empty parts dropped.
  ///
  /// - Parameter field: the field's name, for the problems.
  /// - Throws: `record_invalid` with a problem for each part that is no address, named
  ///   `field[n]` from 0; a part with a `,` is told that the separator is `;`.
  public init(parsing text: String, field: String = "emails") throws(Failure) {
    let parts = text.unicodeScalars.split(separator: ";").map(Self.trimmed).filter { !$0.isEmpty }
    var addresses: [EmailAddress] = []
    var problems: [FieldProblem] = []
    for (index, part) in parts.enumerated() {
      do throws(Failure) {
        // No address has a comma: it is the other habit of parting addresses.
        if part.contains(",") {
          throw Failure(.valueInvalid, "addresses are parted by `;`, not by `,`")
        }
        addresses.append(try EmailAddress(parsing: part))
      } catch {
        problems.append(FieldProblem("\(field)[\(index)]", error.code, error.message))
      }
    }
    if let first = problems.first {
      throw Failure(.recordInvalid, "\(first.field): \(first.message)", fields: problems)
    }
    self.init(addresses)
  }

  private static func trimmed(_ part: Substring.UnicodeScalarView) -> String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" }
    let front = part.drop(while: isBlank)
    let end = front.lastIndex { !isBlank($0) }.map { front.index(after: $0) } ?? front.startIndex
    return String(front[..<end])
  }
}
