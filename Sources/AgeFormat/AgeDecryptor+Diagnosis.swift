internal import Keys
internal import Records

/// Why a chunk does not open: the difference between a broken transfer and an enemy.
extension AgeDecryptor {
  /// What is wrong with the length of the payload's last run, if anything.
  func refusal(of run: Range<Int>) throws(Failure) -> Failure? {
    let last = (run.count - 1) % AgePayload.sealedChunkSize + 1
    let isFirst = index == 0 && run.count <= AgePayload.sealedChunkSize
    if run.isEmpty || last < ChunkOpener.tagByteCount { return Self.cut(at: position + Int64(run.count)) }
    guard last == ChunkOpener.tagByteCount, !isFirst else { return nil }
    let place = index + UInt64(run.count / AgePayload.sealedChunkSize)
    let opens = try opensAlone(run.upperBound - last..<run.upperBound, at: place, isLast: true)
    return opens
      ? Failure(.altered, "the file was altered: it ends in an empty chunk")
      : Self.cut(at: position + Int64(run.count))
  }

  func diagnosis(
    of failed: UInt64, in run: Range<Int>, endsPayload: Bool
  ) throws(Failure) -> Failure {
    let start = run.lowerBound + Int(failed - index) * AgePayload.sealedChunkSize
    let chunk = start..<min(start + AgePayload.sealedChunkSize, run.upperBound)
    let offset = position + Int64(start - run.lowerBound)
    let end = position + Int64(run.count)
    guard endsPayload, chunk.upperBound == run.upperBound else {
      return try opensAlone(chunk, at: failed, isLast: true)
        ? Failure(
          .altered, "the file was altered: bytes follow its end at byte \(offset + Int64(chunk.count))")
        : Failure(.altered, "the file was altered at or after byte \(offset)")
    }
    if try opensAlone(chunk, at: failed, isLast: false) { return Self.cut(at: end) }
    let size = Int64(failed) * Int64(AgePayload.chunkSize) + Int64(chunk.count - ChunkOpener.tagByteCount)
    if let expectedSize {
      if size < expectedSize { return Self.cut(at: end) }
    } else if failed == 0, let looksCut {
      // A chunk that was not the last is known by the other nonce.
      for isLast in [true, false] where try soleChunk(chunk, asLast: isLast, passes: looksCut) {
        return Self.cut(at: end)
      }
    }
    let doubt = expectedSize == nil && looksCut == nil ? ", or was cut within its last part" : ""
    return Failure(.altered, "the file was altered at or after byte \(offset)\(doubt)")
  }

  private func opensAlone(_ chunk: Range<Int>, at index: UInt64, isLast: Bool) throws(Failure) -> Bool {
    var scratch = [UInt8](repeating: 0, count: AgePayload.chunkSize)
    return try scratch.withMutableRawSpan { (output) throws(Failure) in
      try window.withRawSpan { (bytes) throws(Failure) in
        try opener.open(bytes.extracting(chunk), at: index, isLast: isLast, into: &output)
      }
    }
  }

  private func soleChunk(
    _ chunk: Range<Int>, asLast isLast: Bool, passes test: (RawSpan) -> Bool
  ) throws(Failure) -> Bool {
    var scratch = [UInt8](repeating: 0, count: chunk.count - ChunkOpener.tagByteCount)
    try scratch.withMutableRawSpan { (output) throws(Failure) in
      try window.withRawSpan { (bytes) throws(Failure) in
        try opener.decryptUnchecked(bytes.extracting(chunk), isLast: isLast, into: &output)
      }
    }
    return scratch.withRawSpan { bytes in test(bytes) }
  }

  static func cut(at byte: Int64) -> Failure {
    Failure(.truncated, "the file ends at byte \(byte), before its end", hint: "fetch or copy it again")
  }
}
