internal import Keys
internal import NetClient
internal import Platform
public import Profile
public import Records
internal import SFTP
internal import SODFormat
public import Storage
public import SystemPackage

/// What a ticket needs, in a `.tar.gz`: what a doctor said, the log of its sessions, the settings
/// and where each comes from, the last transfers, the state of the outbox, versions. No secret, nothing about a patient,
/// no address of a person, no whole id.
public struct TicketBundle {
  private let profile: Profile
  private let tool: String
  private let now: Timestamp
  private var mask: TicketMask

  /// Everything that is known of a round.
  public struct Round {
    /// What the doctor said, in its order.
    public var checks: [Check] = []
    /// The lines of the sessions' log, as they came.
    public var log: [String] = []
    /// The store, when there is one that opens.
    public var store: Store?
    /// Why there is none.
    public var storeFailure: Failure?

    /// Nothing yet.
    public init() {}
  }

  /// A bundle about the settings of `profile`.
  ///
  /// - Parameters:
  ///   - tool: the program and its version, as in `so-ftpsend 0.1.0`.
  ///   - home: the user's home, which stands as `~` in the bundle.
  public init(_ profile: Profile, tool: String, home: String?, at now: Timestamp) {
    self.profile = profile
    self.tool = tool
    self.now = now
    mask = TicketMask(secrets: Self.secrets((try? profile.settings()) ?? Settings()), home: home)
  }

  /// Writes the bundle to `path`, which appears when it is whole.
  ///
  /// - Throws: `already_exists` unless `replacing`, and what writing throws.
  public mutating func write(_ round: Round, to path: FilePath, replacing: Bool) throws(Failure) {
    let file = try NewFile(for: path)
    let tar = try TicketArchive(to: file, modified: now.milliseconds / 1000)
    for (name, bytes) in parts(of: round) { try tar.add("\(Self.folder)/\(name)", bytes) }
    try tar.finish()
    try file.publish(at: path, replacing: replacing)
  }

  /// The settings whose values are secret.
  static func secrets(_ settings: Settings) -> [String] {
    settings.keys.filter(\.isSecret).compactMap { settings[$0] }
  }

  private static let folder = "so-ftpsend-doctor"

  private mutating func parts(of round: Round) -> [(name: String, bytes: [UInt8])] {
    [
      ("README.txt", Array(readMe.utf8)), ("checks.ndjson", lines(round.checks.map(\.json))),
      ("session.log", Array(round.log.map { mask.text($0) + "\n" }.joined().utf8)),
      ("settings.ndjson", settings()), ("transfers.ndjson", transfers(round)),
      ("outbox.ndjson", outbox(round)), ("versions.ndjson", lines(versions)),
    ]
  }

  private mutating func lines(_ records: [JSONObject]) -> [UInt8] {
    records.flatMap { mask.object($0).serialized + [0x0A] }
  }

  private var readMe: String {
    """
    What so-ftpsend doctor found, for a ticket. Made \(now.rfc3339) (UTC).

    checks.ndjson     each stage: what was seen, what it means, whose job it is
    session.log       the log of the sessions
    settings.ndjson   the settings, and where each comes from
    transfers.ndjson  the last transfers: states, codes, answers of servers
    outbox.ndjson     how many messages wait or were given up, since when, and why
    versions.ndjson   programs, libraries, system

    Secrets are ***, addresses of people [address N], ids are cut. Look through it before you
    send it.

    """
  }

  private mutating func settings() -> [UInt8] {
    let settings: Settings
    do throws(Failure) { settings = try profile.settings() } catch {
      return lines([["error": .object(error.json)]])
    }
    return lines(
      settings.keys.compactMap { (key) -> JSONObject? in
        guard let value = settings.value(of: key) else { return nil }
        return [
          "key": .string(key.name), "value": .string(Self.shown(value.text, of: key)),
          "origin": .string(value.origin.word), "place": .text(value.origin.place),
        ]
      })
  }

  /// What a person's telephone, or an account's name is, helps nobody with a ticket.
  private static func shown(_ value: String, of key: SettingKey) -> String {
    key.isSecret || [.smsAccount, .smsFrom, .mailUser, .mailFrom].contains(key.general) ? "***" : value
  }

  /// The last fifty transfers, oldest first.
  private mutating func transfers(_ round: Round) -> [UInt8] {
    guard let store = round.store else {
      return round.storeFailure.map { lines([["error": .object($0.json)]]) } ?? []
    }
    var last: [JSONObject] = []
    do throws(Failure) {
      try Transfers(store).list { (transfer) throws(Failure) in
        last.append(Self.shown(transfer))
        if last.count > 50 { last.removeFirst() }
      }
    } catch {
      last.append(["error": .object(error.json)])
    }
    return lines(last)
  }

  /// Without the link, by which anybody may fetch, and without the telephones of recipients.
  private static func shown(_ transfer: Transfer) -> JSONObject {
    var json = transfer.json
    if case .string? = json["link"] { json["link"] = .string("***") }
    guard case .array(let deliveries)? = json["deliveries"] else { return json }
    json["deliveries"] = .array(
      deliveries.map { (delivery) -> JSONValue in
        guard case .object(var object) = delivery else { return delivery }
        if case .string(let to)? = object["to"], !to.contains("@") { object["to"] = .string("***") }
        return .object(object)
      })
    return json
  }

  /// How many messages are how far, and how old they are; neither addresses nor texts.
  private mutating func outbox(_ round: Round) -> [UInt8] {
    guard let store = round.store else {
      return round.storeFailure.map { lines([["error": .object($0.json)]]) } ?? []
    }
    do throws(Failure) {
      let counts = try store.look { (snapshot) throws(Failure) in try snapshot.outboxCounts() }
      return lines(
        counts.map { (count) -> JSONObject in
          let seconds = count.oldest.map { max(0, (now.milliseconds - $0.milliseconds) / 1000) }
          return [
            "state": .string(count.state.rawValue), "channel": .string(count.channel),
            "count": .integer(count.count), "oldest_seconds": seconds.map { .integer($0) } ?? .null,
            "attempts": .integer(count.attempts), "last_code": .text(count.code),
          ]
        })
    } catch {
      return lines([["error": .object(error.json)]])
    }
  }

  /// Only the helper knows its library.
  private var curl: String {
    do throws(Failure) { return try NetHelper().libraryVersion() } catch {
      return "not known: \(error.code.word)"
    }
  }

  private var versions: [JSONObject] {
    [
      ("tool", tool), ("libssh", SSHAlgorithms.libraryVersion), ("libcurl", curl),
      ("openssl", KeysLibrary.version),
      ("sqlite", StorageLibrary.version), ("libarchive", TicketArchive.libraryVersion),
      ("libc", SystemRelease.cLibrary), ("kernel", SystemRelease.kernel),
      ("distribution", SystemRelease.distribution ?? "unknown"),
    ].map { (name, version) in ["name": .string(name), "version": .string(version)] }
  }
}
