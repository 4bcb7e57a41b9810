internal import NetClient
internal import Platform
internal import Records

/// Answers requests one after the other.
struct NetService {
  private let session: CurlSession

  init() throws(Failure) { session = try CurlSession() }

  /// Serves until `input` ends.
  ///
  /// - Throws: what reading and writing throw; a request that fails is answered.
  func serve(_ input: any ByteSource, _ output: CheckedOutput) throws(Failure) {
    let lines = LineReader(input)
    while let line = try lines.next() {
      try output.line(answer(line, output).json.serialized)
      try output.flush()
    }
  }

  private func answer(_ line: [UInt8], _ output: CheckedOutput) -> NetResponse {
    var id: Int64 = 0
    do throws(Failure) {
      let object = try JSONObject(parsing: line)
      // Known before the request is judged, so that a refusal finds its way.
      if case .integer(let number)? = object["id"] { id = number }
      switch try NetRequest(json: object).task {
      case .mail(let mail): return try MailDelivering(mail, session).response(id: id)
      case .https(let https): return try FormPosting(https, session).response(id: id)
      case .ftps(let ftps): return try FTPSTransfer(ftps, session, Pulse(id, output)).response(id: id)
      case .version: return NetResponse(id: id, failure: nil, version: CurlSession.version)
      case .download(let task): return try WebDownload(task, session, Pulse(id, output)).response(id: id)
      }
    } catch {
      return NetResponse(id: id, failure: error)
    }
  }
}
