internal import CSSH
internal import Platform
internal import Records

extension SSHSession {
  /// Logs in with the first credential that the server takes, in the given order.
  ///
  /// - Throws: `auth_failed`, `client_key_rejected`, `auth_method_unavailable` and the
  ///   codes of private key files. Wrong credentials are never tried twice (R082).
  func logIn(as user: String, with credentials: [SSHCredential]) throws(Failure) {
    let first = try attempt { unsafe ssh_userauth_none(handle, user) }
    if first == SSH_AUTH_SUCCESS { return }
    var refusal: Failure?
    for credential in credentials {
      let offered = UInt32(bitPattern: unsafe ssh_userauth_list(handle, user))
      let result: (answer: ssh_auth_e, refusal: Failure)?
      switch credential {
      case .password(let password): result = try usePassword(password, user, offered)
      case .privateKey(let path, let passphrase):
        guard offered & SSH_AUTH_METHOD_PUBLICKEY != 0 else { continue }
        let key = try PrivateKeyFile(path, passphrase: passphrase)
        let answer = try attempt { unsafe ssh_userauth_publickey(handle, user, key.handle) }
        result = (answer, keyRefusal(user, path.printable))
      }
      guard let result else { continue }
      if result.answer == SSH_AUTH_SUCCESS { return }
      // A partial success means that the server wants another method as well.
      if result.answer != SSH_AUTH_PARTIAL { refusal = result.refusal }
    }
    throw refusal ?? unavailable(user, credentials)
  }

  private func usePassword(
    _ password: [UInt8], _ user: String, _ offered: UInt32
  ) throws(Failure) -> (ssh_auth_e, Failure)? {
    guard !password.contains(0) else {
      throw Failure(.authFailed, "the password holds a NUL and cannot be sent")
    }
    var secret = password + [0]
    defer { wipe(&secret) }
    var answer: ssh_auth_e
    if offered & SSH_AUTH_METHOD_PASSWORD != 0 {
      answer = try attempt {
        unsafe secret.withUnsafeBytes {
          unsafe ssh_userauth_password(handle, user, $0.bindMemory(to: CChar.self).baseAddress)
        }
      }
    } else if offered & SSH_AUTH_METHOD_INTERACTIVE != 0 {
      answer = try answerQuestions(user, secret)
    } else {
      return nil
    }
    return (
      answer,
      Failure(
        .authFailed, "\(endpoint) refuses the password of user \(user)",
        hint: "if the password changed: so-ftpsend config set server.password --value-file FILE")
    )
  }

  /// Keyboard-interactive (RFC 4256): rounds of questions. Only one hidden question is
  /// answered; a second one asks for something else than the password.
  private func answerQuestions(_ user: String, _ secret: [UInt8]) throws(Failure) -> ssh_auth_e {
    var isAnswered = false
    var answer = try attempt { unsafe ssh_userauth_kbdint(handle, user, nil) }
    while answer == SSH_AUTH_INFO {
      let count = unsafe ssh_userauth_kbdint_getnprompts(handle)
      guard count <= 1, count == 0 || !isAnswered else { return SSH_AUTH_DENIED }
      if count == 1 {
        isAnswered = true
        let set = unsafe secret.withUnsafeBytes {
          unsafe ssh_userauth_kbdint_setanswer(handle, 0, $0.bindMemory(to: CChar.self).baseAddress)
        }
        guard set >= 0 else { return SSH_AUTH_ERROR }
      }
      answer = try attempt { unsafe ssh_userauth_kbdint(handle, user, nil) }
    }
    return answer
  }

  private func attempt(_ call: () -> Int32) throws(Failure) -> ssh_auth_e {
    let answer = try complete("login", again: SSH_AUTH_AGAIN.rawValue, call)
    guard answer == SSH_AUTH_ERROR.rawValue else { return ssh_auth_e(answer) }
    let text = errorText
    guard !text.contains("authentication failures") else {
      throw Failure(.authFailed, "\(endpoint) ends the login: \(text)")
    }
    throw Failure(.connectionLost, "the connection to \(endpoint) broke during the login: \(text)")
  }

  private func keyRefusal(_ user: String, _ path: String) -> Failure {
    Failure(
      .clientKeyRejected, "\(endpoint) refuses the private key \(path) for user \(user)",
      hint: "have the server's operator add its public key to the user's authorized keys")
  }

  private func unavailable(_ user: String, _ credentials: [SSHCredential]) -> Failure {
    let offered = UInt32(bitPattern: unsafe ssh_userauth_list(handle, user))
    var methods: [String] = []
    if offered & SSH_AUTH_METHOD_PUBLICKEY != 0 { methods.append("a private key") }
    if offered & (SSH_AUTH_METHOD_PASSWORD | SSH_AUTH_METHOD_INTERACTIVE) != 0 {
      methods.append("a password")
    }
    let wants =
      methods.isEmpty ? "other ways of logging in than are known here" : methods.joined(separator: " or ")
    return Failure(
      .authMethodUnavailable, "\(endpoint) wants \(wants) from user \(user), and none is set up",
      hint: "so-ftpsend config set server.identity_file FILE, or server.password --value-file FILE")
  }
}
