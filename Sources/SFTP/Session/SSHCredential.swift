public import SystemPackage

/// What a user proves to the server who they are with.
public enum SSHCredential: Sendable {
  /// A password's bytes, UTF-8; also the answer to the one hidden question of
  /// keyboard-interactive logins.
  case password([UInt8])
  /// A private key's file, OpenSSH or PEM, and the passphrase that it is encrypted with.
  case privateKey(FilePath, passphrase: [UInt8]? = nil)
  /// The keys of an SSH agent, by its socket (`SSH_AUTH_SOCK`).
  case agent(socket: FilePath)
}
