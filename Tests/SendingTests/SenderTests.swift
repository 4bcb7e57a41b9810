import AgeFormat
import Exchange
import Folders
import Foundation
import Keys
import NetClient
import Notices
import Peers
import Platform
import Profile
import Records
import SFTP
import Storage
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

@Suite struct SenderTests {
  @Test func `R057 R067 R068 a container goes to the server, and then a link to each recipient`() throws {
    let site = try SendingClinic()
    let (packed, bytes) = try site.pack()
    let outcome = try site.sender(to: ["a@example.org", "b@example.org"]).send(MemorySource(bytes))
    let transfer = outcome.transfer
    #expect(outcome.failure == nil)
    #expect(outcome.untold.isEmpty)
    #expect(transfer.container == packed.id)
    #expect(transfer.sha256 == packed.sha256.hex)
    #expect(transfer.link == "https://files.example/in/\(transfer.id).sod")
    #expect(transfer.steps.map(\.state) == [.queued, .uploading, .verified, .published, .notified])
    #expect(transfer.deliveries.map(\.status) == ["delivered", "delivered"])
    #expect(transfer.hostKey?.hasPrefix("SHA256:") == true)
    #expect(try site.kept(transfer.id) == transfer)
    #expect(try site.remote() == ["\(transfer.id).sod"])
    #expect(try TemporaryFolder.bytes(FilePath(site.server.file("\(transfer.id).sod"))) == bytes)
    #expect(site.mailed() == ["a@example.org", "b@example.org"])
    #expect(try site.copies().isEmpty)
    let text = try #require(site.mail.messages(to: "a@example.org").first)
    #expect(text.contains(transfer.id.text))
    for word in ["ller", "Anna", "MRN-4711", "1980-04-03"] { #expect(!text.contains(word)) }
  }

  @Test func `R067 every step is kept in the store before the next one, with its own event`() throws {
    let site = try SendingClinic()
    _ = try site.sender(to: ["a@example.org"]).send(MemorySource(try site.pack().bytes))
    let actions = try site.clinic.actions()
    let steps = actions.filter { $0.hasPrefix("transfer.") || $0.hasPrefix("delivery.") }
    #expect(
      steps == [
        "transfer.queue", "transfer.step", "transfer.step", "transfer.step", "delivery.queue",
        "delivery.attempt", "delivery.sent", "transfer.step",
      ])
    let report = try site.clinic.store.verify()
    #expect(report.problem == nil)
  }

  @Test func `without recipients nobody is told, and the transfer ends as published`() throws {
    let site = try SendingClinic()
    let transfer = try site.sender().send(MemorySource(try site.pack().bytes)).transfer
    #expect(transfer.state == .published)
    #expect(site.mailed().isEmpty)
  }

  @Test(arguments: ["closed port", "read-only", "missing folder", "unknown host", "wrong key"])
  func `R067 no message goes out, or is queued, for a container that is not on the server`(_ case: String)
    throws
  {
    var options = SSHServer.Options()
    if `case` == "read-only" { options.subsystem = "internal-sftp -R" }
    let site = try SendingClinic(options)
    let due: Failure.Code
    switch `case` {
    case "closed port":
      site.server.stop()
      due = .connectionRefused
    case "read-only": due = .remotePermissionDenied
    case "missing folder":
      try FileManager.default.removeItem(atPath: site.server.root)
      due = .remoteNoSuchFile
    case "unknown host":
      try Data().write(to: URL(filePath: site.server.knownHosts))
      due = .hostKeyUnknown
    default:
      let other = site.clinic.folder("other-key").string
      try SSHServer.generateKey(.ed25519, at: other)
      try site.clinic.profile.set(.serverIdentityFile, to: other, at: TestClinic.now)
      due = .clientKeyRejected
    }
    let bytes = try site.pack().bytes
    let outcome = try site.sender(to: ["a@example.org"]).send(MemorySource(bytes))
    #expect(outcome.failure?.code == due)
    // What can pass waits for its next attempt, the rest for a person.
    #expect(outcome.transfer.state == (`case` == "closed port" ? .queued : .failed))
    #expect(outcome.transfer.failure?["code"] == .string(due.word))
    #expect(outcome.transfer.deliveries.map(\.status) == ["queued"])
    #expect(try site.kept(outcome.transfer.id) == outcome.transfer)
    #expect(site.mailed().isEmpty)
    #expect(try !site.clinic.actions().contains { $0.hasPrefix("delivery.") })
    // The pipe that it came through is gone: the copy is all that is left of it.
    #expect(try site.copies() == ["\(outcome.transfer.id).sod"])
    let copy = site.place.appending("\(outcome.transfer.id).sod")
    #expect(try TemporaryFolder.bytes(copy) == bytes)
    #expect(try FileStatus(at: copy)?.mode == .ownerReadWrite)
  }

  @Test func `R020 one bad address does not stop the rest, and each is told of`() throws {
    let site = try SendingClinic()
    let recipients = ["a@example.org", "bounce@example.org", "later@example.org", "b@example.org"]
    let outcome = try site.sender(to: recipients).send(MemorySource(try site.pack().bytes))
    #expect(outcome.failure == nil)
    #expect(outcome.transfer.state == .published)
    #expect(outcome.transfer.deliveries.map(\.status) == ["delivered", "failed", "queued", "delivered"])
    #expect(outcome.transfer.deliveries.map(\.code) == [nil, "mail_rejected", "mail_deferred", nil])
    #expect(outcome.untold.map(\.to.text) == ["bounce@example.org", "later@example.org"])
    #expect(try site.kept(outcome.transfer.id) == outcome.transfer)
    #expect(site.mailed() == ["a@example.org", "b@example.org"])
  }

  @Test func `a mail server that is away leaves the container there and the messages queued`() throws {
    let site = try SendingClinic()
    site.mail.stop()
    let outcome = try site.sender(to: ["a@example.org"]).send(MemorySource(try site.pack().bytes))
    #expect(outcome.failure == nil)
    #expect(outcome.untold.map(\.failure.code) == [.mailUnreachable])
    #expect(outcome.transfer.state == .published)
    #expect(outcome.transfer.deliveries.map(\.status) == ["queued"])
    #expect(try site.remote() == ["\(outcome.transfer.id).sod"])
  }

  @Test
  func `R065 a message that names the patient is refused before anything is sent, unless that is allowed`()
    throws
  {
    let site = try SendingClinic()
    let bytes = try site.pack().bytes
    for (subject, text) in [("Frau Mueller", String?.none), (nil, "born 3.4.1980"), ("MRN 4711", "x")]
      as [(String?, String?)]
    {
      let failure = try #require(
        refusal {
          try site.sender(to: ["a@example.org"], subject: subject, text: text).send(MemorySource(bytes))
        })
      #expect(failure.code == .phiInMessage)
      #expect(!failure.message.contains("ueller") && !failure.message.contains("4711"))
    }
    #expect(try site.transfers().isEmpty)
    #expect(try site.remote().isEmpty)
    #expect(try site.copies().isEmpty)
    #expect(site.mailed().isEmpty)
    let allowed = try site.sender(to: ["a@example.org"], text: "Frau Müller", allowsPHI: true)
    #expect(try allowed.send(MemorySource(bytes)).transfer.state == .notified)
  }

  @Test func `a subject that no mail can have is refused before anything is sent`() throws {
    let site = try SendingClinic()
    for subject in ["x\r\nBcc: evil@example.org", "x\ny", String(repeating: "x", count: 501)] {
      #expect(
        refusal { try site.sender(to: ["a@example.org"], subject: subject) }?.code
          .word == "mail_message_invalid")
    }
    #expect(try site.transfers().isEmpty)
  }

  @Test func `a container that the pipe cut off is not sent`() throws {
    let site = try SendingClinic()
    let bytes = try site.pack().bytes
    for length in [bytes.count - 1, bytes.count - 1000] {
      let failure = refusal {
        try site.sender(to: ["a@example.org"]).send(MemorySource(Array(bytes[..<length])))
      }
      #expect(failure?.code == .containerDiffers)
    }
    var altered = bytes
    altered[bytes.count - 1] ^= 1
    #expect(refusal { try site.sender().send(MemorySource(altered)) }?.code == .containerDiffers)
    #expect(try site.transfers().isEmpty)
    #expect(try site.remote().isEmpty)
    #expect(try site.copies().isEmpty)
  }

  @Test func `a file that is not the one of its record is not sent`() throws {
    let site = try SendingClinic()
    let bytes = try Age.encrypt([1, 2, 3], to: [site.partner.ageRecipient])
    let expected = Container(
      id: .random(), path: RecordedPath(FileName(named: "x")), size: 3, sha256: SHA256.digest(of: [1]).hex,
      documents: 1,
      patients: [], recipients: [], signer: "x", created: TestClinic.now)
    #expect(
      refusal { try site.sender().send(MemorySource(bytes), expected: expected) }?.code == .containerDiffers)
    #expect(try site.copies().isEmpty)
  }

  @Test(arguments: ["", "garbage", "age-encryption.org/v1\n", "{}"])
  func `what is no container is not sent, and nothing is kept of it`(_ text: String) throws {
    let site = try SendingClinic()
    #expect(
      refusal { try site.sender().send(MemorySource(Array(text.utf8))) }?.code == .notAContainer)
    #expect(try site.transfers().isEmpty)
    #expect(try site.copies().isEmpty)
  }

  @Test func `a container of somebody else, whole as far as anybody can tell, is sent`() throws {
    let site = try SendingClinic()
    let bytes = try Age.encrypt([1, 2, 3], to: [site.partner.ageRecipient])
    let transfer = try site.sender().send(MemorySource(bytes)).transfer
    #expect(transfer.container == nil)
    #expect(transfer.state == .published)
  }

  @Test(arguments: [
    (SettingKey.serverURL, "setting_missing"), (.mailURL, "setting_missing"), (.mailFrom, "setting_missing"),
  ])
  func `a setting that is missing is told before anything is sent`(_ key: SettingKey, _ word: String) throws {
    let folder = try TemporaryFolder()
    let profile = try TestClinic.emptyProfile(in: folder)
    let store = try profile.openOrMakeStore(
      for: CollectingScope(time: FixedTimeSource(TestClinic.now))
    ).store
    for (other, value) in [
      (SettingKey.serverURL, "sftp://a@127.0.0.1:1/x"), (.serverPassword, "x"),
      (.mailURL, "smtp://127.0.0.1:1"),
      (.mailFrom, "a@b.example"),
    ] where other != key {
      try profile.set(other, to: value, at: TestClinic.now)
    }
    let failure = refusal {
      try Sender(
        store, profile,
        message: Sender.Message(
          recipients: [EmailAddress("a@example.org")].compactMap { $0 }, subject: nil, text: nil,
          allowsPHI: false),
        time: FixedTimeSource(TestClinic.now))
    }
    #expect(failure?.code.word == word)
    #expect(failure?.message.contains(key.name) == true)
  }

  @Test func `R070 fetch brings the file whole, refuses what is there, and asks no other server`() throws {
    let site = try SendingClinic()
    let bytes = try site.pack().bytes
    let transfer = try site.sender().send(MemorySource(bytes)).transfer
    let fetcher = try Fetcher(site.clinic.profile, time: site.clinic.time)
    let path = site.clinic.folder("got.sod")
    let url = "sftp://\(site.server.user)@127.0.0.1:\(site.server.port)\(site.server.root)/\(transfer.id).sod"
    for (index, link) in [transfer.id.text, try #require(transfer.link), url].enumerated() {
      _ = try fetcher.fetch(link, to: path, replacing: index > 0)
      #expect(try TemporaryFolder.bytes(path) == bytes)
    }
    try site.clinic.folder.file("mine", [1])
    #expect(
      refusal { try fetcher.fetch(transfer.id.text, to: site.clinic.folder("mine"), replacing: false) }?.code
        == .alreadyExists)
    #expect(try site.clinic.folder.bytes("mine") == [1])
    for link in [
      "sftp://us@evil.example/in/\(transfer.id).sod", "ftps://us@evil.example/\(transfer.id).sod", "x", "",
    ] {
      #expect(refusal { try fetcher.fetch(link, to: path, replacing: true) }?.code == .linkUnknown)
    }
    let unknown = refusal {
      try fetcher.fetch(TransferID.random().text, to: site.clinic.folder("no"), replacing: false)
    }
    #expect(unknown?.code == .remoteNoSuchFile)
    #expect(try FileStatus(at: site.clinic.folder("no")) == nil)
  }
}
