internal import Records

/// The requests that wait for their replies, by id, in whatever order those come.
struct PendingRequests<Purpose> {
  private var purposes: [UInt32: Purpose] = [:]
  private var nextID: UInt32 = 0

  var count: Int { purposes.count }
  var isEmpty: Bool { purposes.isEmpty }

  /// Takes note of a request and gives it an id that no waiting request has.
  mutating func add(_ purpose: Purpose) -> UInt32 {
    while purposes[nextID] != nil { nextID &+= 1 }
    defer { nextID &+= 1 }
    purposes[nextID] = purpose
    return nextID
  }

  /// The purpose of the request that a reply answers, once; a reply to nobody is a fault.
  mutating func take(_ id: UInt32) throws(Failure) -> Purpose {
    guard let purpose = purposes.removeValue(forKey: id) else {
      throw Failure(.sftpProtocol, "the server answers request \(id), which was never asked")
    }
    return purpose
  }
}
