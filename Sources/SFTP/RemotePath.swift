/// A path on the server, as bytes: SFTP version 3 gives names no character set.
public struct RemotePath: Hashable, Sendable {
  /// The bytes; never empty, never with a NUL. Without a leading slash they count from
  /// the directory that the server puts the user into.
  public let bytes: [UInt8]

  /// Takes a path's bytes; `nil` when they are empty or hold a NUL.
  public init?(_ bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    guard !bytes.isEmpty, !bytes.contains(0) else { return nil }
    self.bytes = bytes
  }

  /// Takes a path's UTF-8; `nil` when it is empty or holds a NUL.
  public init?(_ text: String) { self.init(text.utf8) }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// The directory that the server puts the user into.
  public static let home = RemotePath(unchecked: [UInt8(ascii: ".")])

  private static let slash = UInt8(ascii: "/")

  /// The last component's bytes; empty when the path ends in a slash.
  public var name: [UInt8] { Array(bytes.suffix(while: { $0 != Self.slash })) }

  /// The directory that holds the path's last component.
  public var parent: RemotePath {
    guard let cut = bytes.lastIndex(of: Self.slash) else { return .home }
    return RemotePath(unchecked: cut == 0 ? [Self.slash] : Array(bytes[..<cut]))
  }

  /// The path of an entry of this directory; `nil` when `name` is no single component.
  public func appending(_ name: [UInt8]) -> RemotePath? {
    guard !name.isEmpty, !name.contains(0), !name.contains(Self.slash), name != [46], name != [46, 46]
    else { return nil }
    let separator = bytes.last == Self.slash ? [] : [Self.slash]
    return RemotePath(unchecked: bytes + separator + name)
  }

  /// The path of another entry of the same directory; `nil` when `name` is no single component.
  public func sibling(_ name: [UInt8]) -> RemotePath? {
    bytes.contains(Self.slash)
      ? parent.appending(name) : Self.home.appending(name).flatMap { _ in Self(name) }
  }
}

extension RemotePath: CustomStringConvertible {
  /// The path as one printable line.
  public var description: String { String(printable: bytes) }
}

extension BidirectionalCollection where Element == UInt8 {
  fileprivate func suffix(while matches: (UInt8) -> Bool) -> SubSequence {
    var cut = endIndex
    while cut > startIndex, matches(self[index(before: cut)]) { cut = index(before: cut) }
    return self[cut...]
  }
}
