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

/// A clinic that sends to a real server and tells by a real mail server.
protocol SendingSite {
  var clinic: TestClinic { get }
  var mail: MailServer { get }
  /// The directory that the server serves.
  var root: String { get }
}

/// A clinic that sends to a real `sshd`.
struct SendingClinic: SendingSite {
  let clinic: TestClinic
  let server: SSHServer
  let mail: MailServer
  let anna: Patient
  let partner = Identity.generate(at: TestClinic.now)

  var root: String { server.root }

  init(_ options: SSHServer.Options = SSHServer.Options()) throws {
    clinic = try TestClinic()
    server = try SSHServer(options)
    mail = try MailServer()
    anna = try clinic.add()
    try clinic.put(["letter.txt": "Dear colleague"], into: anna)
    let url = "sftp://\(server.user)@127.0.0.1:\(server.port)\(server.root)"
    try set([
      (.serverURL, url), (.serverIdentityFile, server.key), (.serverKnownHosts, server.knownHosts),
      (.linkBase, "https://files.example/in"),
    ])
    try setUpMail()
  }

  func pack() throws -> (outcome: Packer.Outcome, bytes: [UInt8]) {
    let packer = Packer(
      store: clinic.store, identity: try clinic.identity,
      recipients: try clinic.profile.recipients(partner.recipientText), time: clinic.time)
    var selection = PackSelection()
    selection.add(.folder(anna.id))
    let output = MemorySink(limit: 1 << 20, excess: Failure(.ioError, "too large"))
    return (try packer.pack(selection, to: output), output.bytes)
  }
}

extension SendingSite {
  func set(_ settings: [(SettingKey, String)]) throws {
    for (key, value) in settings { try clinic.profile.set(key, to: value, at: TestClinic.now) }
  }

  func setUpMail() throws {
    try set([
      (.mailURL, mail.url), (.mailUser, mail.user), (.mailPassword, mail.password),
      (.mailCAFile, mail.authority), (.mailFrom, "clinic@clinic.example"),
    ])
  }

  func sender(
    to recipients: [String] = [], subject: String? = nil, text: String? = nil, allowsPHI: Bool = false,
    wishes: LimitWishes = LimitWishes()
  ) throws -> Desk {
    Desk(
      sender: try Sender(
        clinic.store, clinic.profile,
        message: Sender.Message(
          recipients: recipients.compactMap { EmailAddress($0) }, subject: subject, text: text,
          allowsPHI: allowsPHI), time: clinic.time),
      runner: try runner(wishes))
  }

  func runner(_ wishes: LimitWishes = LimitWishes()) throws -> TransferRunner {
    try TransferRunner(clinic.store, clinic.profile, wishes: wishes, time: clinic.time)
  }

  @discardableResult
  func run(_ wishes: LimitWishes = LimitWishes()) throws -> RunRecorder {
    let recorder = RunRecorder()
    try TransferQueue(clinic.store, clinic.profile, wishes: wishes, time: clinic.time).run(recorder)
    return recorder
  }

  /// The transfer as the store keeps it.
  func kept(_ id: TransferID) throws -> Transfer? {
    var found: Transfer?
    try Transfers(clinic.store).list { if $0.id == id { found = $0 } }
    return found
  }

  /// Keeps a transfer as somebody else made it.
  func insert(_ transfer: Transfer) throws {
    _ = try clinic.store.write { (transaction) throws(Failure) in
      try transaction.insert(transfer, TransferMessage(subject: nil, text: nil))
    }
  }

  /// How many messages to recipients are kept until they are queued.
  func keptMessages() throws -> Int64 {
    try clinic.store.look { (snapshot) throws(Failure) in try snapshot.count(.transferMessage) }
  }

  func transfers() throws -> [Transfer] {
    var all: [Transfer] = []
    try Transfers(clinic.store).list { all.append($0) }
    return all
  }

  /// The names on the server, sorted.
  func remote() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root).sorted()
  }

  /// Where copies, progress and locks of this store's transfers are.
  var place: FilePath { TransferPlace(clinic.profile.transfersPath, clinic.store).folder }

  /// The names of what transfers keep beside the store, without the lock of the whole queue.
  func copies() throws -> [String] {
    guard try FileStatus(at: place) != nil else { return [] }
    return try FileSystem.names(in: place).map(\.string).filter { $0 != "run.lock" }
  }

  func mailed() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: mail.mailboxes)) ?? []).filter { $0.contains("@") }
      .sorted()
  }
}

/// Sends as `so-ftpsend send` does: queues, and carries out.
struct Desk {
  let sender: Sender
  let runner: TransferRunner

  func send(_ source: any ByteSource, expected: Container? = nil) throws -> TransferRunner.Outcome {
    try runner.move(try sender.queue(source, expected: expected))
  }

  /// As `--later` does.
  func queue(_ bytes: [UInt8]) throws -> Transfer { try sender.queue(MemorySource(bytes)).transfer }
}

/// Keeps what a run tells.
final class RunRecorder: TransferQueue.Watcher {
  var outcomes: [TransferRunner.Outcome] = []
  var postponed: [Int] = []
  var tried: [Notifier.Attempted] = []
  var told: [Transfer] = []
  var acknowledged: [Transfer] = []
  var refused: [Failure] = []
  var unasked: [Failure] = []

  func moved(_ outcome: TransferRunner.Outcome) throws(Failure) { outcomes.append(outcome) }
  func postponed(_ count: Int, _ failure: Failure) { postponed.append(count) }
  func tried(_ message: Notifier.Attempted) { tried.append(message) }
  func told(_ transfer: Transfer) throws(Failure) { told.append(transfer) }
  func acknowledged(_ transfer: Transfer) throws(Failure) { acknowledged.append(transfer) }
  func refused(_ failure: Failure) { refused.append(failure) }
  func unasked(_ server: ServerName?, _ failure: Failure) { unasked.append(failure) }
  func advanced(_ id: TransferID, _ done: Int64, _ total: Int64) {}
  func check() throws(Failure) {}
}
