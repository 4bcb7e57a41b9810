internal import Records
internal import SFTP

/// The folder, and the file in it.
enum FolderRules {
  static func diagnosis(_ failure: Failure, at stage: DoctorStage) -> Diagnosis? {
    func found(_ meaning: String, _ owner: Check.Owner, _ advice: String? = nil) -> Diagnosis {
      Diagnosis(failure, meaning, owner, advice)
    }
    switch failure.code {
    case .remoteNoSuchFile where stage == .directory:
      return found(
        "the folder of server.url is not there, or the user may not see it", .you,
        "check the path with the server's operator, then: so-ftpsend config set server.url URL")
    case .remoteNotAFile where stage == .directory:
      return found("server.url names a file and not a folder", .you, "so-ftpsend config set server.url URL")
    case .remotePermissionDenied where stage == .banner:
      return found(
        "the server turns this machine away before any login: by its address, most likely", .server,
        "ask the server's operator whether this site's address is let in")
    case .remotePermissionDenied:
      return found(
        stage == .directory
          ? "the user may log in and may not look into the folder"
          : "the user may not write, rename or remove files in the folder, or the server is for reading only",
        .server, "ask the server's operator for the right to write into the folder")
    case .remoteReadOnly:
      return found(
        "the disk at the server is mounted for reading only, as after a disk error", .server,
        "ask the server's operator to look at the disk")
    case .remoteDiskFull:
      return found(
        "there is no room at the server, or the user's quota is used up", .server,
        "so-ftpsend list shows what was sent; ask the server's operator for room")
    case .remoteFailure:
      return found(
        "the server did not do it and does not say why: a quota, a disk error, a rule of its own", .server,
        "ask the server's operator to look into its log for this minute")
    default: return nil
    }
  }
}
