internal import Records

/// The search card of an appointment: when it is over, sealed as all cards are.
enum AppointmentCard {
  static func bytes(of appointment: Appointment) -> [UInt8] {
    let end = appointment.start.advanced(bySeconds: appointment.minutes * 60).milliseconds
    return (0..<8).map { UInt8(truncatingIfNeeded: end >> ($0 * 8)) }
  }

  /// When the appointment is over, in milliseconds since 1970.
  static func end(_ card: RawSpan) -> Int64? {
    guard card.byteCount == 8 else { return nil }
    var end: UInt64 = 0
    for place in 0..<8 {
      end |= UInt64(unsafe card.unsafeLoad(fromByteOffset: place, as: UInt8.self)) << (place * 8)
    }
    return Int64(bitPattern: end)
  }
}
