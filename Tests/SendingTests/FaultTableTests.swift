import Foundation
import Glibc
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

/// Everything that may go wrong with a transfer, at five makes of SFTP servers and two of FTPS
/// servers. Afterwards there is one identical file under the final name, one mail for each address
/// and nothing beside; in between, at worst a clear state that the run or `retry` heals.
@Suite(FaultSiteScope()) struct FaultTableTests {
  @Test(arguments: FaultTable.chosen.filter { $0.fault != .fullDisk })
  func `after a fault there is one identical file, and everybody was told once`(_ cell: FaultCell) throws {
    try FaultSites.with(cell.server) { site in try site.meet(cell) }
  }

  // Where there is none, the answers of an odd server stand for it, in SenderFaultTests.
  @Test(
    .enabled(if: SmallDisk.isPermitted, "no disk can be mounted here"),
    arguments: FaultTable.chosen.filter { $0.fault == .fullDisk })
  func `a real disk that is full at the server is waited for`(_ cell: FaultCell) throws {
    try FaultSites.with(cell.server) { site in try site.meet(cell) }
  }

  @Test func `each fault happens at each server, or there is a reason why not`() {
    #expect(FaultTable.kinds.count == 15)
    for fault in FaultTable.kinds {
      for server in FaultServer.allCases {
        let isThere = FaultTable.all.contains { $0.server == server && $0.kind == fault.kind }
        #expect(isThere == (FaultTable.obstacle(fault, server) == nil), "\(fault) at \(server)")
      }
    }
  }
}

/// Is told of another one's upload.
private final class Unheard: TransferObserver {}

extension FaultSite {
  fileprivate func meet(_ cell: FaultCell) throws {
    let to = addresses()
    switch cell.fault {
    case .killed(let permille, let isRun): try meetKill(cell, permille, isRun, to)
    case .twoRuns: try meetTwoRuns(cell, to)
    case .cut, .flipped, .slowLink: try meetLink(cell, to)
    case .restarted(let place):
      try meetRestart(cell, to, at: place)
    case .fullDisk: try meetFullDisk(cell, to)
    case .quota: try meetQuota(cell, to)
    case .permission: try meetPermission(cell, to)
    case .altered(let way): try meetAlteration(cell, way, to)
    case .taken(let isHalfway): try meetTaken(cell, isHalfway, to)
    case .slowServer: try meetHabit(cell, "slow", to)
    case .shortAnswers: try meetHabit(cell, "short", to)
    case .outOfOrder: try meetHabit(cell, "shuffle", to)
    case .lossy: try meetHabit(cell, "lossy", to)
    }
  }

  /// What ended in a state that can pass, or at worst in one that a person can take up again.
  private func settle(
    _ outcome: TransferRunner.Outcome, _ cell: FaultCell, _ to: [String], _ codes: Set<Failure.Code>? = nil
  ) throws {
    let id = outcome.transfer.id
    if let failure = outcome.failure {
      let context = "\(cell.testDescription): \(failure)"
      #expect(codes?.contains(failure.code) ?? true, "\(context)")
      let isPassing = RetryRules.verdict(failure, attempts: 1) != .failed
      #expect(outcome.transfer.state == (isPassing ? .queued : .failed), "\(context)")
      expectUntold(to, cell)
      try heal(id)
    }
    try expectWhole(id, to, cell)
  }

  // MARK: The link

  private func meetLink(_ cell: FaultCell, _ to: [String]) throws {
    let id = try queue(for: to)
    peer.arm(cell.fault)
    var wishes = LimitWishes()
    // A length that was flipped has the other side wait for what never comes.
    if server.isFTPS { wishes.timeout = .seconds(4) }
    let outcome = try move(id, wishes)
    // Behind the login, and before the end, it is mended at once.
    var isBehindLogin = true
    switch cell.fault {
    case .cut(let place): isBehindLogin = place >= 9000 && place < FaultTable.size - 10_000
    case .flipped(let place): isBehindLogin = place >= 3000
    default: break
    }
    if isBehindLogin {
      // So short a time may be over on a busy machine, and the next run mends it.
      #expect(outcome.failure == nil || server.isFTPS, "\(cell.testDescription)")
      #expect(peer.isHit || cell.fault == .slowLink, "\(cell.testDescription)")
    }
    peer.arm(nil)
    try settle(outcome, cell, to)
  }

  // MARK: The sender

  private func meetKill(_ cell: FaultCell, _ permille: Int, _ isRun: Bool, _ to: [String]) throws {
    let instant = try instant(permille)
    let before = try transfers().count
    if isRun { _ = try queue(for: to) }
    let child = try begin(isRun ? ["run", "-q", "--bwlimit", "20M"] : sending(to: to))
    usleep(UInt32(instant / .microseconds(1)))
    child.signal(SIGKILL)
    _ = try child.wait()
    let transfers = try transfers()
    guard transfers.count > before, let transfer = transfers.last else {
      letTimePass()
      try run()
      // It had not begun: then there is nothing of it anywhere.
      #expect(try remote().isEmpty && copies().isEmpty, "\(cell.testDescription)")
      return
    }
    if TransferRules.needsCopy(transfer.state) { expectUntold(to, cell) }
    let healed = try heal(transfer.id)
    try expectWhole(transfer.id, to, cell, mayRepeat: healed.tried.contains(where: \.mayBeRepeated))
    #expect(try clinic.store.verify().problem == nil, "\(cell.testDescription)")
  }

  private func meetTwoRuns(_ cell: FaultCell, _ to: [String]) throws {
    let ids = try [queue(for: to), queue(for: to)]
    let children = try (0..<2).map { _ in try begin(["run", "-q"]) }
    let ends = try children.map { try $0.wait() }
    #expect(ends.contains(.exited(0)), "\(cell.testDescription)")
    #expect(ends.allSatisfy { $0 == .exited(0) || $0 == .exited(75) }, "\(cell.testDescription)")
    for id in ids {
      #expect(try kept(id)?.state == .notified, "\(cell.testDescription)")
      #expect(try TemporaryFolder.bytes(remoteFile(id)) == container, "\(cell.testDescription)")
    }
    #expect(try remote() == ids.map { "\($0).sod" }.sorted() && copies().isEmpty, "\(cell.testDescription)")
    // One for each of the two files.
    for address in to { #expect(mail.messages(to: address).count == 2, "\(cell.testDescription)") }
  }

  // MARK: The server

  private func meetRestart(_ cell: FaultCell, _ to: [String], at place: Int) throws {
    let id = try queue(for: to)
    let outcome = try move(id, wishes, at: place) {
      self.peer.kill()
      try self.peer.restart(.ofFaults, habit: nil)
    }
    #expect(outcome.failure == nil, "\(cell.testDescription)")
    // With FTP it may be an attempt to append that connects anew, of which there is no note.
    let isNoted = outcome.notes.contains { $0.hasPrefix("connecting anew") }
    #expect(isNoted || server.isFTPS, "\(cell.testDescription)")
    try settle(outcome, cell, to)
  }

  private func meetFullDisk(_ cell: FaultCell, _ to: [String]) throws {
    let id = try queue(for: to)
    try disk?.resize(to: 3 << 20)
    let outcome = try move(id, briefWishes)
    try disk?.resize(to: Self.diskSize)
    #expect(outcome.failure != nil, "\(cell.testDescription)")
    try settle(outcome, cell, to, Self.noRoom(server))
  }

  /// What a server says that has no room.
  private static func noRoom(_ server: FaultServer) -> Set<Failure.Code> {
    switch server {
    // It says nothing any more, until the time is over.
    case .pyftpdlib: [.connectionLost, .transferTimeout]
    // The quota's end takes the whole file away.
    case .proftpd: [.remoteDiskFull, .remoteFailure, .remoteSizeDiffers]
    default: [.remoteDiskFull, .remoteFailure]
    }
  }

  private var briefWishes: LimitWishes {
    var wishes = LimitWishes()
    wishes.timeout = .seconds(2)
    if server == .pyftpdlib { wishes.maxTime = .seconds(4) }
    return wishes
  }

  /// ProFTPD keeps a quota itself; to the others the system says what it would say at a quota's
  /// end, with another number.
  private func meetQuota(_ cell: FaultCell, _ to: [String]) throws {
    let id = try queue(for: to)
    var limits = PeerLimits.ofFaults
    if server == .proftpd || server == .ftpsProftpd {
      limits.quota = 3 << 20
    } else {
      limits.fileSize = 3 << 20
    }
    peer.kill()
    try peer.restart(limits, habit: nil)
    let outcome = try move(id, briefWishes)
    peer.kill()
    try peer.restart(.ofFaults, habit: nil)
    #expect(outcome.failure != nil, "\(cell.testDescription)")
    try settle(outcome, cell, to, Self.noRoom(server))
  }

  private func meetPermission(_ cell: FaultCell, _ to: [String]) throws {
    let id = try queue(for: to)
    func permit(_ isPermitted: Bool) {
      for name in (try? remote()) ?? [] { unsafe chmod("\(root)/\(name)", isPermitted ? 0o600 : 0o400) }
      unsafe chmod(root, isPermitted ? 0o700 : 0o500)
    }
    let outcome = try move(id, wishes) {
      permit(false)
      self.peer.cut()
    }
    permit(true)
    #expect(outcome.failure != nil, "\(cell.testDescription)")
    try settle(outcome, cell, to, [.remotePermissionDenied, .remoteFailure])
  }

  private func meetHabit(_ cell: FaultCell, _ habit: String, _ to: [String]) throws {
    let id = try queue(for: to)
    peer.kill()
    try peer.restart(.ofFaults, habit: habit)
    var wishes = LimitWishes()
    wishes.verification = .full
    let outcome = try move(id, wishes)
    peer.kill()
    try peer.restart(.ofFaults, habit: nil)
    if cell.fault == .lossy {
      #expect(outcome.failure?.code == .remoteSizeDiffers)
    } else {
      #expect(outcome.failure == nil, "\(cell.testDescription)")
    }
    try settle(outcome, cell, to)
  }

  // MARK: Somebody else

  private func meetAlteration(_ cell: FaultCell, _ way: Alteration, _ to: [String]) throws {
    let id = try queue(for: to)
    var wishes = wishes
    // Without it, and without a server's hash, the size alone is compared: the manual says so.
    wishes.verification = .full
    let outcome = try move(id, wishes) {
      let name = try #require(try self.remote().first)
      let part = try FileHandle(forUpdating: URL(filePath: "\(self.root)/\(name)"))
      switch way {
      case .flipped:
        try part.seek(toOffset: 5000)
        let byte = try #require(try part.read(upToCount: 1))
        try part.seek(toOffset: 5000)
        try part.write(contentsOf: Data(byte.map { $0 ^ 1 }))
      case .cut: try part.truncate(atOffset: 1000)
      case .grown: try part.truncate(atOffset: UInt64(FaultTable.size * 2))
      case .removed: try FileManager.default.removeItem(atPath: "\(self.root)/\(name)")
      }
      try part.close()
    }
    #expect(outcome.failure != nil || !outcome.notes.isEmpty, "\(cell.testDescription)")
    try settle(outcome, cell, to)
  }

  private func meetTaken(_ cell: FaultCell, _ isHalfway: Bool, _ to: [String]) throws {
    let id = try queue(for: to)
    let theirs = Array("somebody else's".utf8)
    let access = try ServerAccess(try clinic.profile.settings(), clinic.profile)
    // Through the server: rclone keeps in mind for some minutes which names there are, and writes
    // over a file that came there by another way.
    func take() throws {
      guard case .sftp(let server) = access.kind else {
        return try Data(theirs).write(to: URL(filePath: remoteFile(id).string))
      }
      let file = try clinic.folder.file("theirs", theirs)
      var upload = SFTPUpload(by: server.access(ServerLimits()))
      upload.options.partName = Array("theirs".utf8)
      let path = try #require(server.location.path.appending(Array("\(id).sod".utf8)))
      _ = try upload.run(try LocalFileSource(opening: file), to: path, observer: Unheard())
    }
    if !isHalfway { try take() }
    let outcome = try move(id, wishes) { if isHalfway { try take() } }
    #expect(outcome.failure?.code == .remoteExists, "\(cell.testDescription)")
    #expect(try TemporaryFolder.bytes(remoteFile(id)) == theirs, "\(cell.testDescription)")
    try access.folder().remove("\(id).sod")
    try settle(outcome, cell, to, [.remoteExists])
  }
}
