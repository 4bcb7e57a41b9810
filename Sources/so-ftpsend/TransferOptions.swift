import ArgumentParser
import CommandLineKit
import Platform
import Records
import SFTP
import Sending

/// What a transfer may take.
struct TransferOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Use up to N connections at once, 1 to 32.", valueName: "N")) var connections:
    Int?

  @Option(
    help: ArgumentHelp("Move at most RATE bytes a second, as in 500K, 20M.", valueName: "RATE"),
    transform: ByteRate.read)
  var bwlimit: ByteRate?

  @Option(
    help: ArgumentHelp("Wait no longer for a silent server, as in 30s.", valueName: "TIME"),
    transform: SpanArgument.read)
  var timeout: SpanArgument?

  @Option(
    help: ArgumentHelp("End after this time and go on later, as in 30m, 4h.", valueName: "TIME"),
    transform: SpanArgument.read)
  var maxTime: SpanArgument?

  func validate() throws {
    if let connections, !(1...32).contains(connections) { throw ValidationError("--connections is 1 to 32") }
    if let timeout, timeout.seconds == 0 { throw ValidationError("--timeout is at least 1s") }
  }

  /// The wishes; from now on signals end the work between two pieces, so that it can be gone on with.
  func wishes(_ context: CommandContext) -> LimitWishes {
    EndRequest.listen()
    var wishes = LimitWishes()
    let console = context.console
    if console.verbosity == .verbose { wishes.log = { console.detail($0) } }
    wishes.home = context.environment.text("HOME")
    wishes.connections = connections
    wishes.bandwidth = bwlimit
    wishes.timeout = timeout.map { .seconds($0.seconds) }
    wishes.maxTime = maxTime.map { .seconds($0.seconds) }
    wishes.isCancelled = { EndRequest.isMade }
    return wishes
  }
}

/// How what was sent is proven.
struct VerifyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Prove what was sent by the server's hash where it makes one, or read everything back.",
      valueName: "auto|full"))
  var verify = Form.auto

  /// The two ways.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case auto, full
  }

  /// The same wishes with the way that was asked for.
  func apply(to wishes: LimitWishes) -> LimitWishes {
    var wishes = wishes
    wishes.verification = verify == .full ? .full : .auto
    return wishes
  }
}
