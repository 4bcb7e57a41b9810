import ArgumentParser
import CommandLineKit
import Profile
import Records

/// Which server, and what a transfer may take: options that win over the settings.
struct LimitOptions: ParsableArguments {
  @OptionGroup var servers: ServerOptions
  @Option(help: ArgumentHelp("Use N connections at most, 1 to 32.", valueName: "N")) var connections: Int?
  @Option(
    help: ArgumentHelp("Move RATE bytes a second at most, as in 20M.", valueName: "RATE"),
    transform: ByteRate.read)
  var bwlimit: ByteRate?
  @Option(
    help: ArgumentHelp("Wait TIME for a silent server, as in 20s.", valueName: "TIME"),
    transform: SpanArgument.read)
  var timeout: SpanArgument?

  func validate() throws {
    if let connections, !(1...32).contains(connections) {
      throw ValidationError("--connections is a number from 1 to 32")
    }
    if let timeout, !(1...3600).contains(timeout.seconds) { throw ValidationError("--timeout is 1s to 1h") }
  }

  /// The settings with these options in front.
  func settings(_ profile: Profile) throws(Failure) -> Settings {
    var settings = try profile.settings()
    if let connections {
      settings.override(.serverConnections.of(servers.server), with: "\(connections)", flag: "--connections")
    }
    if let bwlimit {
      settings.override(
        .serverBandwidth.of(servers.server), with: "\(bwlimit.bytesPerSecond)", flag: "--bwlimit")
    }
    if let timeout {
      settings.override(.serverTimeout.of(servers.server), with: "\(timeout.seconds)s", flag: "--timeout")
    }
    return settings
  }
}
