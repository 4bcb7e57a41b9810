import Fuzzing
import Platform
import Records
import TestSupport
import Testing

/// Every seed again, and some thousand changes of the seeds of each reader; `make fuzz` looks
/// further, and what it finds becomes a seed.
@Suite struct SeedTests {
  /// The changes of a run follow from this number, which a failure prints.
  static let seed: UInt64 = 0x5EED
  static let changes = ProcessEnvironment.current.text("SO_SOAK") == "1" ? 50_000 : 2_000

  @Test(arguments: FuzzedReader.allCases) func `every reader has a seed that it takes`(reader: FuzzedReader)
    throws
  {
    let seeds = try FuzzSeeds.of(reader)
    #expect(seeds.contains { $0.name == "whole" })
    for seed in seeds {
      let refusal = reader.read(seed.bytes)
      // Seeds that are to be taken bear such a name.
      #expect(
        (refusal == nil) == seed.name.hasPrefix("whole"), "\(seed.name): \(refusal?.message ?? "taken")")
    }
  }

  @Test(arguments: FuzzedReader.allCases) func `changed seeds break no promise`(reader: FuzzedReader) throws {
    let seeds = try FuzzSeeds.of(reader)
    var mutation = Mutation(SeededGenerator(seed: Self.seed), others: seeds.map(\.bytes))
    for number in 0..<Self.changes {
      let bytes = mutation.mutated(seeds[number % seeds.count].bytes)
      // A trap ends the process; what led there is in this file, then.
      if reader.read(bytes) == nil { continue }
    }
  }
}
