internal import Records
internal import SFTP
internal import SystemPackage

/// One folder on one server, whatever the server speaks.
///
/// Every call blocks and belongs to the thread that made the folder. Names are single
/// components; none of the calls leaves the folder.
protocol RemoteFolder: AnyObject {
  /// The address of a file in the folder, without a password.
  func address(of name: String) -> String

  /// Sends a file, or goes on with sending it, and gives it its final name, which never shows a
  /// partial file and never overwrites another one.
  ///
  /// Idempotent: with the progress that the observer was handed last it finds out what is there
  /// and does the rest, and a file that got its name when nobody heard of it any more is known
  /// for our own.
  ///
  /// - Parameters:
  ///   - sha256: the hash of the content, 32 bytes.
  ///   - progress: what an earlier call handed to the observer last; a damaged one begins anew.
  /// - Throws: what connecting throws; `remote_exists` when somebody else's file has the name,
  ///   `remote_no_such_file` when the folder is missing, `remote_permission_denied`,
  ///   `remote_disk_full`, `remote_content_differs`, `changed_while_read`, `connection_lost`,
  ///   `transfer_timeout`, `transfer_cancelled`, and what the observer throws.
  func upload(
    _ source: LocalFileSource, sha256: [UInt8], as name: String, from progress: JSONObject?,
    observer: any RemoteObserver
  ) throws(Failure) -> RemoteUpload

  /// Fetches a file, or goes on with fetching it. It is collected in `PATH.part` and has its name
  /// when it is whole and on the disk.
  ///
  /// - Parameters:
  ///   - replacing: whether a file at `path` may be replaced; else it is `already_exists`.
  ///   - progress: as for ``upload(_:sha256:as:from:observer:)``.
  /// - Returns: the size in bytes.
  /// - Throws: what connecting throws; `already_exists`, `remote_no_such_file`,
  ///   `remote_not_a_file`, `remote_changed`, `disk_full`, `connection_lost`,
  ///   `transfer_timeout`, `transfer_cancelled`, and what the observer throws.
  func download(
    _ name: String, to path: FilePath, replacing: Bool, from progress: JSONObject?,
    observer: any RemoteObserver
  ) throws(Failure) -> Int64

  /// Removes what an upload of `name` that is not to be gone on with has left; nothing there is
  /// no error, and the final name is left alone.
  func discardPart(of name: String) throws(Failure)

  /// Removes a file.
  ///
  /// - Throws: `remote_no_such_file` when there is none.
  func remove(_ name: String) throws(Failure)

  /// Whether a file has the name.
  func exists(_ name: String) throws(Failure) -> Bool

  /// The files whose names begin with `prefix`, sorted by name; parts of uploads are not in it.
  func list(prefix: String) throws(Failure) -> [RemoteEntry]

  /// The content of a small file.
  ///
  /// - Throws: `remote_no_such_file`, `remote_too_large` when it has more than `limit` bytes.
  func readSmall(_ name: String, limit: Int) throws(Failure) -> [UInt8]

  /// Puts a small file there, which appears whole.
  ///
  /// - Throws: `remote_exists` when the name is taken: nothing is overwritten.
  func writeSmall(_ bytes: [UInt8], as name: String) throws(Failure)
}

/// What an upload achieved.
struct RemoteUpload: Hashable {
  /// How the content was proven: `nothing`, `size`, `hash` or `read_back`.
  var proof: String
  /// The most connections that worked at one time.
  var connections = 1
  /// Bytes that were there already when this call began.
  var resumedFrom: Int64 = 0
  /// What the server said when it was done, where it says something.
  var reply: String?
}

/// A file in a folder on a server.
struct RemoteEntry: Hashable {
  /// Its name.
  let name: String
  /// Bytes, where the server tells.
  let size: Int64?
  /// When it was changed last, to the second, where the server tells.
  let modified: Timestamp?
}

/// Who is at the other end of a connection.
struct RemotePeer: Hashable {
  /// Address and port, numeric.
  var address: String?
  /// The fingerprint of the host key or of the certificate, as it was verified.
  var fingerprint: String?
  /// How the server introduced itself.
  var greeting: String?
}

/// Who is told of a file's course. All calls come on the thread that made the call; those that
/// throw end the transfer, which can be gone on with.
protocol RemoteObserver: AnyObject {
  /// A connection stands and the user is logged in, the first time or after a break.
  func connected(_ peer: RemotePeer)
  /// So many bytes have arrived; several times a second at most.
  func advanced(_ done: Int64, of total: Int64)
  /// Keep this, durably, before returning: the next call goes on from it. Only the folder that
  /// made it understands it; it holds no secret and no PHI.
  func keep(_ progress: JSONObject) throws(Failure)
  /// All bytes are on the server under another name, and proven; the final name comes next.
  func verified() throws(Failure)
  /// Something that a person may want to know, and that is no failure.
  func note(_ text: String)
}

extension RemoteObserver {
  func connected(_ peer: RemotePeer) {}
  func advanced(_ done: Int64, of total: Int64) {}
  func keep(_ progress: JSONObject) throws(Failure) {}
  func verified() throws(Failure) {}
  func note(_ text: String) {}
}
