internal import CSSH
internal import Platform
internal import Records

/// How a session came in: the number of its credential, and the methods that were offered.
struct WayIn: Hashable, Sendable {
  let credential: Int
  let offered: UInt32
}

extension SSHSession {
  /// Logs in with the first credential that the server takes, in the given order.
  ///
  /// - Parameter known: the way that an earlier session with the same server found; what
  ///   the server takes is then not asked again.
  /// - Returns: the way in, where it was one credential alone.
  /// - Throws: `auth_failed`, `client_key_rejected`, `auth_method_unavailable` and the
  ///   codes of private key files. Wrong credentials are never tried twice (R082).
  func logIn(
    as user: String, with credentials: [SSHCredential], known: WayIn? = nil
  ) throws(Failure) -> WayIn? {
    if known == nil, try attempt({ unsafe ssh_userauth_none(handle, user) }) == SSH_AUTH_SUCCESS {
      return nil
    }
    var refusal: Failure?
    var isAlone = true
    for (number, credential) in credentials.enumerated() where known.map({ $0.credential == number }) ?? true
    {
      let offered = known?.offered ?? UInt32(bitPattern: unsafe ssh_userauth_list(handle, user))
      let result: (answer: ssh_auth_e, refusal: Failure)?
      switch credential {
      case .password(let password): result = try usePassword(password, user, offered)
      case .privateKey(let path, let passphrase):
        guard offered & SSH_AUTH_METHOD_PUBLICKEY != 0 else { continue }
        let key = try PrivateKeyFile(path, passphrase: passphrase)
        let answer = try attempt { unsafe ssh_userauth_publickey(handle, user, key.handle) }
        result = (answer, oldSignature(path.printable) ?? keyRefusal(user, path.printable))
      case .agent(let socket):
        guard offered & SSH_AUTH_METHOD_PUBLICKEY != 0 else { continue }
        result = try useAgent(socket, user)
      }
      guard let result else { continue }
      tellLogin(user, credential, result.answer)
      if result.answer == SSH_AUTH_SUCCESS {
        return isAlone ? WayIn(credential: number, offered: offered) : nil
      }
      // A partial success means that the server wants another method as well.
      if result.answer == SSH_AUTH_PARTIAL { isAlone = false } else { refusal = result.refusal }
    }
    throw lockedAccount(user) ?? refusal ?? unavailable(user, credentials)
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

  func attempt(_ call: () -> Int32) throws(Failure) -> ssh_auth_e {
    let answer = try complete("login", again: SSH_AUTH_AGAIN.rawValue, call)
    guard answer == SSH_AUTH_ERROR.rawValue else { return ssh_auth_e(answer) }
    let text = errorText
    guard !text.contains("authentication failures") else {
      throw Failure(.authFailed, "\(endpoint) ends the login: \(text)")
    }
    throw Failure(.connectionLost, "the connection to \(endpoint) broke during the login: \(text)")
  }

  /// Most servers do not tell a locked account from wrong credentials; some say so in the
  /// banner. Only plain statements count: many banners warn of what might happen.
  private func lockedAccount(_ user: String) -> Failure? {
    guard let text = unsafe ssh_get_issue_banner(handle) else { return nil }
    defer { unsafe ssh_string_free_char(text) }
    let banner = unsafe String(printable: String(cString: text).utf8)
    guard Self.saysLocked(banner) else { return nil }
    return Failure(
      .accountLocked, "\(endpoint) does not let user \(user) in; it says: \(banner)",
      hint: "ask the server's operator to unlock the account")
  }

  static func saysLocked(_ banner: String) -> Bool {
    let text = banner.lowercased()
    return ["locked", "disabled", "expired", "suspended"].contains { state in
      ["is", "has", "has been"].contains { text.contains("account \($0) \(state)") }
        || text.hasPrefix("account \(state)")
    }
  }

  /// With a server that takes RSA keys by SHA-1 only, libssh does not even show the key.
  private func oldSignature(_ path: String) -> Failure? {
    guard errorText.contains("not allowed to be used") else { return nil }
    return Failure(
      .keyAlgorithmRefused,
      "\(endpoint) takes the RSA key \(path) only with SHA-1 signatures, which are not safe and not made here",
      hint: "use an Ed25519 key: ssh-keygen -t ed25519, then so-ftpsend config set server.identity_file FILE")
  }

  private func keyRefusal(_ user: String, _ path: String) -> Failure {
    Failure(
      .clientKeyRejected, "\(endpoint) refuses the private key \(path) for user \(user)",
      hint:
        "have the server's operator add its public key to the user's authorized keys, and look whether the account is locked"
    )
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
