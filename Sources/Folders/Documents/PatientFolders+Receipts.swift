public import Records
internal import Storage

/// Which receipts are meant.
public struct ReceiptFilter: Sendable {
  /// Documents that were committed from this moment on …
  public let since: Timestamp
  /// … and before this one; `nil` for no end.
  public let until: Timestamp?
  /// Only those of this folder.
  public let patient: PatientID?

  /// A filter with these values.
  public init(since: Timestamp, until: Timestamp? = nil, patient: PatientID? = nil) {
    self.since = since
    self.until = until
    self.patient = patient
  }

  func matches(_ moment: Timestamp) -> Bool { moment >= since && until.map { moment < $0 } ?? true }
}

extension PatientFolders {
  /// Hands a document to `body` for each that was put and is there, in the order in which they
  /// came: with the path that it came from, and a receipt that names the newest event of now, which
  /// is this look itself.
  ///
  /// - Throws: `patient_unknown`, and what `body` throws.
  public func receipts(_ filter: ReceiptFilter, _ body: (Document) throws(Failure) -> Void) throws(Failure) {
    let details: JSONObject = ["since": .time(filter.since), "until": .time(filter.until)]
    try store.read(.documentReceipt, of: filter.patient.map { Subject(.patient, $0.text) }, details: details)
    {
      (snapshot) throws(Failure) in
      let head = try snapshot.newestHead().text
      // Whatever came in since has a number behind the first event since: no need to look at years.
      guard let first = try snapshot.events(EventFilter(since: filter.since), limit: 1).first else { return }
      for folder in try snapshot.folders(filter.patient) {
        var last = first.seq - 1
        while true {
          let page = try snapshot.records(.document, parent: folder, after: last)
          for record in page {
            guard let created = record.created, filter.matches(created) else { continue }
            let document =
              if let patient = filter.patient { try record.document(in: patient) } else {
                try record.document()
              }
            let path = try record.value(as: StoredDocument.self).path
            try body(document.taken(from: path, auditHead: head))
          }
          guard let end = page.last else { break }
          last = end.serial
        }
      }
    }
  }
}
