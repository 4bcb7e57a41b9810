internal import NetClient
internal import Records
internal import SFTP

/// Whether what lies in the folder is what the link of the mails shows: a file is put there and
/// fetched by its link.
struct LinkCheck {
  let base: LinkBase
  let limits: SFTPSettings

  /// Looks, with the ladder's connection.
  ///
  /// - Throws: `link_unreachable`, `link_differs`, and what putting a file throws.
  func look(_ ladder: any ServerLadder) throws(Failure) -> Sighting {
    let (content, name) = (TrialFile.content(), TrialFile.name())
    let link = base.link(toFile: name)
    return try ladder.withFile(content, name) { () throws(Failure) in
      if let shown = try ladder.content(of: link, limit: 2 * content.count) {
        return try judge(shown, content)
      }
      return try elsewhere(link)
    }
  }

  private func judge(_ shown: [UInt8], _ content: [UInt8]) throws(Failure) -> Sighting {
    guard shown == content else {
      throw Failure(.linkDiffers, "a file that was put into the folder is another one by its link")
    }
    return .fine("a file that was put into the folder comes back by its link, and is removed again")
  }

  /// Whether the web server of a public link takes connections; what it shows is not fetched.
  private func webServer(_ link: String) throws(Failure) -> Sighting {
    let url = try HTTPSURL(parsing: link)
    let host = url.host.hasPrefix("[") ? String(url.host.dropFirst().dropLast()) : url.host
    guard let endpoint = SSHEndpoint(host: host, port: url.port) else {
      throw Failure(.linkUnreachable, "link.base names no host that can be looked up")
    }
    do throws(Failure) {
      let address = try TCPProbe(endpoint, settings: limits).connect()
      return .fine(
        "the web server at \(address) port \(url.port) takes the connection; what it shows was not compared")
    } catch {
      throw Failure(.linkUnreachable, error.message, hint: error.hint)
    }
  }

  /// A link to another SFTP server: nobody logs in there, as our credentials are not for it.
  private func elsewhere(_ link: String) throws(Failure) -> Sighting {
    if link.lowercased().hasPrefix("https://") { return try webServer(link) }
    let location = try SFTPLocation(parsing: link)
    do throws(Failure) {
      let key = try HostKey.fetch(from: location.endpoint, settings: limits)
      return .fine(
        "\(location.endpoint) is an SFTP server with the key \(key.fingerprint); nobody logged in there")
    } catch {
      throw Failure(.linkUnreachable, error.message, hint: error.hint)
    }
  }
}
