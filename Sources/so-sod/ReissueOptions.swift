import AgeFormat
import ArgumentParser
import CommandLineKit
import Exchange
import Folders
import Keys
import Platform
import Profile
import Records
import SODFormat
import Storage
import SystemPackage

/// What share and rekey have in common.
struct ReissueOptions: ParsableArguments {
  @Flag(help: "Let post-quantum recipients stand beside others, or a container for such be given to others.")
  var allowMixed = false

  @Flag(help: "Write it as text (ASCII armour).") var armor = false

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to OUT; - is standard output.", valueName: "OUT"))
  var out: PathArgument?

  @Flag(help: "Replace OUT when it is there.") var force = false

  /// Issues the container anew.
  ///
  /// - Parameter change: what becomes of the recipients, and a word for the file's name.
  func run(
    _ reading: ReadOptions, in context: CommandContext,
    _ change: (Profile) throws(Failure) -> (Sharer.Change, name: String)
  ) throws(Failure) -> ExitStatus {
    let toStandardOutput = out?.isStandardStream == true
    if toStandardOutput, !armor, context.results.isTerminal {
      throw Failure(.usage, "a container is not written to a terminal", hint: "so-sod share … -o FILE")
    }
    let profile = try context.profile()
    let (change, name) = try change(profile)
    if let out, !toStandardOutput { try OutputFile.check(out.path, replacing: force) }
    let keys = try reading.keys(profile)
    let identity = try signing(keys, profile)
    let container =
      reading.file.isStandardStream
      ? try RewindableContainer(
        spooling: DescriptorSource.standardInput(), in: context.environment.path("TMPDIR") ?? "/tmp")
      : try RewindableContainer(reading.file.path)
    let sharer = Sharer(
      identity, store: try store(identity, profile, context), time: context.time, isArmored: armor,
      allowsMixed: allowMixed)
    let now = context.time.now()
    func share(to sink: any ByteSink) throws(Failure) -> Sharer.Outcome {
      try sharer.run(container, change, to: sink) { (source) throws(Failure) in
        try profile.openContainer(source, with: keys, now: now)
      }
    }
    if toStandardOutput {
      _ = try share(to: context.results.bytes)
      return .success
    }
    // Without a name it lies in the current folder, and gets one that tells it from the original.
    let file = try NewFile(for: out?.path ?? "x", mode: [.ownerReadWrite, .groupRead, .otherRead])
    let outcome = try share(to: file)
    let path = out?.path ?? FilePath("\(outcome.verdict.manifest.id.text).\(name).sod")
    do { try file.publish(at: path, replacing: force) } catch {
      throw error.code == .alreadyExists ? OutputFile.exists(path) : error
    }
    try context.results.add(outcome.container(at: path))
    return .success
  }

  /// Who signs: the identity that was named, where it has a key to sign with; else one's own.
  private func signing(_ keys: ContainerKeys, _ profile: Profile) throws(Failure) -> Identity {
    if case .file(let file) = keys, let identity = file.identity { return identity }
    return try profile.identity()
  }

  /// The store that keeps the event: one's own, when it is oneself who shares.
  private func store(
    _ identity: Identity, _ profile: Profile, _ context: CommandContext
  ) throws(Failure) -> Store? {
    guard Store.exists(at: profile.storePath), try FileStatus(at: profile.identityPath) != nil,
      try profile.identity().signer == identity.signer
    else { return nil }
    do { return try profile.openStore(for: context) } catch {
      // A store of somebody else is none of one's own.
      guard error.code == .notAMember else { throw error }
      return nil
    }
  }
}
