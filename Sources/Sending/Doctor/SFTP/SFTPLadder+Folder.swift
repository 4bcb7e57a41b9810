internal import Records
internal import SFTP

extension SFTPLadder {
  /// The folder is there, is one, and may be looked into.
  func lookAtFolder() throws(Failure) -> Sighting {
    let client = try client()
    let attributes: FileAttributes
    do throws(Failure) { attributes = try client.attributes(of: folder) } catch {
      // Where the user stands helps to see what is wrong with the path.
      guard error.code == .remoteNoSuchFile, let home = try? client.realPath(.home) else { throw error }
      throw Failure(error.code, "\(error.message); the server puts the user into \(home)", hint: error.hint)
    }
    guard attributes.isDirectory || attributes.permissions == nil else {
      throw Failure(.remoteNotAFile, "\(folder) on the server is not a folder")
    }
    let path = (try? client.realPath(folder)) ?? folder
    var seen = "\(path) is a folder"
    if let mode = attributes.permissions { seen += ", mode 0\(String(mode & 0o7777, radix: 8))" }
    if let owner = attributes.owner { seen += ", of user \(owner.user)" }
    if let disk = try? client.fileSystem(of: folder) { seen += "; \(disk.free / 1_000_000) MB are free" }
    return .fine(seen)
  }

  /// What a transfer does: writes under another name, gives the final one, and removes.
  func tryWriting() throws(Failure) -> Sighting {
    let content = TrialFile.content()
    return try withFile(content, TrialFile.name()) { () throws(Failure) in
      .fine("a file of \(content.count) bytes was written and got its final name, and is removed again")
    }
  }

  func withFile(
    _ content: [UInt8], _ name: String, _ body: () throws(Failure) -> Sighting
  ) throws(Failure) -> Sighting {
    let client = try client()
    guard let path = folder.appending(Array(name.utf8)) else {
      throw Failure(.locationInvalid, "server.url names no folder")
    }
    var upload = SFTPUpload(by: access)
    upload.options.permissions = permissions
    // A doctor tells of what it sees, and mends nothing.
    upload.limits.patience = .zero
    var standing: SFTPClient? = client
    do throws(Failure) { try upload.send(PositionedMemory(content), to: path, by: &standing) } catch {
      throw explained(error, client)
    }
    let sighting: Sighting
    do throws(Failure) { sighting = try body() } catch {
      try? client.remove(path)
      throw error
    }
    do throws(Failure) { try client.remove(path) } catch {
      throw Failure(
        error.code, "\(error.message); the file was written and stays there", hint: error.hint)
    }
    return sighting
  }

  /// Version 3 of SFTP has no code for a disk that is mounted for reading only.
  private func explained(_ failure: Failure, _ client: SFTPClient) -> Failure {
    guard [.remoteFailure, .remotePermissionDenied].contains(failure.code),
      let disk = try? client.fileSystem(of: folder), disk.isReadOnly
    else { return failure }
    return Failure(.remoteReadOnly, failure.message)
  }

  func content(of link: String, limit: Int) throws(Failure) -> [UInt8]? {
    guard let location = try? SFTPLocation(parsing: link), location.endpoint == access.endpoint else {
      return nil
    }
    let client = try client()
    let file = try client.open(location.path, .reading)
    defer { try? client.close(file) }
    guard let size = try client.attributes(of: file).size, size <= UInt64(limit) else { return [] }
    let sink = TrialSink(count: Int(size))
    try client.read(file, 0..<size, to: sink)
    return sink.bytes
  }
}
