public import Records
public import SystemPackage

/// A file descriptor with one owner, who closes it: at the end of its life, or earlier and
/// with the error told.
public struct OwnedDescriptor: ~Copyable, Sendable {
  /// The descriptor, lent: it must not be closed, nor used after its owner is gone.
  public let descriptor: FileDescriptor

  /// Takes over `descriptor`.
  public init(owning descriptor: FileDescriptor) { self.descriptor = descriptor }

  /// Gives the descriptor away; the caller closes it.
  public consuming func release() -> FileDescriptor {
    let descriptor = descriptor
    discard self
    return descriptor
  }

  /// Closes now.
  ///
  /// - Throws: what the system says; on some file systems a failed write shows up only here.
  public consuming func close() throws(Failure) {
    let descriptor = descriptor
    discard self
    do { try descriptor.close() } catch let error as Errno {
      throw Failure(error, "cannot close a file")
    } catch {
      throw Failure(.internalError, "closing a file failed")
    }
  }

  deinit { try? descriptor.close() }
}

extension OwnedDescriptor {
  /// Opens `path`, never handed on to child processes by accident.
  public init(
    opening path: FilePath, _ mode: FileDescriptor.AccessMode,
    options: FileDescriptor.OpenOptions = [], permissions: FilePermissions? = nil
  ) throws(Failure) {
    self.init(
      owning: try systemCall("cannot open", path) {
        try FileDescriptor.open(path, mode, options: options.union(.closeOnExec), permissions: permissions)
      })
  }
}

/// Runs a call of swift-system and turns its `Errno` into a `Failure`.
public func systemCall<Value: ~Copyable>(
  _ doing: String, _ path: FilePath? = nil, _ body: () throws -> Value
) throws(Failure) -> Value {
  do { return try body() } catch let error as Errno {
    throw Failure(error, doing, path)
  } catch let failure as Failure {
    throw failure
  } catch {
    throw Failure(.internalError, doing)
  }
}
