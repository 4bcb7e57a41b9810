internal import NetClient
internal import Records

/// Certificates whose dates do not fit the clock: of the two, one is wrong.
enum ClockRules {
  static func diagnosis(
    _ failure: Failure, at stage: DoctorStage, _ circumstances: Circumstances
  ) -> Diagnosis? {
    let words = failure.code.word.contains("tls_failed") ? failure.message.lowercased() : ""
    let isEarly = failure.code == .certificateNotYetValid || words.contains("not yet valid")
    guard isEarly || failure.code == .certificateExpired || words.contains("has expired") else { return nil }
    var diagnosis = Diagnosis(failure, "", Diagnosis.operatorOf(stage))
    let clock = circumstances.now.map { "this machine's clock says \($0.rfc3339)" } ?? "look at the clock"
    if circumstances.isClockBehind {
      diagnosis.code = .clockWrong
      diagnosis.owner = .you
      diagnosis.meaning =
        "\(clock), and there are files here that were written after that: the clock is wrong, and so every certificate seems to be"
      diagnosis.advice = "set the clock: timedatectl set-ntp true"
    } else if isEarly {
      diagnosis.code = .certificateNotYetValid
      diagnosis.owner = .you
      diagnosis.meaning =
        "\(clock); by it the server's certificate is not valid yet: most likely the clock is behind"
      diagnosis.advice = "compare the clock with a watch, and set it: timedatectl set-ntp true"
    } else {
      diagnosis.code = .certificateExpired
      diagnosis.meaning = "\(clock); if that is right, the server's certificate ran out and was not renewed"
      diagnosis.advice = "compare the clock with a watch; if it is right, ask for a new certificate"
    }
    return diagnosis
  }
}
