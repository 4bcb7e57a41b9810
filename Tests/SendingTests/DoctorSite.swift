import Foundation
import Peers
import Platform
import Profile
import Records
import SystemPackage
import TestClinic
import TestSupport

@testable import Sending

/// A home with settings, and a doctor who looks at them.
struct DoctorSite {
  let folder: TemporaryFolder
  let profile: Profile
  /// Runs as long as the site is looked at.
  private var peer: AnyObject?

  init() throws {
    folder = try TemporaryFolder()
    profile = try TestClinic.emptyProfile(in: folder)
  }

  /// Settings for `server`, with its own key or password.
  init(_ server: some SFTPPeer) throws {
    try self.init()
    try set(.serverURL, "sftp://\(server.user)@127.0.0.1:\(server.port)\(server.remoteRoot)")
    try set(.serverKnownHosts, server.knownHosts)
    if let key = server.keyFile { try set(.serverIdentityFile, key) }
    if let password = server.password { try set(.serverPassword, password) }
  }

  /// Settings for `server`, with its password and its authority.
  init(_ server: FTPSServer) throws {
    try self.init()
    peer = server
    try set(.serverURL, server.url)
    try set(.serverTLS, server.isImplicit ? "implicit" : "explicit")
    try set(.serverCAFile, server.authority)
    try set(.serverPassword, server.password)
  }

  /// Settings that lead to a port behind which there is no server.
  init(port: Int, host: String = "127.0.0.1") throws {
    try self.init()
    try set(.serverURL, "sftp://clinic@\(host):\(port)/out")
    try set(.serverPassword, "no server gets this")
  }

  func set(_ key: SettingKey, _ value: String) throws { try profile.set(key, to: value, at: TestClinic.now) }

  func setMail(_ mail: MailServer, password: String? = nil) throws {
    try set(.mailURL, mail.url)
    try set(.mailUser, mail.user)
    try set(.mailPassword, password ?? mail.password)
    try set(.mailCAFile, mail.authority)
    try set(.mailFrom, "clinic@clinic.example")
  }

  /// What a doctor says; the last code is that of the tool.
  func look(
    only: DoctorStage? = nil, at time: Timestamp = .now, _ edit: (inout DoctorOptions) -> Void = { _ in }
  ) throws -> Visit {
    var options = DoctorOptions()
    options.only = only
    // Enough for a busy machine, and a failing test does not wait long.
    options.timeout = .seconds(20)
    edit(&options)
    var checks: [Check] = []
    let stop = try Doctor(profile, options, time: FixedTimeSource(time)).look { checks.append($0) }
    return Visit(checks: checks, stop: stop)
  }

  struct Visit {
    let checks: [Check]
    let stop: Failure.Code?

    /// The check that failed.
    var red: Check? { checks.first { $0.status == .failed } }
    /// All words of all checks.
    var text: String {
      checks.map { String(decoding: $0.json.serialized, as: UTF8.self) }.joined(separator: "\n")
    }

    subscript(_ stage: DoctorStage) -> Check? { checks.first { $0.id == stage.rawValue } }

    /// Whether just this stage failed, for this reason, all before it are well, and none behind it
    /// was looked at.
    func stops(at stage: DoctorStage, _ code: Failure.Code) -> Bool {
      guard let place = checks.firstIndex(where: { $0.status == .failed }),
        checks[place].id == stage.rawValue,
        checks[place].code == code, stop == code
      else { return false }
      let isTold = checks[place].meaning != nil && checks[place].owner != nil && checks[place].advice != nil
      return isTold && checks[..<place].allSatisfy(\.isWell)
        && checks[(place + 1)...].allSatisfy { $0.status == .skipped }
    }
  }
}

extension Timestamp {
  /// The real time.
  static var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}

extension FTPSServer {
  /// A path of the server's own.
  func path(_ name: String) -> String { remoteRoot == "/" ? "/\(name)" : "\(remoteRoot)/\(name)" }

  /// What lies in its directory.
  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: root).sorted() } }
}
