internal import AgeFormat
internal import Keys
public import Records

/// Reads and decrypts a stored object.
///
/// Each piece is authenticated before it is given out, but only the end, where a read returns
/// 0, proves that this is the whole of the object that the record names.
public final class StoredObjectSource: ByteSource {
  private let object: StoredObject
  private let plaintext: AgeDecryptor
  private let hash = SHA256()
  private var size: Int64 = 0
  private var isChecked = false

  init(_ object: StoredObject, reading sealed: any ByteSource, with key: X25519PrivateKey) throws(Failure) {
    self.object = object
    do throws(Failure) {
      plaintext = try AgeDecryptor(source: sealed, identities: [key])
    } catch {
      throw Self.altered(object, error)
    }
  }

  /// Fills the front of `buffer`; 0 is the end.
  ///
  /// - Throws: `object_altered` when the object is not what its record says.
  public func read(into buffer: inout MutableRawSpan) throws(Failure) -> Int {
    let count: Int
    do throws(Failure) {
      count = try plaintext.read(into: &buffer)
    } catch {
      throw Self.altered(object, error)
    }
    if count > 0 {
      hash.write(buffer.bytes.extracting(0..<count))
      size += Int64(count)
    } else if !isChecked {
      isChecked = true
      guard size == object.size, hash.finish() == object.sha256 else {
        throw Failure(
          .objectAltered, "the stored object \(object.id) is not the one that its record names",
          hint: Self.hint)
      }
    }
    return count
  }

  /// Reads to the end for the sake of the checks.
  func drain() throws(Failure) {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      var span = buffer.mutableSpan
      var target = unsafe span.mutableBytes
      if try read(into: &target) == 0 { return }
    }
  }

  private static let hint = "so-patient audit --verify --objects tells what else is; a backup has it"

  private static func altered(_ object: StoredObject, _ error: Failure) -> Failure {
    // A disk that cannot be read is another thing than an object that was changed.
    guard error.code.exit != .ioError else { return error }
    return Failure(
      .objectAltered, "the stored object \(object.id) was changed: \(error.message)", hint: Self.hint)
  }
}
