internal import NetClient
internal import Platform
internal import Records
internal import SFTP

extension FTPSLadder {
  /// Has the folder listed that the user is put into, whose content does not matter.
  func openDataChannel(_ session: Session) throws(Failure) -> Sighting {
    do throws(Failure) {
      _ = try session.client.entries(of: .home, prefix: TrialFile.name(), buffer: session.file.descriptor)
    } catch {
      guard Self.isAboutRights(error.code) else { throw explained(error, session.client) }
      return .nothing(
        "the server lists nothing for this user, so that writing is the first to show: \(error.message)",
        advice: nil)
    }
    let port = passivePlace(session.client).map { ", to port \($0.port)" } ?? ""
    let seen = "the second connection, for files\(port), comes about and is encrypted"
    guard let other = foreignAddress(session.client) else { return .fine(seen) }
    return .doubtful(
      seen, code: nil,
      meaning:
        "the server names \(other) for it, which is not its address; it is not believed here, and other programs may fail",
      owner: .server, advice: "tell the server's operator that PASV names a wrong address")
  }

  private static func isAboutRights(_ code: Failure.Code) -> Bool {
    [.remotePermissionDenied, .remoteUnsupported, .remoteNoSuchFile, .remoteNotAFile, .remoteFailure]
      .contains(code)
  }

  private func passivePlace(_ client: FTPSClient) -> (address: String?, port: UInt16)? {
    client.lastAnswer?.exchanges.last { $0.reply.passivePlace != nil }?.reply.passivePlace
  }

  /// The address that the server names for files, where that is another than its own.
  private func foreignAddress(_ client: FTPSClient) -> String? {
    guard let named = passivePlace(client)?.address, let peer = client.peer?.address,
      !peer.hasPrefix("\(named):")
    else { return nil }
    return named
  }

  private func explained(_ failure: Failure, _ client: FTPSClient) -> Failure {
    guard failure.code == .dataChannelRefused, let other = foreignAddress(client) else { return failure }
    return Failure(
      failure.code, "\(failure.message); the server names \(other) for it, and its own address is tried",
      hint: failure.hint)
  }

  /// The folder is there, is one, and may be entered.
  func lookAtFolder(_ client: FTPSClient) throws(Failure) -> Sighting {
    // 257 "/home/clinic" is the current directory
    let parts = try client.ask("PWD").text.split(separator: "\"", omittingEmptySubsequences: false)
    let home = parts.count > 2 ? String(parts[1]) : nil
    guard !path.text.isEmpty else {
      return .fine("\(home ?? "the folder that the server puts the user into") is the folder")
    }
    let reply = try client.ask("CWD \(path.text)")
    // Names that do not begin with a slash are looked for where the session stands.
    if reply.isGood, !path.text.hasPrefix("/"), let home { try client.ask("CWD \(home)") }
    guard !reply.isGood else { return .fine("\(path.text) is a folder") }
    throw Failure(
      FTPSProgress.folderRefusal(reply),
      "the server refuses the folder \(path.text): \(reply.summary)"
        + (home.map { "; the server puts the user into \($0)" } ?? ""))
  }

  func withFile(
    _ content: [UInt8], _ name: String, _ body: () throws(Failure) -> Sighting
  ) throws(Failure) -> Sighting {
    let session = try session(holding: content)
    defer { withExtendedLifetime(session) {} }
    let path = try folder.path(name)
    do throws(Failure) { try folder.put(content.count, as: name, by: session.client) } catch {
      try discard(name, session.client, explained(error, session.client))
    }
    let sighting: Sighting
    do throws(Failure) { sighting = try body() } catch {
      try? session.client.remove(path)
      throw error
    }
    do throws(Failure) { try session.client.remove(path) } catch {
      throw Failure(error.code, "\(error.message); the file was written and stays there", hint: error.hint)
    }
    return sighting
  }

  /// Removes what an upload that failed has left.
  private func discard(_ name: String, _ client: FTPSClient, _ failure: Failure) throws(Failure) -> Never {
    let part = try folder.path(FTPSFolder.partName(of: name))
    do throws(Failure) { try client.remove(part) } catch {
      guard error.code == .remotePermissionDenied, try client.status(of: part) != nil else { throw failure }
      throw Failure(failure.code, "\(failure.message); \(part.text) stays there", hint: failure.hint)
    }
    throw failure
  }

  func content(of link: String, limit: Int) throws(Failure) -> [UInt8]? {
    guard let location = try? FTPSSite.location(link, account.encryption),
      probe.endpoint == location.endpoint
    else { return nil }
    let session = try session(holding: [])
    let count = try session.client.fetch(try FTPSSite.path(location), from: 0, to: Int64(limit)) {
      _ throws(Failure) in
    }
    return try session.file.content(count: Int(count))
  }
}
