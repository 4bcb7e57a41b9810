import Keys
import Records
import Testing

@Suite struct SealTests {
  static let sunscreen = Array(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
      .utf8)

  @Test func `ChaCha20-Poly1305 gives RFC 8439's example`() throws {
    let key = SecretBytes(copying: Array(UInt8(0x80)...0x9f))
    let nonce = try bytes("070000004041424344454647")
    let data = try bytes("50515253c0c1c2c3c4c5c6c7")
    var sealed = [UInt8](repeating: 0, count: Self.sunscreen.count + 16)
    do {
      var span = sealed.mutableSpan
      var output = unsafe span.mutableBytes
      try unsafe ChaCha20Poly1305(key: key, .sealing).seal(
        Self.sunscreen.span.bytes, nonce: nonce, associatedData: data.span.bytes, into: &output)
    }
    #expect(
      Hex.encode(sealed)
        == "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
        + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
        + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
        + "3ff4def08e4b7a9de576d26586cec64b6116" + "1ae10b594f09e26a7e902ecbd0600691")
    var opened = [UInt8](repeating: 7, count: Self.sunscreen.count)
    for broken in [false, true, false] {
      if broken { sealed[40] ^= 1 }
      var span = opened.mutableSpan
      var output = unsafe span.mutableBytes
      let fits = try unsafe ChaCha20Poly1305(key: key, .opening).open(
        sealed.span.bytes, nonce: nonce, associatedData: data.span.bytes, into: &output)
      #expect(fits == !broken)
      #expect(opened == (broken ? [UInt8](repeating: 0, count: opened.count) : Self.sunscreen))
      if broken { sealed[40] ^= 1 }
    }
  }

  @Test func `XChaCha20-Poly1305 opens the draft's example`() throws {
    let key = try #require(SealingKey(SecretBytes(copying: Array(UInt8(0x80)...0x9f))))
    let sealed = try bytes(
      "404142434445464748494a4b4c4d4e4f5051525354555657"
        + "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
        + "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
        + "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        + "21f9664c97637da9768812f615c68b13b52e" + "c0875924c1c7987947deafd8780acf49")
    #expect(try key.open(sealed, associatedData: bytes("50515253c0c1c2c3c4c5c6c7")) == Self.sunscreen)
  }

  @Test(arguments: [0, 1, 63, 64, 65, 128, 5000])
  func `a record opens again only whole and in its place`(count: Int) throws {
    let key = SealingKey.random()
    let record = SecureRandom.bytes(count)
    let place = Array("patient/P-1/3".utf8)
    let sealed = try key.seal(record, associatedData: place)
    #expect(sealed.count == count + SealingKey.overhead)
    #expect(try key.open(sealed, associatedData: place) == record)
    #expect(try key.seal(record, associatedData: place) != sealed)
    #expect(throws: Failure.self) { try key.open(sealed, associatedData: place + [0]) }
    #expect(throws: Failure.self) { try SealingKey.random().open(sealed, associatedData: place) }
    #expect(throws: Failure.self) { try key.subkey(for: "cards").open(sealed, associatedData: place) }
    for cut in [0, 1, 23, 39, sealed.count - 1] {
      #expect(throws: Failure.self) { try key.open(Array(sealed.prefix(cut)), associatedData: place) }
    }
    for position in [0, 15, 16, 23, 24, sealed.count - 17, sealed.count - 1] {
      var changed = sealed
      changed[position] ^= 0x40
      #expect(throws: Failure.self) { try key.open(changed, associatedData: place) }
    }
  }

  @Test func `one opener serves many records and stays usable after a broken one`() throws {
    let key = SealingKey.random()
    let sealer = try RecordSealer(key)
    let opener = try RecordOpener(key)
    for number in 0..<50 {
      let record = [UInt8](repeating: UInt8(number), count: number)
      var sealed = try sealer.seal(record, associatedData: [UInt8(number)])
      #expect(try opener.open(sealed, associatedData: [UInt8(number)]) == record)
      sealed[number % sealed.count] ^= 1
      do {
        _ = try opener.open(sealed, associatedData: [UInt8(number)])
        Issue.record("a changed record opened")
      } catch { #expect(error.code == .sealBroken) }
    }
  }

  @Test func `subkeys of two uses differ, those of one use agree`() {
    let key = SealingKey.random()
    #expect(key.subkey(for: "patient").secret.equals(key.subkey(for: "patient").secret))
    #expect(!key.subkey(for: "patient").secret.equals(key.subkey(for: "document").secret))
    #expect(!key.subkey(for: "patient").secret.equals(key.secret))
  }
}
