public import Records
public import SystemPackage

/// Fetches files that anybody may fetch from web servers, through `so-net`: by `https` alone, with no
/// login, following a few redirects to other `https` addresses.
public final class WebClient {
  private let authority: String?
  private let limits: FTPSAccount.Limits
  private let helper: NetHelper
  private let isCancelled: () -> Bool

  /// Prepares fetching.
  ///
  /// - Parameters:
  ///   - authority: the certificates to trust as PEM, and no others then; `nil` for the system's.
  ///   - file: what is fetched into, lent; it must stay open as long as this object lives.
  ///   - isCancelled: asked several times a second; `true` ends the work.
  public init(
    authority: String? = nil, limits: FTPSAccount.Limits = FTPSAccount.Limits(), file: FileDescriptor,
    isCancelled: @escaping () -> Bool = { false }
  ) {
    self.authority = authority
    self.limits = limits
    self.isCancelled = isCancelled
    helper = NetHelper(file: file)
  }

  /// Fetches a file, or the rest of one.
  ///
  /// - Parameters:
  ///   - offset: how many bytes of what `validator` names are there already.
  ///   - maximum: the most bytes that are taken.
  ///   - progress: told how far it is, and what the server calls the content.
  /// - Throws: `scheme_refused`, `location_invalid`; what connecting throws; `certificate_…`,
  ///   `redirect_refused`, `remote_no_such_file`, `remote_permission_denied`, `remote_changed`,
  ///   `web_server_failed`, `disk_full`, `connection_lost`, and what `progress` throws.
  public func fetch(
    _ url: String, from offset: Int64 = 0, validator: String? = nil, maximum: Int64,
    progress: (NetProgress) throws(Failure) -> Void
  ) throws(Failure) -> DownloadAnswer {
    try WebLink.check(url)
    let task = DownloadTask(
      url: url, offset: offset, validator: validator, maximum: maximum, authority: authority, limits: limits)
    let response = try helper.perform(
      .download(task), limit: max(limits.connect, limits.answer, limits.stall), isCancelled: isCancelled,
      progress: progress)
    if let failure = response.failure { throw failure }
    guard let answer = response.download else {
      throw Failure(.netHelperFailed, "the helper gave neither an answer nor a failure")
    }
    return answer
  }
}
