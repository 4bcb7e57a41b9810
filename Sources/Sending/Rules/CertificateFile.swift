internal import NetClient
internal import Platform
internal import Profile
internal import Records
internal import SystemPackage

/// A file of certificates that a setting names.
enum CertificateFile {
  private static let marks = ["", "TRUSTED ", "X509 "].map { Array("-----BEGIN \($0)CERTIFICATE-----".utf8) }

  /// Checks that a file has a certificate in PEM form; whether it is a good one, TLS finds out.
  ///
  /// - Throws: `authority_invalid`, or the word for the mail server's or the service's; `no_such_file`
  ///   and the like.
  static func check(_ path: FilePath, for key: SettingKey) throws(Failure) {
    let code: Failure.Code =
      switch key.general {
      case .mailCAFile: .mailAuthorityInvalid
      case .smsCAFile: .serviceAuthorityInvalid
      default: .authorityInvalid
      }
    let excess = Failure(code, "\(path.printable) is too large for certificates")
    let bytes = try InputFile(opening: path).readAll(limit: 512 << 10, excess: excess)
    guard marks.contains(where: { bytes.contains($0) }) else {
      throw Failure(
        code, "\(path.printable) holds no certificate in PEM form, as \(key.name) is to name",
        hint:
          "it begins with -----BEGIN CERTIFICATE-----; from the binary form: openssl x509 -inform DER -in FILE"
      )
    }
  }
}
