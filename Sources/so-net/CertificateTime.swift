internal import Records

/// Times as OpenSSL writes those of certificates.
enum CertificateTime {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Nov 29 16:55:27 2026 GMT`; `nil` for anything else.
  static func read(_ text: String) -> Timestamp? {
    let words = text.split { $0 == " " }
    guard words.count == 5, words[4] == "GMT", let month = months.firstIndex(of: String(words[0])) else {
      return nil
    }
    func two(_ number: some StringProtocol) -> String { number.count == 1 ? "0\(number)" : String(number) }
    return Timestamp(rfc3339: "\(words[3])-\(two("\(month + 1)"))-\(two(words[1]))T\(words[2]).000Z")
  }
}
