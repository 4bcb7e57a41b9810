internal import NetClient
internal import Records

/// The link that recipients get, and what is behind it.
enum LinkRules {
  static func diagnosis(_ failure: Failure, at stage: DoctorStage) -> Diagnosis? {
    guard stage == .link else { return nil }
    func found(_ meaning: String, _ owner: Check.Owner, _ advice: String? = nil) -> Diagnosis {
      Diagnosis(failure, meaning, owner, advice)
    }
    switch failure.code {
    case .linkDiffers where failure.message.contains(WebPage.name):
      return found(
        "the web server shows a page in the place of the file, most likely one that asks for a login: recipients have none there",
        .web, "ask the web server's operator to give out the files behind link.base without a login")
    case .remoteNoSuchFile, .linkDiffers:
      return found(
        "link.base and server.url do not lead to the same folder: recipients would not get what is sent",
        .you, "compare these two: so-ftpsend config get link.base; so-ftpsend config get server.url")
    case .remotePermissionDenied:
      return found(
        "the web server gives the file to nobody without a login, and recipients have none there", .web,
        "ask the web server's operator to give out the files behind link.base without a login")
    case .linkUnreachable:
      return found("recipients cannot fetch what is sent: the link of the mail leads nowhere", .web)
    case .webServerFailed:
      return found(
        "the web server is out of order, or refuses this kind of file", .web,
        "ask the web server's operator to look into its log for this minute")
    case .redirectRefused:
      return found(
        "the web server sends recipients on to an open line, or round in circles: nobody gets the file safely",
        .web, "ask the web server's operator to give out the file at the link itself, over https")
    default: return nil
    }
  }
}
