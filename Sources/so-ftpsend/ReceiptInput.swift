import Platform
import Records
import Sending

/// What comes on standard input for a receipt: records, or a mail that was saved.
enum ReceiptInput {
  static func read() throws(Failure) -> [JSONObject] {
    let excess = Failure(.lineTooLong, "standard input is longer than 4 MiB")
    let bytes = try DescriptorSource.standardInput().readAll(limit: 4 << 20, excess: excess)
    guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else {
      return MailedReceipt.records(in: bytes)
    }
    let stream = RecordStream(MemorySource(bytes))
    var records: [JSONObject] = []
    while let record = try stream.next() { records.append(record) }
    return records
  }
}
