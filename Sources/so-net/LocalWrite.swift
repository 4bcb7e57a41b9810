internal import Glibc
internal import NetClient
internal import Platform
internal import Records
internal import SystemPackage

/// What a write here failed of.
enum LocalWrite {
  static func failure(_ number: Int32) -> Failure {
    Failure(Errno(rawValue: number), "cannot write what is fetched")
  }
}
