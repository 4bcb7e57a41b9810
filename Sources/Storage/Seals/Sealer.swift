internal import Keys
internal import Records

/// Seals and opens small things under one subkey. An object belongs to one thread.
final class Sealer {
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
}
