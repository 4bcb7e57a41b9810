import Keys
import Platform
import Records
import Storage
import SystemPackage
import TestSupport
import Testing

struct StoreTests {
  @Test func `a store is made, opened again, and knows its founder`() throws {
    let test = try TestStore()
    #expect(!Store.exists(at: test.path))
    let made = try test.create()
    #expect(Store.exists(at: test.path))
    let opened = try test.open()
    #expect(opened.id == made.id && opened.member == made.member)
    #expect(opened.member.role == .owner && opened.member.label == "Dr. Founder")
    #expect(try opened.verify(objects: .content).problem == nil)
  }

  @Test func `a record comes back with everything that was written`() throws {
    let test = try TestStore()
    let store = try test.create()
    let written = try store.addPatient("Ada Example")
    let read = try #require(try test.open().patient(written.id))
    #expect(read == written)
    #expect(read.content.text == "{\"name\":\"Ada Example\"}" && read.version == 1)
  }

  @Test func `documents come back byte for byte and in the order of their coming`() throws {
    let test = try TestStore()
    let store = try test.create()
    let patient = try store.addPatient("Ada Example")
    let contents = (0..<12).map { n in [UInt8](repeating: UInt8(n), count: n * 40_000) }
    let put = try store.putDocuments(contents, of: patient.id)
    #expect(put.events.count == 12)
    let opened = try test.open()
    let listed = try opened.look { view throws(Failure) in
      try view.headers(.document, parent: patient.id)
    }
    #expect(listed.map(\.id) == put.value.map(\.id))
    for (record, content) in zip(put.value, contents) {
      #expect(try opened.content(of: record.id) == content)
    }
    #expect(try opened.verify(objects: .content).problem == nil)
  }
}
