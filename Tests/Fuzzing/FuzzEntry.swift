internal import Glibc

/// The reader that `SO_FUZZ_READER` names.
private let reader: FuzzedReader = {
  guard let name = unsafe getenv("SO_FUZZ_READER"),
    let reader = FuzzedReader(rawValue: unsafe String(cString: name))
  else { preconditionFailure("SO_FUZZ_READER names no reader") }
  return reader
}()

/// What libFuzzer calls, where `make fuzz` links it with this library.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  reader.read(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
