import Foundation
import Peers
import Records
import SystemPackage
import Testing

@testable import SFTP

@Suite struct TransferTests {
  @Test(arguments: [0, 1, 32_767, 32_768, 1 << 20 + 1, 64 << 20])
  func `R078 a file of any size comes back as it was sent`(size: Int) throws {
    let server = try SSHServer()
    let client = try server.client()
    let file = try LocalFile(pattern(size))
    var last: TransferProgress?
    let result = try client.upload(file.source, to: server.path("a.sod")) { last = $0 }
    #expect(result.size == UInt64(size))
    #expect(result.isSynchronized && result.arePermissionsSet && !result.isPartLeft)
    #expect(size == 0 || last?.done == UInt64(size) && last?.total == UInt64(size))
    #expect(FileManager.default.contentsEqual(atPath: server.file("a.sod"), andPath: file.path))
    #expect(try server.names == ["a.sod"])

    let fetched = file.scratch.file("fetched")
    #expect(try client.download(server.path("a.sod"), to: FilePath(fetched)) == UInt64(size))
    #expect(FileManager.default.contentsEqual(atPath: fetched, andPath: file.path))
  }
}
