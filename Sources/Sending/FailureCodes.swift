public import Records

extension Failure.Code {
  /// A way of sending that is no more.
  public static let retired = Failure.Code("retired", .unavailable, "this way of sending is retired")
  /// The bytes are not an age file.
  public static let notAContainer = Failure.Code(
    "not_a_container", .dataError, "the input is neither a .sod container nor records that name one")
  /// The message names the patient.
  public static let phiInMessage = Failure.Code(
    "phi_in_message", .dataError, "the message, which is not encrypted, names the patient")
  /// No transfer has this id.
  public static let transferUnknown = Failure.Code("transfer_unknown", .noInput, "no transfer has this id")
  /// The link leads to a server that no setting names.
  public static let linkUnknown = Failure.Code(
    "link_unknown", .dataError, "the link does not belong to a server that the settings name")
  /// The file is not the one that the record describes.
  public static let containerDiffers = Failure.Code(
    "container_differs", .dataError, "the file is not the one that its record describes")
  /// A file on the server that should be small is not.
  public static let remoteTooLarge = Failure.Code(
    "remote_too_large", .dataError, "a file on the server is larger than one of its kind can be")
  /// The transfer cannot do that in its state.
  public static let transferState = Failure.Code(
    "transfer_state", .dataError, "the transfer is in a state in which this cannot be done")
  /// The transfer's container is on the server already.
  public static let transferPublished = Failure.Code(
    "transfer_published", .dataError, "the container is on the server under its name, and is not taken back")

  /// The clock is before a time that is past.
  public static let clockWrong = Failure.Code(
    "clock_wrong", .configuration, "this machine's clock is wrong, so that no certificate can be judged")
  /// The link of the mails leads to nobody.
  public static let linkUnreachable = Failure.Code(
    "link_unreachable", .unavailable, "what is on the server cannot be fetched by its link")
  /// The link of the mails leads to something else.
  public static let linkDiffers = Failure.Code(
    "link_differs", .configuration, "the link shows something else than what is on the server")
  /// The receipt is of a container that nobody sent from here.
  public static let receiptForeign = Failure.Code(
    "receipt_foreign", .noInput, "the receipt is of a container that was not packed and sent here")

  /// The codes that this room declares.
  public static let ofSending: [Failure.Code] = [
    .retired, .notAContainer, .phiInMessage, .transferUnknown, .linkUnknown, .containerDiffers,
    .remoteTooLarge, .transferState, .transferPublished, .clockWrong, .linkUnreachable, .linkDiffers,
    .receiptForeign,
  ]
}
