internal import Platform
internal import Profile
internal import Records
internal import Storage

extension TransferQueue {
  /// Takes the receipts that lie beside the files of transfers, on every server where some may come.
  ///
  /// That a server cannot be asked is no failure of the run: nothing is lost, and the next one asks
  /// again.
  func collectReceipts(_ runner: TransferRunner, _ watcher: any Watcher) throws(Failure) {
    let collector = ReceiptCollector(store, try runner.profile.identity())
    let waiting = try collector.waiting(of: store.member.id, at: time.now())
    for (server, transfers) in waiting.sorted(by: { ($0.key?.text ?? "") < ($1.key?.text ?? "") }) {
      try watcher.check()
      let found: ReceiptCollector.Found
      do throws(Failure) {
        let access = try ServerAccess(runner.settings, runner.profile, server: server)
        found = try collector.collect(
          transfers, from: try access.folder(ServerLimits(access.settings, runner.wishes)))
      } catch {
        guard !ReceiptCollector.isOfTheStore(error.code) else { throw error }
        watcher.unasked(server, error)
        continue
      }
      for transfer in found.transfers { try watcher.acknowledged(transfer) }
      for failure in found.refused { watcher.refused(failure) }
    }
  }
}
