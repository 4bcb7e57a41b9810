/// A running server of somebody else's making, on loopback, for one test.
public protocol Peer: AnyObject, Sendable {
  /// What a script gets to know, without the prefix: `URL`, `KEY`, `PASSWORD`.
  var variables: [String: String] { get }

  /// Ends the server and waits until it is gone.
  func stop()
}
