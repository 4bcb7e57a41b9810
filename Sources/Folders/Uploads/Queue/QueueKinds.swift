public import Records
internal import Storage

extension RecordKind {
  /// A file that waits to be put into a folder; its parent is the folder.
  static let upload = RecordKind("upload")
}

extension LookupKind {
  /// A queued file's folder, path and name.
  static let uploadPath = LookupKind("upload_path")
}

extension EventAction {
  /// A file was queued.
  static let uploadAdd = EventAction("upload.add")
  /// The queue was looked at.
  static let uploadList = EventAction("upload.list")
  /// A process began to read a queued file.
  static let uploadSend = EventAction("upload.send")
  /// A queued file became a document.
  static let uploadVerify = EventAction("upload.verify")
  /// The document of a queued file was looked at, and is there.
  static let uploadDone = EventAction("upload.done")
  /// A queued file was not taken.
  static let uploadFailed = EventAction("upload.failed")
  /// A process ended before it came to a file that it had begun with.
  static let uploadRelease = EventAction("upload.release")
  /// A queued file was taken out of the queue.
  static let uploadRemove = EventAction("upload.remove")
}

extension Failure.Code {
  /// There is no such queued file.
  public static let uploadUnknown = Failure.Code(
    "upload_unknown", .noInput, "no file in the queue has this id")
  /// Another process is at the file.
  public static let uploadUnderWay = Failure.Code(
    "upload_under_way", .tryAgain, "another process is putting the queued file at this moment")

  /// Something of the folder is not uploaded, or has no category (R048).
  public static let notReady = Failure.Code(
    "not_ready", .dataError, "a file of the folder is not uploaded yet, or has no category")
}
