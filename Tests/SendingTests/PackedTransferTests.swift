import Exchange
import Keys
import Platform
import Profile
import Records
import Storage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// What is packed for a transfer, and the transfer, are kept together.
@Suite struct PackedTransferTests {
  let site: SendingClinic

  init() throws { site = try SendingClinic() }

  private func queue(_ meanwhile: (TransferID) -> Void = { _ in }) throws -> HeldTransfer {
    var selection = PackSelection()
    selection.add(.folder(site.anna.id))
    return try site.sender().sender.queue(
      packing: selection, for: try site.clinic.profile.recipients(site.partner.recipientText)
    ) { _, _ in
      let names = (try? site.copies()) ?? []
      if let id = names.compactMap({ TransferID(String($0.prefix { $0 != "." })) }).first { meanwhile(id) }
    }
  }

  private func completed() throws -> Int {
    var count = 0
    try site.clinic.store.look { (snapshot) throws(Failure) in
      for header in try snapshot.headers(RecordKind("container", holdsPHI: false), after: 0) {
        guard let id = ContainerID(header.id) else { continue }
        if try snapshot.receiptExpectation(for: id) != nil { count += 1 }
      }
    }
    return count
  }

  @Test func `R057 a container that was packed for a transfer is complete with it`() throws {
    let held = try queue()
    #expect(try completed() == 1)
    #expect(held.transfer.state == .packed && held.transfer.container != nil)
  }

  @Test func `one whose transfer cannot be kept is not complete, and nothing is left of it`() throws {
    var taken = false
    let failure = refusal {
      try queue { id in
        guard !taken else { return }
        taken = true
        // Somebody has the number: the transfer cannot be kept.
        let other = Transfer(
          id: id, container: nil, size: 1, sha256: String(repeating: "0", count: 64), location: "x",
          link: nil, recipients: [], at: TestClinic.now)
        try? site.insert(other)
      }
    }
    #expect(taken && failure != nil)
    #expect(try completed() == 0 && site.copies() == [])
    #expect(try site.clinic.store.verify().problem == nil)
  }
}
