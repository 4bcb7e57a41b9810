// What libFuzzer calls; built by `make fuzz` with the library Fuzzing, and no part of the package.
import Fuzzing
import Glibc

private let reader: FuzzedReader = {
  guard let name = unsafe getenv("SO_FUZZ_READER"),
    let reader = FuzzedReader(name: unsafe String(cString: name))
  else { fatalError("SO_FUZZ_READER names no reader") }
  return reader
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  reader.read(unsafe Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
