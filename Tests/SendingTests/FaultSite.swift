import AgeFormat
import Foundation
import Keys
import NetClient
import Notices
import Peers
import Platform
import Profile
import Records
import SFTP
import Synchronization
import SystemPackage
import TestClinic
import TestSupport
import Testing

@testable import Sending

/// A clinic that sends to one make of server, where one fault after the other happens.
final class FaultSite: SendingSite {
  let server: FaultServer
  let peer: any FaultPeer
  let clinic: TestClinic
  let mail: MailServer
  let container: [UInt8]
  let disk: SmallDisk?
  private let file: FilePath
  private var number = 0
  /// How long `so-ftpsend send` takes where nothing happens.
  private var wholeTime = Duration.zero

  static let diskSize = 64 << 20
  private static let program = FilePath(CommandLine.arguments[0]).removingLastComponent()
    .appending("so-ftpsend")

  init(_ server: FaultServer) throws {
    self.server = server
    peer = try server.start()
    clinic = try TestClinic()
    mail = try MailServer()
    disk = SmallDisk.isPermitted ? try SmallDisk(at: peer.root, size: Self.diskSize) : nil
    // Not all the same, so that pieces that were exchanged would show.
    let content = (0..<FaultTable.size).map { UInt8(truncatingIfNeeded: $0 >> 8 ^ $0 >> 16) }
    container = try Age.encrypt(content, to: [Identity.generate(at: TestClinic.now).ageRecipient])
    file = try clinic.folder.file("x.sod", container)
    try set(peer.settings + [(.linkBase, "https://files.example/in")])
    try setUpMail()
  }

  var root: String { peer.root }

  /// Two addresses that nobody was told at yet.
  func addresses() -> [String] {
    number += 1
    return ["a\(number)@example.org", "b\(number)@example.org"]
  }

  /// How fast, so that something can happen meanwhile.
  var wishes: LimitWishes {
    var wishes = LimitWishes()
    wishes.bandwidth = ByteRate("12M")
    return wishes
  }

  // MARK: The sender

  /// Starts `so-ftpsend`.
  func begin(_ arguments: [String]) throws -> ChildProcess {
    try ChildProcess(
      program: Self.program, arguments: arguments.map { Array($0.utf8) },
      environment: ProcessEnvironment([
        "HOME": clinic.folder.path.string, "PATH": "/usr/bin:/bin",
        "SO_LIBEXEC": Self.program.removingLastComponent().string,
      ]))
  }

  /// What sends to these addresses.
  func sending(to addresses: [String]) -> [String] {
    ["send", "-q", "--bwlimit", "20M"] + addresses.flatMap { ["--to", $0] } + [file.string]
  }

  /// How long to wait for so many thousandths of a whole run.
  func instant(_ permille: Int) throws -> Duration {
    if wholeTime == .zero {
      let start = ContinuousClock.now
      let child = try begin(sending(to: ["first@example.org"]))
      guard try child.wait() == .exited(0), let id = try transfers().last?.id else {
        throw PeerError("nothing can be sent to \(server.rawValue) even without a fault")
      }
      wholeTime = start.duration(to: .now)
      try FileSystem.removeFile(remoteFile(id))
    }
    return wholeTime * permille / 1000
  }

  /// Queues the container as of now: the program has the system's clock.
  func queue(for addresses: [String]) throws -> TransferID {
    clinic.time.set(SystemTimeSource().now())
    return try sender(to: addresses).queue(container).id
  }

  /// Carries a transfer out in this process.
  ///
  /// - Parameter event: happens once, when so many bytes have arrived.
  func move(
    _ id: TransferID, _ wishes: LimitWishes, at mark: Int = FaultTable.size / 2,
    _ event: () throws -> Void = {}
  ) throws -> TransferRunner.Outcome {
    let runner = try runner(wishes)
    var hasHappened = false
    return try runner.move(try runner.hold(id)) { done, _ in
      guard !hasHappened, done >= Int64(mark) else { return }
      hasHappened = true
      #expect(throws: Never.self) { try event() }
    }
  }

  /// A dead process's lease is over after five minutes, and a next attempt is due.
  func letTimePass() {
    clinic.time.set(max(SystemTimeSource().now(), clinic.time.now()).advanced(bySeconds: 24 * 3600))
  }

  // MARK: Afterwards

  func remoteFile(_ id: TransferID) -> FilePath { FilePath("\(root)/\(id).sod") }

  /// The run, and where it is of no use to it `retry`, do the rest.
  @discardableResult
  func heal(_ id: TransferID) throws -> RunRecorder {
    letTimePass()
    let recorder = try run()
    // A server may still hold on to what the dead connection had.
    for _ in 0..<2 where try kept(id).map({ TransferRules.isUnderWay($0.state) }) ?? false {
      letTimePass()
      try run()
    }
    if try kept(id)?.state == .failed {
      let runner = try runner()
      _ = try runner.retry(try runner.hold(id))
    }
    return recorder
  }

  /// Nobody hears of what is not there.
  func expectUntold(_ addresses: [String], _ cell: FaultCell) {
    for address in addresses { #expect(mail.messages(to: address).isEmpty, "\(cell.testDescription)") }
  }

  /// One identical file, one mail for each address, nothing else.
  func expectWhole(_ id: TransferID, _ addresses: [String], _ cell: FaultCell, mayRepeat: Bool = false) throws
  {
    let context = cell.testDescription
    let transfer = try kept(id)
    let failure = transfer?.failure.map { String(decoding: $0.serialized, as: UTF8.self) } ?? ""
    #expect(transfer?.state == .notified, "\(context): \(failure)\n\(peer.log.suffix(2000))")
    #expect(try remote() == ["\(id).sod"], "\(context)")
    #expect(try copies() == [], "\(context)")
    if try FileStatus(at: remoteFile(id)) != nil {
      #expect(try TemporaryFolder.bytes(remoteFile(id)) == container, "\(context)")
    }
    for address in addresses {
      let mails = mail.messages(to: address)
      let ids = Set(
        mails.map { text in
          text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("message-id:") }
        })
      #expect(ids.count == 1 && (mails.count == 1 || mails.count == 2 && mayRepeat), "\(context)")
    }
  }

  /// Takes what was sent away for the next fault.
  ///
  /// - Returns: whether nothing is left of this one.
  func clean() throws -> Bool {
    peer.arm(nil)
    // Of a dead sender the relay would keep what its server does not close.
    peer.cut()
    for name in try remote() where name.hasSuffix(".sod") && !name.hasPrefix(".") {
      try FileManager.default.removeItem(atPath: "\(root)/\(name)")
    }
    return try remote().isEmpty && copies().isEmpty
  }
}

/// The sites that stand while the suite runs: as many for each make as are used at one time.
enum FaultSites {
  private static let idle = Mutex<[FaultServer: [Idle]]>([:])

  /// A site goes from one test to the next and is never used by two.
  private struct Idle: @unchecked Sendable { let site: FaultSite }

  /// Lends a site; one where something was left is not used again.
  static func with(_ server: FaultServer, _ body: (FaultSite) throws -> Void) throws {
    let kept = idle.withLock { $0[server]?.popLast() }
    let site = try kept?.site ?? FaultSite(server)
    try body(site)
    let lent = Idle(site: site)
    if try site.clean() { idle.withLock { $0[server, default: []].append(lent) } }
  }

  /// Ends all servers.
  static func end() { idle.withLock { $0 = [:] } }
}

/// The sites end with the suite.
struct FaultSiteScope: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    defer { FaultSites.end() }
    try await body()
  }
}
