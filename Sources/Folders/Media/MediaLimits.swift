/// What the conversion of one document may use.
///
/// Sealed documents are readable in memory only, so what does not fit there is not converted.
struct MediaLimits: Sendable {
  /// The largest document, in bytes.
  var input: Int64
  /// The largest result, in bytes.
  var output: UInt64
  /// The most address space, in bytes.
  var memory: UInt64
  /// The longest time, in seconds by the clock on the wall.
  var seconds: Int64
  /// The longest time of processors, in seconds.
  var processorSeconds: UInt64

  /// A video: 1 GiB, an hour.
  static let video = MediaLimits(
    input: 1 << 30, output: 1 << 30, memory: 4 << 30, seconds: 3600, processorSeconds: 7200)

  /// A thumbnail: 256 MiB, a minute. A picture of 160 million points takes some 1.5 GB.
  static let thumbnail = MediaLimits(
    input: 256 << 20, output: 4 << 20, memory: 3 << 30, seconds: 60, processorSeconds: 60)
}
