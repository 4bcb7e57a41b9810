internal import NetClient
internal import Platform
internal import Records
internal import SFTP
internal import SystemPackage

/// Whether what lies in the folder is what the link of the mails shows: a file is put there and
/// fetched by its link.
struct LinkCheck {
  let base: LinkBase
  let limits: SFTPSettings
  /// The certificates that the settings trust; recipients need not.
  let authority: FilePath?
  let timeout: Duration?

  /// Looks, with the ladder's connection.
  ///
  /// - Throws: `link_unreachable`, `link_differs`, and what putting and fetching a file throws.
  func look(_ ladder: any ServerLadder) throws(Failure) -> Sighting {
    let (content, name) = (TrialFile.content(), TrialFile.name())
    let link = base.link(toFile: name)
    return try ladder.withFile(content, name) { () throws(Failure) in
      if link.lowercased().hasPrefix("https://") { return try webSite(link, content) }
      if let shown = try ladder.content(of: link, limit: 2 * content.count) {
        try judge(shown, content)
        return .fine("a file that was put into the folder comes back by its link, and is removed again")
      }
      return try elsewhere(link)
    }
  }

  private func judge(_ shown: [UInt8], _ content: [UInt8]) throws(Failure) {
    guard shown != content else { return }
    guard !WebPage.is(shown) else {
      throw Failure(.linkDiffers, "by its link a file that was put into the folder is \(WebPage.name)")
    }
    throw Failure(.linkDiffers, "a file that was put into the folder is another one by its link")
  }

  private func webSite(_ link: String, _ content: [UInt8]) throws(Failure) -> Sighting {
    do throws(Failure) { return try onTheWeb(link, content) } catch {
      // Which of several web servers it is, is not always clear to who reads it.
      throw Failure(error.code, "\(error.message); link.base is \(base.text)", hint: error.hint)
    }
  }

  /// As a recipient fetches: with no login, and with the certificates that any machine trusts. Only
  /// when these do not do, those of the settings are tried.
  private func onTheWeb(_ link: String, _ content: [UInt8]) throws(Failure) -> Sighting {
    let place = WebLink.place(link)
    let seen =
      "a file that was put into the folder comes back by its link from \(place.host) port \(place.port), and is removed again"
    do throws(Failure) {
      try judge(fetched(link, 2 * content.count, trusting: nil), content)
      return .fine(seen)
    } catch {
      guard error.code == .certificateUnknown, let authority else { throw error }
      let own = try FTPSSite.certificates(authority)
      try judge(fetched(link, 2 * content.count, trusting: own), content)
      return .doubtful(
        seen, code: .certificateUnknown,
        meaning:
          "the web server's certificate is trusted here by server.ca_file only: recipients who do not trust that authority get an error",
        owner: .web, advice: "ask for a certificate that every machine trusts, or tell the recipients")
    }
  }

  private func fetched(_ link: String, _ limit: Int, trusting authority: String?) throws(Failure) -> [UInt8] {
    let file = try MemoryFile()
    var waits = FTPSAccount.Limits()
    if let timeout {
      let milliseconds = max(1000, Int64(timeout / .milliseconds(1)))
      (waits.connect, waits.answer, waits.stall) = (milliseconds, milliseconds, milliseconds)
    }
    let log = limits.log
    do throws(Failure) {
      let answer = try WebClient(authority: authority, limits: waits, file: file.descriptor)
        .fetch(link, maximum: Int64(limit)) { _ throws(Failure) in }
      log?("https: status \(answer.status), \(answer.bytes) bytes, from \(answer.peer ?? "nobody")")
      return try file.content(count: Int(answer.bytes))
    } catch {
      log?("https: \(error.code.word): \(error.message)")
      if Self.isAboutTheWay(error.code) {
        throw Failure(.linkUnreachable, error.message, hint: error.hint)
      }
      guard error.code == .remoteChanged else { throw error }
      throw Failure(.linkDiffers, "a file that was put into the folder is another one by its link")
    }
  }

  private static func isAboutTheWay(_ code: Failure.Code) -> Bool {
    [
      .hostNotFound, .resolverUnavailable, .hostUnreachable, .connectionRefused, .connectTimeout,
      .connectionLost,
    ].contains(code)
  }

  /// A link to another server: nobody logs in there, as our credentials are not for it.
  private func elsewhere(_ link: String) throws(Failure) -> Sighting {
    do throws(Failure) {
      if FTPSSite.isAddress(link) {
        let endpoint = try FTPSSite.location(link, .explicit).endpoint
        _ = try TCPProbe(endpoint, settings: limits).connect()
        return .fine("\(endpoint) takes the connection; nobody logged in there")
      }
      let location = try SFTPLocation(parsing: link)
      let key = try HostKey.fetch(from: location.endpoint, settings: limits)
      return .fine(
        "\(location.endpoint) is an SFTP server with the key \(key.fingerprint); nobody logged in there")
    } catch {
      throw Failure(.linkUnreachable, error.message, hint: error.hint)
    }
  }
}

/// What web servers give out in the place of a file that they do not want to give out.
enum WebPage {
  /// How messages call it, by which rules know it.
  static let name = "a web page"

  /// Whether bytes are HTML, by the beginning that no container has.
  static func `is`(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
    let front = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return ["<!doctype html", "<html", "<head", "<?xml", "<!--"].contains { front.hasPrefix($0) }
  }
}

extension MemoryFile {
  /// The first `count` bytes, wherever others write.
  func content(count: Int) throws(Failure) -> [UInt8] {
    let excess = Failure(.internalError, "a file in memory is larger than what was fetched into it")
    return try Array(source().readAll(limit: count + 1, excess: excess).prefix(count))
  }
}
