public import AgeFormat
internal import Platform
public import Records
public import SystemPackage

/// Keys of one's own beside the identity: to be written to, and not to sign with.
public enum OwnKeyKind: String, CaseIterable, Sendable {
  /// A post-quantum key, in a file of its own.
  case postQuantum = "identity-pq"
  /// An SSH key that is there already; a link leads to it.
  case ssh = "identity-ssh"

  /// The stanzas that such a key opens.
  var stanzaTypes: Set<String> {
    switch self {
    case .postQuantum: ["mlkem768x25519"]
    case .ssh: ["ssh-ed25519", "ssh-rsa"]
    }
  }
}

extension Profile {
  /// Where a key of one's own is.
  public func path(of kind: OwnKeyKind) -> FilePath {
    contactsPath.removingLastComponent().appending(kind.rawValue)
  }

  /// The further keys that are there; each is read only for a file that is sealed to its kind.
  ///
  /// - Throws: what looking for them throws.
  public func furtherKeys() throws(Failure) -> [AgeWaitingKeyFile] {
    var keys: [AgeWaitingKeyFile] = []
    for kind in OwnKeyKind.allCases {
      let path = path(of: kind)
      guard try FileStatus(at: path, followingLinks: false) != nil else { continue }
      keys.append(AgeWaitingKeyFile(path, stanzaTypes: kind.stanzaTypes, passphrases: passphrases))
    }
    return keys
  }

  /// Makes the SSH key at `path` one's own.
  ///
  /// - Throws: `already_exists` when another one is.
  public func takeSSHKey(at path: FilePath) throws(Failure) {
    let link = self.path(of: .ssh)
    let target = try FileSystem.resolved(path)
    if try FileStatus(at: link, followingLinks: false) != nil {
      guard try FileStatus(at: link) != nil, try FileSystem.resolved(link) == target else {
        throw Failure(
          .alreadyExists, "another SSH key is your own already, see \(link.printable)",
          hint: "remove that link; the key stays")
      }
      return
    }
    try FileSystem.makeDirectory(link.removingLastComponent())
    try FileSystem.makeSymbolicLink(at: link, to: target)
  }
}
