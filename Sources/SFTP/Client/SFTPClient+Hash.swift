internal import Records

extension SFTPClient {
  /// The SHA-256 that the server makes of a file's whole content; `nil` where it makes none.
  ///
  /// The extension `check-file` (draft-ietf-secsh-filexfer-extensions-00, section 3), which
  /// ProFTPD has, though it does not say so in version 3. A long file takes the server a while, in which it says nothing.
  func sha256(of path: RemotePath, size: UInt64) throws(Failure) -> [UInt8]? {
    guard features.offersHash || session.isProFTPD else { return nil }
    let reply = try patiently(ServerWork(.hashing, bytes: size)) { () throws(Failure) in
      try ask(.extended) {
        $0.string(ServerFeatures.checkFileByName)
        $0.string(path.bytes)
        $0.string("sha256")
        $0.integer(UInt64(0))
        $0.integer(UInt64(0))
        $0.integer(UInt32(0))
      }
    }
    guard case .extended(let bytes) = reply else { return nil }
    var decoder = PacketDecoder(bytes)
    var word = try decoder.text()
    // The draft has the extension's name first; not every server has.
    if word == ServerFeatures.checkFile { word = try decoder.text() }
    let hash = decoder.rest()
    return word == "sha256" && hash.count == 32 ? hash : nil
  }
}
