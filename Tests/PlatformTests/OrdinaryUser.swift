import Glibc
import Platform
import Records

/// Runs `body` as a user whom the system can refuse something, when the tests run as root.
///
/// Linux keeps the user id for files per thread, and a thread that gives up 0 there loses the
/// power to pass over permissions with it; so nothing else in the process notices.
func asOrdinaryUser<Value: Sendable>(_ body: @escaping @Sendable () throws(Failure) -> Value) throws -> Value
{
  guard geteuid() == 0 else { return try body() }
  typealias SetFileUser = @convention(c) (uid_t) -> CInt
  guard let symbol = unsafe dlsym(nil, "setfsuid") else { throw Failure(.internalError, "no setfsuid") }
  let setFileUser = unsafe unsafeBitCast(symbol, to: SetFileUser.self)
  return try WorkerThread("ordinary user") { () throws(Failure) in
    _ = setFileUser(65_534)
    return try body()
  }.join()
}
