internal import Records
internal import Storage

extension RecordKind {
  /// What is to be made of a document; its id is the document's. It says no more than kinds and
  /// states, so a queue can look at it without an event.
  static let mediaJob = RecordKind("media_job", holdsPHI: false)
}

extension EventAction {
  /// A thumbnail or a video is to be made.
  static let mediaQueue = EventAction("media.queue")
  /// An attempt to make it began, and the document was read for it.
  static let mediaAttempt = EventAction("media.attempt")
  /// An attempt goes on.
  static let mediaContinue = EventAction("media.continue")
  /// It was made.
  static let mediaDone = EventAction("media.done")
  /// An attempt failed, and there will be another.
  static let mediaRetry = EventAction("media.retry")
  /// It was given up.
  static let mediaFailed = EventAction("media.failed")
  /// The document is gone, and with it the job.
  static let mediaDrop = EventAction("media.drop")
  /// A document got its thumbnail, a video its MP4 as well.
  static let documentDerive = EventAction("document.derive")
  /// A document's thumbnail was looked at.
  static let documentThumbnail = EventAction("document.thumbnail")
}

/// What is to be made of one document, and how far it is.
struct MediaJob: Sendable {
  typealias State = DocumentDerivative.State

  let document: DocumentID
  let task: MediaTask
  var state: State
  /// The attempts begun so far.
  var attempts: Int64
  /// The code of the last failure.
  var code: String?
  let version: Int64

  /// More of them would be a loop.
  static let maximumAttempts: Int64 = 3
  /// For so many seconds nobody else takes the job; a worker that is alive asks for more in time.
  static let lease: Int64 = 2 * MediaPrograms.beat

  /// Seconds to the next attempt: a minute, then ten.
  var pause: Int64 { attempts < 2 ? 60 : 600 }

  init(_ record: Record) throws(Failure) {
    let sealed = try record.value(as: StoredMediaJob.self)
    guard let document = DocumentID(record.id), let state = State(rawValue: record.state) else {
      throw Failure(.recordAltered, "a media job is malformed")
    }
    self.document = document
    task = sealed.task
    self.state = state
    attempts = sealed.attempts
    code = sealed.code
    version = record.version
  }

  /// What stands for the document meanwhile: the icon of its kind for a video (R039), and the
  /// thumbnail once there is one (R040).
  var preview: DocumentPreview? {
    if state == .done { return .thumbnail(document) }
    return task == .video ? .icon("mp4") : nil
  }

  /// What the document's record says of its MP4.
  var derivative: DocumentDerivative? {
    guard task == .video else { return nil }
    return DocumentDerivative(mediaType: "video/mp4", state: state, code: code)
  }
}

/// The sealed part of a job.
struct StoredMediaJob: JSONRecord {
  static let schema = "so.stored-media-job/1"

  let task: MediaTask
  let attempts: Int64
  let code: String?

  init(task: MediaTask, attempts: Int64, code: String?) {
    self.task = task
    self.attempts = attempts
    self.code = code
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    task = reader.required("task", "a task", standIn: .image) { MediaTask(rawValue: $0) }
    attempts = reader.count("attempts")
    code = reader.optionalText("code")
  }

  var fields: JSONObject {
    ["task": .string(task.rawValue), "attempts": .integer(attempts), "code": .text(code)]
  }
}
