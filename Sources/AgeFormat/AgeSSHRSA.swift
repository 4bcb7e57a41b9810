internal import Keys
internal import Records

/// Seals to an `ssh-rsa` key, as age does: RSAES-OAEP with SHA-256 and a label of its own.
struct AgeSSHRSARecipient: AgeRecipientKind {
  let key: SSHRSAPublicKey

  var text: String { key.text }

  func wrap(_ fileKey: AgeFileKey) throws(Failure) -> AgeStanza {
    AgeStanza(
      type: SSHRSAPublicKey.algorithm, checkedArguments: [AgeSSH.tag(key.wire)],
      body: try key.encrypt(fileKey.secret, label: AgeSSHRSA.label))
  }
}

/// Opens what was sealed to an `ssh-rsa` key.
struct AgeSSHRSAIdentity: AgeIdentity {
  let key: SSHRSAPrivateKey

  func unwrap(_ stanzas: [AgeStanza]) throws(Failure) -> AgeFileKey? {
    let tag = AgeSSH.tag(key.publicKey.wire)
    for stanza in stanzas where stanza.type == SSHRSAPublicKey.algorithm {
      guard stanza.arguments.count == 1 else {
        throw Failure(.ageHeaderInvalid, "an ssh-rsa stanza of the header does not name one key")
      }
      guard stanza.arguments[0] == tag,
        let secret = try key.decrypt(stanza.body, label: AgeSSHRSA.label)
      else { continue }
      guard let fileKey = AgeFileKey(secret) else {
        throw Failure(.ageHeaderInvalid, "an ssh-rsa stanza of the header wraps no file key")
      }
      return fileKey
    }
    return nil
  }
}

private enum AgeSSHRSA {
  static let label: StaticString = "age-encryption.org/v1/ssh-rsa"
}
