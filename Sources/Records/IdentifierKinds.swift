/// A patient's folder.
public enum PatientKind: IdentifierKind {
  /// `P`
  public static let prefix = "P"
}

/// A document in a folder.
public enum DocumentKind: IdentifierKind {
  /// `D`
  public static let prefix = "D"
}

/// A `.sod` container.
public enum ContainerKind: IdentifierKind {
  /// `C`
  public static let prefix = "C"
}

/// A transfer of a container.
public enum TransferKind: IdentifierKind {
  /// `T`
  public static let prefix = "T"
}

/// A message to one address.
public enum DeliveryKind: IdentifierKind {
  /// `N`, for notification
  public static let prefix = "N"
}

/// A member of a store.
public enum MemberKind: IdentifierKind {
  /// `M`
  public static let prefix = "M"
}

/// A store.
public enum StoreKind: IdentifierKind {
  /// `S`
  public static let prefix = "S"
}

/// A stored object: the sealed bytes of a document.
public enum ObjectKind: IdentifierKind {
  /// `O`
  public static let prefix = "O"
}

/// A form of a folder, such as a referral.
public enum FormKind: IdentifierKind {
  /// `F`
  public static let prefix = "F"
}

/// An appointment.
public enum AppointmentKind: IdentifierKind {
  /// `A`
  public static let prefix = "A"
}

/// A file that waits to be put into a folder.
public enum UploadKind: IdentifierKind {
  /// `U`
  public static let prefix = "U"
}

/// A permission to put files into a folder.
public enum GrantKind: IdentifierKind {
  /// `G`
  public static let prefix = "G"
}

/// Names a patient's folder.
public typealias PatientID = Identifier<PatientKind>
/// Names a document.
public typealias DocumentID = Identifier<DocumentKind>
/// Names a `.sod` container.
public typealias ContainerID = Identifier<ContainerKind>
/// Names a transfer.
public typealias TransferID = Identifier<TransferKind>
/// Names a message to one address.
public typealias DeliveryID = Identifier<DeliveryKind>
/// Names a member of a store.
public typealias MemberID = Identifier<MemberKind>
/// Names a store.
public typealias StoreID = Identifier<StoreKind>
/// Names a stored object.
public typealias ObjectID = Identifier<ObjectKind>
/// Names a form of a folder.
public typealias FormID = Identifier<FormKind>
/// Names an appointment.
public typealias AppointmentID = Identifier<AppointmentKind>
/// Names a file that waits to be put into a folder.
public typealias UploadID = Identifier<UploadKind>
/// Names a permission to put files into a folder.
public typealias GrantID = Identifier<GrantKind>
