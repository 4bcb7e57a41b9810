import Foundation
import Peers
import TestSupport
import Testing

/// The makes of servers that the faults happen at.
enum FaultServer: String, Sendable, CaseIterable {
  case openssh = "OpenSSH"
  case proftpd = "ProFTPD mod_sftp"
  case rclone
  case asyncssh
  case paramiko
  case ftpsProftpd = "ProFTPD FTPS"
  case pyftpdlib = "pyftpdlib FTPS"

  var isFTPS: Bool { self == .ftpsProftpd || self == .pyftpdlib }
}

/// What somebody else does to a part.
enum Alteration: String, Sendable, CaseIterable {
  case flipped, cut, grown, removed
}

/// What happens to a transfer.
enum TransferFault: Sendable, Hashable {
  /// The link is cut when so many bytes have passed.
  case cut(after: Int)
  /// One bit of the byte there is flipped on the way to the server.
  case flipped(at: Int)
  /// The sender is killed when so many thousandths of a whole run's time are over; by turns it is
  /// `send` and `run`.
  case killed(permille: Int, isRun: Bool)
  /// The server is killed when so many bytes have arrived, and started again.
  case restarted(at: Int)
  case twoRuns
  /// The server's disk is full, a real one.
  case fullDisk
  /// The user has sent as much as the server takes.
  case quota
  /// The user may no longer write, from the half on.
  case permission
  /// Somebody changes the part half-way.
  case altered(Alteration)
  /// Somebody else's file has the final name, from the beginning or from the half on.
  case taken(isHalfway: Bool)
  /// Each direction of the link takes 60 ms.
  case slowLink
  case slowServer
  case outOfOrder
  /// A read is answered with a part of what was asked for.
  case shortAnswers
  /// The server forgets a byte that it said it had written.
  case lossy
}

extension TransferFault {
  /// The name without what follows it.
  var kind: String { String("\(self)".prefix { $0 != "(" }) }
}

/// One fault at one server.
struct FaultCell: Sendable, CustomTestStringConvertible {
  let server: FaultServer
  let fault: TransferFault

  /// The fault without its place or instant.
  var kind: String { fault.kind }

  var testDescription: String { "\(fault) at \(server.rawValue)" }
}

/// Every fault at every server: random places and instants that are the same in every run. A tenth
/// is tried in `make test`, which one `SO_FAULT_SEED` says; all in `make soak`; those whose description
/// has all words of `SO_FAULTS` when one is looked for.
enum FaultTable {
  static let size = 6 << 20 + 77

  /// Why a server cannot show a fault; `nil` when it can.
  static func obstacle(_ fault: TransferFault, _ server: FaultServer) -> String? {
    switch (fault, server) {
    case (.outOfOrder, .openssh), (.lossy, .openssh): return nil
    case (.outOfOrder, _) where server.isFTPS, (.shortAnswers, _) where server.isFTPS:
      return "FTP has one stream for a file, without requests and answers"
    case (.outOfOrder, _):
      return "it answers in the order of the requests; below OpenSSH another SFTP server does not"
    case (.shortAnswers, .openssh), (.shortAnswers, .asyncssh), (.shortAnswers, .paramiko): return nil
    case (.slowServer, .openssh), (.slowServer, .asyncssh), (.slowServer, .paramiko): return nil
    case (.slowServer, _), (.shortAnswers, _), (.lossy, _):
      return "nothing makes it do so; below OpenSSH another SFTP server does, and asyncssh and paramiko do"
    default: return nil
    }
  }

  static let all: [FaultCell] = FaultServer.allCases.enumerated().flatMap { number, server in
    faults(seed: UInt64(number)).flatMap { $0 }.filter { obstacle($0, server) == nil }
      .map { FaultCell(server: server, fault: $0) }
  }

  /// The cells of this run.
  static let chosen: [FaultCell] = {
    let environment = ProcessInfo.processInfo.environment
    if let words = environment["SO_FAULTS"]?.split(separator: " ") {
      return all.filter { cell in words.allSatisfy { cell.testDescription.contains($0) } }
    }
    if environment["SO_SOAK"] == "1" { return all }
    var generator = SeededGenerator(seed: environment["SO_FAULT_SEED"].flatMap { UInt64($0) } ?? 5)
    var cells: [FaultCell] = []
    let kinds = faults(seed: 0).count
    for kind in 0..<kinds {
      let rows = FaultServer.allCases.enumerated().map { number, server in
        faults(seed: UInt64(number))[kind].filter { obstacle($0, server) == nil }
          .map { FaultCell(server: server, fault: $0) }.shuffled(using: &generator)
      }
      let tenth = rows.map { $0.prefix($0.count / 10) }
      // Of those that happen seldom, one at one of the servers.
      cells +=
        tenth.contains { !$0.isEmpty }
        ? tenth.flatMap { Array($0) } : Array(rows.flatMap { $0 }.shuffled(using: &generator).prefix(1))
    }
    return cells.shuffled(using: &generator)
  }()

  /// One of each kind.
  static let kinds = faults(seed: 0).flatMap { $0 }.reduce(into: [TransferFault]()) { kinds, fault in
    if !kinds.contains(where: { $0.kind == fault.kind }) { kinds.append(fault) }
  }

  /// By kinds, of which those in one row share a tenth.
  private static func faults(seed: UInt64) -> [[TransferFault]] {
    var generator = SeededGenerator(seed: seed)
    func place(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }
    // Some break the login, some the end, where the name is given.
    let cuts = (0..<50).map { number in
      TransferFault.cut(
        after: number < 8
          ? place(1..<9000) : number < 16 ? place(size - 10_000..<size + 9000) : place(9000..<size))
    }
    let flips = (0..<20).map { number in
      TransferFault.flipped(at: number < 4 ? place(1..<3000) : place(3000..<size))
    }
    let kills = (0..<50).map { TransferFault.killed(permille: place(0..<1000), isRun: $0 % 2 == 1) }
    let restarts = (0..<5).map { _ in TransferFault.restarted(at: place(size / 10..<size * 6 / 10)) }
    return [
      cuts, flips, kills, restarts, Alteration.allCases.map { .altered($0) },
      [.taken(isHalfway: false), .taken(isHalfway: true)], [.twoRuns], [.fullDisk], [.quota], [.permission],
      [.slowLink], [.slowServer, .outOfOrder, .shortAnswers, .lossy],
    ]
  }
}
