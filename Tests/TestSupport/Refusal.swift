public import Records

/// The failure that `body` throws, or `nil` when it does its work: for tables of refusals.
public func refusal<Value: ~Copyable>(_ body: () throws -> Value) -> Failure? {
  do {
    _ = try body()
    return nil
  } catch let failure as Failure {
    return failure
  } catch {
    return Failure(.internalError, "\(error)")
  }
}
