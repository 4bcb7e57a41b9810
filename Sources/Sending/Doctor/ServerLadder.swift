internal import Records

/// The stages that speak to a server, for one protocol.
protocol ServerLadder: AnyObject {
  /// Whether files go over a connection of their own, so that there is a stage `data`.
  var hasDataChannel: Bool { get }

  /// Whether the server is reached by way of another host, so that there is a stage `jump`.
  var hasJump: Bool { get }

  /// Looks at one stage; they come in their order, and none after one that failed.
  func look(at stage: DoctorStage) throws(Failure) -> Sighting

  /// Puts a small file into the folder, runs `body`, and removes the file whatever happens.
  func withFile(_ content: [UInt8], _ name: String, _ body: () throws(Failure) -> Sighting) throws(Failure)
    -> Sighting

  /// The content of a file that a link leads to by this protocol on this very server; `nil`
  /// when the link leads elsewhere.
  func content(of link: String, limit: Int) throws(Failure) -> [UInt8]?

  /// What is known by now and tells causes apart.
  var circumstances: Circumstances { get }
}
