internal import Profile
internal import Records
internal import SFTP
internal import SystemPackage

/// The server to look at: that of the settings, with what was asked for instead.
struct DoctorTarget {
  /// Its address, without a password.
  let url: String
  /// The front of links; `nil` when there are none.
  let linkBase: LinkBase?
  let ladder: any ServerLadder
  /// The certificates that the settings trust, PEM.
  let certificates: FilePath?

  /// - Throws: `setting_missing`, `scheme_refused`, `location_invalid`, `value_invalid`.
  init(
    _ settings: Settings, _ profile: Profile, _ options: DoctorOptions, at now: Timestamp
  ) throws(Failure) {
    var settings = settings
    let key = SettingKey.serverURL.of(options.server)
    if options.port != nil || options.serverProtocol != nil {
      let url = ServerAddress.changed(
        try settings.required(key), scheme: options.serverProtocol?.rawValue, port: options.port)
      settings.override(key, with: url, flag: options.port == nil ? "--protocol" : "--port")
    }
    let server = try ServerAccess(settings, profile, server: options.server)
    url = server.url
    linkBase = try server.settings.linkBase.map { (text) throws(Failure) in try LinkBase(text) }
    let limits = options.limits(
      or: server.settings.timeout, hiding: TicketBundle.secrets(settings))
    certificates = server.settings.certificates
    switch server.kind {
    case .sftp(let site):
      ladder = SFTPLadder(
        site.access(limits), folder: site.location.path, permissions: UInt32(site.fileMode.rawValue))
    case .ftps(let site):
      ladder = try FTPSLadder(
        site, url: server.url, limits, timeout: options.timeout ?? server.settings.timeout, at: now)
    }
  }
}
