internal import Platform
public import Records

/// A transfer that this process alone moves, until this object is gone.
public final class HeldTransfer {
  /// The transfer, as it was when it was taken.
  public let transfer: Transfer
  private let hold: Hold

  /// The lock, whose file goes with it: there would be ever more of them.
  private final class Hold {
    private let lock: FileLock

    init(_ lock: FileLock) { self.lock = lock }

    deinit { lock.removeFile() }
  }

  init(_ transfer: Transfer, _ lock: FileLock) {
    self.transfer = transfer
    hold = Hold(lock)
  }

  private init(_ transfer: Transfer, _ hold: Hold) {
    self.transfer = transfer
    self.hold = hold
  }

  /// The same, as it is kept now.
  func with(_ transfer: Transfer) -> HeldTransfer { HeldTransfer(transfer, hold) }
}
