public import Records

extension Store {
  /// Reads an object that was committed from the device again, decrypts it, and holds its size and
  /// SHA-256 against what its record says; gives nothing out, and so takes no event.
  ///
  /// What the system holds of the file in memory is let go first, or the answer would only be
  /// that the memory is well. A device with a memory of its own may still answer from that, and a
  /// file system in memory has no device.
  ///
  /// - Throws: `object_altered` when the device gives other bytes; `object_missing` when there is
  ///   no such object; `record_altered` when its record was changed; `io_error` when the device
  ///   cannot be read.
  public func readBack(_ id: ObjectID) throws(Failure) {
    let object = try backend.reading { () throws(Failure) in
      try refreshKeys()
      guard let row = try backend.object(id.text), let record = try backend.record(row.kind, row.id) else {
        throw Failure(.objectMissing, "no record names the stored object \(id)")
      }
      try checkAgainstEvents(record)
      _ = try checkedIndex(of: record)
      return try storedObject(row)
    }
    try source(object, reading: objectBackend.openFromDevice(id)).drain()
  }
}
