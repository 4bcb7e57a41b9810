/// The rungs of the ladder that leads from the settings to a recipient's mail, in their order:
/// each needs those before it.
public enum DoctorStage: String, CaseIterable, Sendable {
  /// The settings, and the identity that opens them.
  case settings
  /// The host by which the server is reached, and whether it lets us on; where there is one.
  case jump
  /// The addresses of the server's name.
  case dns
  /// A TCP connection.
  case connect
  /// The server's first words.
  case banner
  /// The key exchange; with FTPS, TLS.
  case keyExchange = "key_exchange"
  /// The server's key; with FTPS, its certificate.
  case hostKey = "host_key"
  /// The login.
  case auth
  /// The second connection, which files go over; with FTPS alone.
  case data
  /// The folder.
  case directory
  /// Writing a file, giving it its final name, removing it.
  case write
  /// The link that recipients get.
  case link
  /// The mail that brings it.
  case mail

  /// What is looked at when only one stage is asked for: what it needs and itself. Mail needs no
  /// server.
  static func walk(to stage: DoctorStage?) -> [DoctorStage] {
    guard let stage else { return allCases }
    guard stage != .mail else { return [.settings, .mail] }
    return Array(allCases.prefix { $0 != stage }) + [stage]
  }

  /// Whether the server is spoken to.
  var needsServer: Bool { ![.settings, .mail].contains(self) }
}
