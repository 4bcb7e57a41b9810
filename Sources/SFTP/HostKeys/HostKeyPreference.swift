/// Which kinds of host keys are asked for, in which order.
enum HostKeyPreference {
  private static let types = [
    "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
  ]

  /// Signature algorithms, those of `known` key types first. RSA is asked for with SHA-2 only.
  static func algorithms(_ known: [String]) -> [String] {
    let wanted = known.filter(types.contains)
    return (wanted + types.filter { !wanted.contains($0) }).flatMap { type in
      type == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256"] : [type]
    }
  }
}
