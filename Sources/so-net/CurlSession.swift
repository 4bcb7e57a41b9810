internal import CCurl
internal import Glibc
internal import NetClient
internal import Records

/// One libcurl handle, which keeps its connections from one transfer to the next.
@safe final class CurlSession {
  private var handle: UnsafeMutableRawPointer
  private let errorText: UnsafeMutablePointer<CChar>
  /// Whether TLS 1.3 was agreed on, and a file went over a connection of its own since.
  private(set) var hasSpentTicket = false

  /// - Throws: `net_helper_failed` when libcurl cannot be set up, or has no TLS.
  init() throws(Failure) {
    guard curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK else { throw Self.unusable }
    unsafe handle = try Self.newHandle()
    unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    unsafe curl_easy_cleanup(handle)
    unsafe errorText.deallocate()
  }

  /// libcurl and what it is built on, as in `libcurl/7.88.1 OpenSSL/3.0.22`.
  static var version: String {
    unsafe curl_version().map { unsafe CurlWords.printable(String(cString: $0)) } ?? ""
  }

  private static let unusable = Failure(.netHelperFailed, "libcurl cannot be set up")

  private static func newHandle() throws(Failure) -> UnsafeMutableRawPointer {
    guard let handle = unsafe curl_easy_init() else { throw unusable }
    return unsafe handle
  }

  /// Drops every connection, for after a failure. libcurl keeps the one that failed, would say
  /// goodbye on it later and wait two minutes for the answer of a server that has fallen silent.
  func renew() throws(Failure) {
    let fresh = unsafe try Self.newHandle()
    let kept = unsafe so_curl_kept_socket(handle)
    if kept >= 0 { shutdown(kept, Int32(SHUT_RDWR)) }
    unsafe curl_easy_cleanup(handle)
    unsafe handle = fresh
    hasSpentTicket = false
  }

  /// Says goodbye to the server, and begins anew.
  func retire() throws(Failure) {
    let fresh = unsafe try Self.newHandle()
    unsafe curl_easy_cleanup(handle)
    unsafe handle = fresh
    hasSpentTicket = false
  }

  /// Servers demand that the connection for a file resumes the TLS session of the one for the
  /// commands. With TLS 1.3 libcurl then has a ticket of the file's connection only, which such a
  /// server refuses for the next file: that one needs a new session.
  func spendTicket() { hasSpentTicket = true }

  /// Forgets the options of the last transfer and sets those that hold for every one.
  ///
  /// - Parameter protocols: the only URL schemes that may be spoken, as `smtp,smtps`.
  func reset(protocols: String) throws(Failure) {
    unsafe curl_easy_reset(handle)
    unsafe errorText.pointee = 0
    try check(unsafe so_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText))
    try set(CURLOPT_PROTOCOLS_STR, protocols)
    try set(CURLOPT_REDIR_PROTOCOLS_STR, protocols)
    try set(CURLOPT_FOLLOWLOCATION, 0)
    // The empty name means none at all, whatever a variable or a file says.
    try set(CURLOPT_PROXY, "")
    try set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
    // Time-outs without SIGALRM.
    try set(CURLOPT_NOSIGNAL, 1)
    try set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
  }

  func set(_ option: CURLoption, _ value: Int) throws(Failure) {
    try check(unsafe so_curl_set_number(handle, option, value))
  }

  func set(_ option: CURLoption, _ value: String?) throws(Failure) {
    try check(unsafe so_curl_set_text(handle, option, value))
  }

  func set(size option: CURLoption, _ value: Int) throws(Failure) {
    try check(unsafe so_curl_set_size(handle, option, curl_off_t(value)))
  }

  /// Trusts these certificates (PEM) and no others.
  func trust(only authority: String) throws(Failure) {
    let bytes = Array(authority.utf8)
    try check(
      unsafe bytes.withUnsafeBytes { part in
        unsafe so_curl_set_bytes(handle, CURLOPT_CAINFO_BLOB, part.baseAddress, part.count)
      })
    try set(CURLOPT_CAPATH, nil)
  }

  /// What libcurl reads from and hears through during a transfer.
  protocol Peer: AnyObject {
    /// Fills the front of `buffer` with what is to be sent; 0 is the end, -1 ends the transfer.
    func upload(into buffer: UnsafeMutableRawBufferPointer) -> Int
    /// A line of the server's, or of its answer's head.
    func heard(_ line: [UInt8])
    /// A part of an answer's body; `false` ends the transfer.
    func received(_ part: [UInt8]) -> Bool
    /// A line that we said, where the session is watched; it may hold a password.
    func said(_ line: [UInt8])
    /// What libcurl remarks, where the session is watched.
    func remarked(_ text: [UInt8])
    /// A line that the server said, where the session is watched.
    func answered(_ line: [UInt8])
    /// Several times a second, where the session is watched; `false` ends the transfer.
    func ticked(sent: Int64) -> Bool
  }

  /// Lets the peer of the next transfer hear all that is said, and how time passes.
  func watch() throws(Failure) {
    try set(CURLOPT_VERBOSE, 1)
    try set(CURLOPT_NOPROGRESS, 0)
    try set(CURLOPT_CERTINFO, 1)
  }

  /// The server's certificate, PEM, where the last transfer made a connection.
  var certificate: String? { certificateField("Cert:") }

  /// For whom the server's certificate is, as in `DNS:host.example`.
  var certificateNames: String? { certificateField("X509v3 Subject Alternative Name:") }

  /// When its time is over, as OpenSSL writes it: `Nov 29 16:55:27 2026 GMT`.
  var certificateEnd: String? { certificateField("Expire date:") }

  private func certificateField(_ name: String) -> String? {
    unsafe so_curl_certificate(handle, name).map { unsafe String(cString: $0) }
  }

  /// Why OpenSSL refused the certificate, a number of its own; 0 when it did not.
  var verifyResult: Int { unsafe so_curl_verify_result(handle) }

  /// The `errno` of the last connection that failed.
  var systemError: Int32 { Int32(truncatingIfNeeded: unsafe so_curl_system_error(handle)) }

  /// Whether the last transfer came to have a TCP connection.
  var isConnected: Bool { unsafe so_curl_connect_time(handle) > 0 }

  /// Address and port of the server, numeric.
  var peerAddress: String? {
    var port = 0
    guard let address = unsafe so_curl_peer_address(handle, &port) else { return nil }
    let host = unsafe String(cString: address)
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// Transfers, with `peer` giving and hearing.
  ///
  /// - Parameter commands: for FTP, sent before the transfer.
  func transfer(
    _ peer: PeerBox, recipients: [String] = [], commands: [String] = [], before: CURLoption = CURLOPT_QUOTE
  ) throws(Failure) -> (code: CURLcode, text: String) {
    var quoted: UnsafeMutablePointer<curl_slist>?
    defer { unsafe curl_slist_free_all(quoted) }
    for command in commands { unsafe quoted = curl_slist_append(quoted, command) }
    if !commands.isEmpty { try check(unsafe so_curl_set_pointer(handle, before, quoted)) }
    var list: UnsafeMutablePointer<curl_slist>?
    defer { unsafe curl_slist_free_all(list) }
    for recipient in recipients { unsafe list = curl_slist_append(list, recipient) }
    try check(unsafe so_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, list))

    // The box outlives the call below, during which alone libcurl uses the pointer.
    let context = unsafe Unmanaged.passUnretained(peer).toOpaque()
    try check(unsafe so_curl_set_pointer(handle, CURLOPT_READDATA, context))
    try check(unsafe so_curl_set_pointer(handle, CURLOPT_HEADERDATA, context))
    try check(unsafe so_curl_set_callback(handle, CURLOPT_READFUNCTION, curlReads))
    try check(unsafe so_curl_set_callback(handle, CURLOPT_HEADERFUNCTION, curlHears))
    try check(unsafe so_curl_set_pointer(handle, CURLOPT_WRITEDATA, context))
    try check(unsafe so_curl_set_callback(handle, CURLOPT_WRITEFUNCTION, curlReceives))
    try check(unsafe so_curl_set_pointer(handle, CURLOPT_DEBUGDATA, context))
    try check(unsafe so_curl_set_debug_callback(handle, curlTells))
    try check(unsafe so_curl_set_pointer(handle, CURLOPT_XFERINFODATA, context))
    try check(unsafe so_curl_set_progress_callback(handle, curlTicks))
    let code = withExtendedLifetime(peer) { unsafe curl_easy_perform(handle) }
    // Nothing later, such as the goodbye at the end of the session, may reach the box.
    try set(CURLOPT_VERBOSE, 0)
    try set(CURLOPT_NOPROGRESS, 1)
    if !commands.isEmpty { try check(unsafe so_curl_set_pointer(handle, before, nil)) }
    try check(unsafe so_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, nil))
    try check(unsafe so_curl_set_callback(handle, CURLOPT_HEADERFUNCTION, curlDrops))
    try check(unsafe so_curl_set_callback(handle, CURLOPT_WRITEFUNCTION, curlDrops))
    let detail = unsafe String(cString: errorText)
    return (code, detail.isEmpty ? unsafe String(cString: curl_easy_strerror(code)) : detail)
  }

  /// The HTTP status of the last transfer; `nil` when none came.
  var responseCode: Int? {
    let code = unsafe so_curl_response_code(handle)
    return code == 0 ? nil : code
  }

  /// Whether the last transfer has sent a request, or a part of one.
  var hasSentRequest: Bool { unsafe so_curl_request_size(handle) > 0 }

  private func check(_ code: CURLcode) throws(Failure) {
    guard code == CURLE_OK else {
      throw Failure(
        .netHelperFailed, "libcurl refuses an option: \(unsafe String(cString: curl_easy_strerror(code)))")
    }
  }
}

extension CurlSession.Peer {
  func upload(into buffer: UnsafeMutableRawBufferPointer) -> Int { 0 }
  func heard(_ line: [UInt8]) {}
  func received(_ part: [UInt8]) -> Bool { true }
  func said(_ line: [UInt8]) {}
  func remarked(_ text: [UInt8]) {}
  func answered(_ line: [UInt8]) {}
  func ticked(sent: Int64) -> Bool { true }
}

/// Carries a peer through C as a pointer to a class.
final class PeerBox {
  let peer: any CurlSession.Peer

  init(_ peer: any CurlSession.Peer) { self.peer = peer }
}

// The C callbacks capture nothing and belong to no actor.

private func curlReads(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context = unsafe context, let buffer = unsafe buffer else { return Int(CURL_READFUNC_ABORT) }
  let box = unsafe Unmanaged<PeerBox>.fromOpaque(context).takeUnretainedValue()
  let filled = unsafe box.peer.upload(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
  return filled < 0 ? Int(CURL_READFUNC_ABORT) : filled
}

private func curlHears(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context = unsafe context, let buffer = unsafe buffer else { return 0 }
  let box = unsafe Unmanaged<PeerBox>.fromOpaque(context).takeUnretainedValue()
  unsafe box.peer.heard(Array(UnsafeRawBufferPointer(start: buffer, count: size * count)))
  return size * count
}

private func curlReceives(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context = unsafe context, let buffer = unsafe buffer else { return 0 }
  let box = unsafe Unmanaged<PeerBox>.fromOpaque(context).takeUnretainedValue()
  let part = unsafe Array(UnsafeRawBufferPointer(start: buffer, count: size * count))
  // Any number but that of the bytes is an error of the transfer.
  return box.peer.received(part) ? size * count : size * count - 1
}

private func curlTells(
  _ handle: UnsafeMutableRawPointer?, _ kind: curl_infotype, _ text: UnsafeMutablePointer<CChar>?,
  _ size: Int,
  _ context: UnsafeMutableRawPointer?
) -> Int32 {
  let isWanted = kind == CURLINFO_HEADER_OUT || kind == CURLINFO_HEADER_IN || kind == CURLINFO_TEXT
  guard isWanted, let context = unsafe context else { return 0 }
  let box = unsafe Unmanaged<PeerBox>.fromOpaque(context).takeUnretainedValue()
  let line = unsafe Array(UnsafeRawBufferPointer(start: text, count: size))
  switch kind {
  case CURLINFO_HEADER_OUT: box.peer.said(line)
  case CURLINFO_HEADER_IN: box.peer.answered(line)
  default: box.peer.remarked(line)
  }
  return 0
}

private func curlTicks(
  _ context: UnsafeMutableRawPointer?, _ toReceive: curl_off_t, _ received: curl_off_t, _ toSend: curl_off_t,
  _ sent: curl_off_t
) -> Int32 {
  guard let context = unsafe context else { return 0 }
  let box = unsafe Unmanaged<PeerBox>.fromOpaque(context).takeUnretainedValue()
  return box.peer.ticked(sent: Int64(sent)) ? 0 : 1
}

/// A reply that nobody waits for; without this libcurl would write it to standard output.
private func curlDrops(
  _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int { size * count }
