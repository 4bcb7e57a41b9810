public import Records
internal import SODFormat

/// Receipts in a mail as it was saved: the lines that are records, with quoted-printable undone.
///
/// Whatever else the mail says is passed over, and a line that is no receipt is none here; that a
/// receipt is a good one is for its signature to say.
public enum MailedReceipt {
  /// The receipts in `mail`, in its order.
  public static func records(in mail: [UInt8]) -> [JSONObject] {
    var found: [JSONObject] = []
    for text in [mail, unquoted(mail)] {
      for line in text.split(separator: 0x0A) {
        let line = line.last == 0x0D ? line.dropLast() : line
        guard line.first == UInt8(ascii: "{"), let object = try? JSONObject(parsing: Array(line)),
          object.schema == ContainerReceipt.schema, !found.contains(object)
        else { continue }
        found.append(object)
      }
    }
    return found
  }

  /// Undoes quoted-printable (RFC 2045, 6.7); what is not of its form stays as it is.
  private static func unquoted(_ mail: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var rest = mail[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        text.append(byte)
        continue
      }
      if rest.first == 0x0A {
        rest.removeFirst()
      } else if rest.starts(with: [0x0D, 0x0A]) {
        rest.removeFirst(2)
      } else if let pair = Hex.decode(String(decoding: rest.prefix(2), as: UTF8.self).lowercased()),
        pair.count == 1
      {
        text += pair
        rest.removeFirst(2)
      } else {
        text.append(byte)
      }
    }
    return text
  }
}
