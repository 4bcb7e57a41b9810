import Records
import Testing

/// What a program did to a disk, call by call, as the preloaded library wrote it down.
struct DiskLog {
  /// One call. Files and folders are named by their inodes.
  enum Entry: Hashable {
    /// A new file; nameless when it has no place yet.
    case create(UInt64, at: Place?)
    case makeFolder(UInt64, at: Place)
    case link(UInt64, at: Place)
    case rename(UInt64, from: Place, to: Place)
    case remove(Place)
    case write(UInt64, offset: Int, [UInt8])
    case truncate(UInt64, Int)
    /// A file's bytes, or a folder's names, are on the disk now.
    case synchronize(UInt64)
    /// Everything is.
    case synchronizeAll
    /// The program told something to the outside.
    case say(String)
  }

  /// A name in a folder.
  struct Place: Hashable {
    let folder: UInt64
    let name: String
  }

  private(set) var entries: [Entry] = []

  init(parsing bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = try #require(rest.firstIndex(of: 0x0A))
      let words = String(decoding: rest[rest.startIndex..<end], as: UTF8.self).split(separator: " ")
        .map(String.init)
      rest = rest[(end + 1)...]
      var payload: [UInt8] = []
      if ["write", "say"].contains(words[0]) {
        let count = try #require(words.last.flatMap { Int($0) })
        payload = Array(rest.prefix(count))
        rest = rest.dropFirst(count + 1)
      }
      try entries.append(Self.entry(words, payload))
    }
  }

  private static func entry(_ words: [String], _ payload: [UInt8]) throws -> Entry {
    func number(_ place: Int) throws -> UInt64 { try #require(UInt64(words[place])) }
    func place(_ folder: Int, _ name: Int) throws -> Place {
      Place(folder: try number(folder), name: words[name])
    }
    switch words[0] {
    case "create": return .create(try number(2), at: try place(1, 3))
    case "nameless": return .create(try number(1), at: nil)
    case "mkdir": return .makeFolder(try number(2), at: try place(1, 3))
    case "link": return .link(try number(2), at: try place(1, 3))
    case "rename": return .rename(try number(2), from: try place(1, 3), to: try place(4, 5))
    case "unlink", "rmdir": return .remove(try place(1, 3))
    case "write": return .write(try number(1), offset: Int(try number(2)), payload)
    case "truncate": return .truncate(try number(1), Int(try number(2)))
    case "fsync", "fdatasync": return .synchronize(try number(1))
    case "syncfs": return .synchronizeAll
    case "say": return .say(String(decoding: payload, as: UTF8.self))
    default: throw Failure(.internalError, "the log has no word for \(words)")
    }
  }
}
