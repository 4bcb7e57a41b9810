// The names of the draft, for the log of a session.

extension PacketType {
  var name: String {
    switch self {
    case .`init`: "INIT"
    case .open: "OPEN"
    case .close: "CLOSE"
    case .read: "READ"
    case .write: "WRITE"
    case .lstat: "LSTAT"
    case .fstat: "FSTAT"
    case .setstat: "SETSTAT"
    case .fsetstat: "FSETSTAT"
    case .opendir: "OPENDIR"
    case .readdir: "READDIR"
    case .remove: "REMOVE"
    case .mkdir: "MKDIR"
    case .rmdir: "RMDIR"
    case .realpath: "REALPATH"
    case .stat: "STAT"
    case .rename: "RENAME"
    case .extended: "EXTENDED"
    default: "packet \(rawValue)"
    }
  }
}

extension Reply.Body {
  /// The kind, and of a status its code and text.
  var name: String {
    switch self {
    case .status(let code, let message): "STATUS \(code.rawValue) \(message)"
    case .handle: "HANDLE"
    case .data(let range): "DATA, \(range.count) bytes"
    case .names(let entries): "NAME, \(entries.count) entries"
    case .attributes: "ATTRS"
    case .extended(let bytes): "EXTENDED_REPLY, \(bytes.count) bytes"
    }
  }
}
