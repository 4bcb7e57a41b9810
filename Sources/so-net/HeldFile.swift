internal import Glibc
internal import NetClient
internal import Records

/// The file that the tool handed to us under a number. It is read and written by place: the tool
/// has it open, too, and their position is one.
struct HeldFile {
  private let descriptor = FTPSTask.fileDescriptor

  /// Checks that there is one, before a server is asked for anything.
  ///
  /// - Throws: `net_helper_failed`.
  init() throws(Failure) {
    guard fcntl(descriptor, F_GETFD) >= 0 else {
      throw Failure(.netHelperFailed, "no file was handed over for the task")
    }
  }

  /// Fills the front of `buffer` from `offset` on: the count, 0 at the end, -1 on a failure.
  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 || errno != EINTR { return count }
    }
  }

  /// Writes all of `bytes` at `offset`: 0, or an error number.
  func write(_ bytes: [UInt8], at offset: Int64) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe pwrite(
          descriptor, $0.baseAddress.map { unsafe $0 + done }, $0.count - done, off_t(offset) + off_t(done))
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return errno }
      done += count
    }
    return 0
  }

  /// Throws away what is there.
  func empty() -> Int32 { ftruncate(descriptor, 0) == 0 ? 0 : errno }

  /// Whether the file has these bytes at `offset`.
  func holds(_ bytes: [UInt8], at offset: Int64) -> Bool {
    var mine = [UInt8](repeating: 0, count: bytes.count)
    var done = 0
    while done < bytes.count {
      let count = unsafe mine.withUnsafeMutableBytes {
        unsafe read(at: offset + Int64(done), into: UnsafeMutableRawBufferPointer(rebasing: $0[done...]))
      }
      guard count > 0 else { return false }
      done += count
    }
    return mine == bytes
  }
}
