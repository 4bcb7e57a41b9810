internal import Platform
public import Records

/// Many files as one entry of a container: a tar archive of its own, whose length is known
/// before it is written. Readers hold neither a list of its files nor their sums in memory, so
/// there may be any number of them.
public enum FileBundle {
  /// The length of a bundle of files with these paths and lengths, in bytes.
  public static func size(of files: some Sequence<(path: String, size: Int64)>) -> Int64 {
    files.reduce(TarSize.end) { $0 + TarSize.entry($1.path, $1.size) }
  }

  /// Writes a bundle to `sink`; `open` gives each file's content in its turn.
  ///
  /// - Parameter modified: the time that every file bears.
  /// - Throws: `changed_while_read` when a file is longer or shorter than was said, and what
  ///   `open` and `sink` throw.
  public static func write(
    _ files: some Sequence<(path: String, size: Int64)>, modified: Timestamp, to sink: any ByteSink,
    open: (Int) throws(Failure) -> any ByteSource
  ) throws(Failure) {
    let tar = try TarWriter(to: sink, modified: modified.milliseconds / 1000)
    var buffer: [UInt8] = []
    for (place, file) in files.enumerated() {
      let source = try open(place)
      try tar.begin(file.path, size: file.size)
      let entry = EntrySink(tar, number: place + 1, size: file.size)
      try source.copy(to: entry, through: &buffer)
      try entry.finish()
    }
    try tar.finish()
  }

  /// Reads a bundle to its end, and lends each file's path and content to `body`.
  ///
  /// - Throws: `entry_type_refused`, `unsafe_path`, `container_invalid`, and what `source` and
  ///   `body` throw.
  public static func read(
    _ source: any ByteSource, _ body: (String, any ByteSource) throws(Failure) -> Void
  ) throws(Failure) {
    let tar = try TarReader(from: source)
    while let entry = try tar.next() {
      let content = SODEntrySource(tar, size: entry.size)
      try body(entry.path, content)
      try content.skip()
    }
    try tar.finish()
  }
}
