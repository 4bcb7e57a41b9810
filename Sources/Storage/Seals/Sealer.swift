internal import Keys
internal import Records

/// Seals and opens small things under one subkey. An object belongs to one thread.
final class Sealer {
  /// How many bytes a seal adds.
  static let overhead = SealingKey.overhead

  private let sealer: RecordSealer
  private let opener: RecordOpener

  init(_ key: SealingKey) throws(Failure) {
    sealer = try RecordSealer(key)
    opener = try RecordOpener(key)
  }

  /// Seals `plaintext` to `context`, which has to be the same when it is opened.
  func seal(_ plaintext: [UInt8], context: CanonicalBytes) throws(Failure) -> [UInt8] {
    try sealer.seal(plaintext, associatedData: context.bytes)
  }

  /// Seals to a context that is given as bytes.
  func seal(_ plaintext: [UInt8], bytes context: [UInt8]) throws(Failure) -> [UInt8] {
    try sealer.seal(plaintext, associatedData: context)
  }

  /// Opens what `seal` made.
  ///
  /// - Throws: `record_altered` when it was changed or belongs elsewhere; `what` names it.
  func open(_ sealed: [UInt8], context: CanonicalBytes, _ what: String) throws(Failure) -> [UInt8] {
    do {
      return try opener.open(sealed, associatedData: context.bytes)
    } catch  where error.code == .sealBroken {
      throw Failure(.recordAltered, "\(what) was changed, or put in another's place")
    }
  }

  /// Opens into a buffer that is used again, for scans of very many; returns the length.
  ///
  /// - Throws: `seal_broken`.
  func open(_ sealed: RawSpan, context: RawSpan, into buffer: inout [UInt8]) throws(Failure) -> Int {
    guard sealed.byteCount <= buffer.count + Self.overhead else {
      throw Failure(.sealBroken, "a sealed card is too long")
    }
    var span = buffer.mutableSpan
    var output = unsafe span.mutableBytes
    return try opener.open(sealed, associatedData: context, into: &output)
  }
}
