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

  /// What is wrong with a chunk that did not open in its place.
  struct Diagnosis {
    let failure: Failure
    /// Whether the chunk is the writer's all the same, at this place of the file, with more
    /// bytes behind it or fewer than belong there. It is given out before the failure, as
    /// every reader must that reads from the front and cannot look behind it.
    var chunk: (range: Range<Int>, isLast: Bool)?
  }

  func diagnosis(
    of failed: UInt64, in run: Range<Int>, endsPayload: Bool
  ) throws(Failure) -> Diagnosis {
    let start = run.lowerBound + Int(failed - index) * AgePayload.sealedChunkSize
    let chunk = start..<min(start + AgePayload.sealedChunkSize, run.upperBound)
    let offset = position + Int64(start - run.lowerBound)
    let end = position + Int64(run.count)
    guard endsPayload, chunk.upperBound == run.upperBound else {
      return try opensAlone(chunk, at: failed, isLast: true)
        ? Diagnosis(
          failure: Failure(
            .altered, "the file was altered: bytes follow its end at byte \(offset + Int64(chunk.count))"),
          chunk: (chunk, true))
        : Diagnosis(failure: Failure(.altered, "the file was altered at or after byte \(offset)"))
    }
    if try opensAlone(chunk, at: failed, isLast: false) {
      // A short one that was not the last is none that any writer makes.
      let isWhole = chunk.count == AgePayload.sealedChunkSize
      return Diagnosis(failure: Self.cut(at: end), chunk: isWhole ? (chunk, false) : nil)
    }
    return Diagnosis(failure: try endFailure(chunk, at: failed, offset: offset, end: end))
  }

  /// Why the payload's last chunk opens in no way.
  private func endFailure(
    _ chunk: Range<Int>, at failed: UInt64, offset: Int64, end: Int64
  ) throws(Failure) -> Failure {
    let size = Int64(failed) * Int64(AgePayload.chunkSize) + Int64(chunk.count - ChunkOpener.tagByteCount)
    if let expectedSize {
      if size < expectedSize { return Self.cut(at: end) }
    } else if failed == 0, let looksCut {
      // A chunk that was not the last is known by the other nonce.
      for isLast in [true, false] where try unchecked(chunk, at: 0, asLast: isLast, passes: looksCut) {
        return Self.cut(at: end)
      }
    } else if let endsWhole, try !unchecked(chunk, at: failed, asLast: true, passes: endsWhole) {
      return Self.cut(at: end)
    }
    let doubt =
      expectedSize == nil && looksCut == nil && endsWhole == nil ? ", or was cut within its last part" : ""
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

  private func unchecked(
    _ chunk: Range<Int>, at index: UInt64, asLast isLast: Bool, passes test: (RawSpan) -> Bool
  ) throws(Failure) -> Bool {
    var scratch = [UInt8](repeating: 0, count: chunk.count - ChunkOpener.tagByteCount)
    try scratch.withMutableRawSpan { (output) throws(Failure) in
      try window.withRawSpan { (bytes) throws(Failure) in
        try opener.decryptUnchecked(bytes.extracting(chunk), at: index, isLast: isLast, into: &output)
      }
    }
    return scratch.withRawSpan { bytes in test(bytes) }
  }

  static func cut(at byte: Int64) -> Failure {
    Failure(.truncated, "the file ends at byte \(byte), before its end", hint: "fetch or copy it again")
  }
}
