public import Storage

extension RecordKind {
  /// A patient's folder.
  public static let patient = RecordKind("patient")
  /// A document of a folder; its parent is the folder.
  public static let document = RecordKind("document")
  /// A further form of a folder; its parent is the folder.
  static let form = RecordKind("form")
  /// A patient's user account; its id and its parent are the folder's.
  static let account = RecordKind("account")
  /// An appointment; its parent is the folder.
  static let appointment = RecordKind("appointment")
}

extension LookupKind {
  /// A folder's medical record number, folded.
  static let mrn = LookupKind("mrn")
  /// One of a folder's e-mail addresses.
  static let email = LookupKind("email")
  /// An account's user name, in small letters.
  static let username = LookupKind("username")
  /// A folder's folded name and date of birth.
  static let nameAndBirth = LookupKind("name_birth")
  /// A document that came out of a container: the container's id and the entry's path.
  static let source = LookupKind("source")
  /// A folder that came out of a container: the folder's id at its origin.
  static let origin = LookupKind("origin")
  /// A document's folder, content and name.
  static let content = LookupKind("content")
  /// The folder of a document that was put for a request.
  static let request = LookupKind("request")
  /// A document's folder, size and name.
  static let nameAndSize = LookupKind("name_size")
}

extension EventAction {
  /// A folder was made.
  static let patientAdd = EventAction("patient.add")
  /// A folder's fields were changed.
  static let patientEdit = EventAction("patient.edit")
  /// A folder was merged into another one.
  static let patientMerge = EventAction("patient.merge")
  /// A folder was taken out of another one again.
  static let patientUnmerge = EventAction("patient.unmerge")
  /// A form was added to a folder.
  static let formAdd = EventAction("form.add")
  /// A folder's forms were listed.
  static let formList = EventAction("form.list")
  /// An appointment goes back to a referral.
  static let referralUse = EventAction("referral.use")
  /// An appointment was made.
  static let appointmentAdd = EventAction("appointment.add")
  /// An appointment came in by a container, or its sender called it off.
  static let appointmentImport = EventAction("appointment.import")
  /// An appointment was called off.
  static let appointmentCancel = EventAction("appointment.cancel")
  /// An appointment was looked at, to tell of it once more.
  static let appointmentShow = EventAction("appointment.show")
  /// A folder's appointments were listed.
  static let appointmentList = EventAction("appointment.list")
  /// A folder was looked at.
  static let patientShow = EventAction("patient.show")
  /// A test message to a phone of a folder was taken.
  static let phoneTest = EventAction("phone.test")
  /// A folder's account was made or changed.
  static let accountSet = EventAction("account.set")
  /// A folder's account was looked at.
  static let accountShow = EventAction("account.show")
  /// A folder's account was removed.
  static let accountRemove = EventAction("account.remove")
  /// Somebody tried to sign in.
  static let accountVerify = EventAction("account.verify")
  /// What waits was looked at.
  static let dashboardShow = EventAction("dashboard.show")
  /// Folders were searched.
  static let patientFind = EventAction("patient.find")
  /// All folders were listed.
  static let patientList = EventAction("patient.list")
  /// A folder's documents were listed.
  static let documentList = EventAction("document.list")
  /// A document was put into a folder.
  static let documentAdd = EventAction("document.add")
  /// Documents that were put again were found to be there.
  static let documentKnown = EventAction("document.known")
  /// A document got another category.
  static let documentCategorize = EventAction("document.categorize")
  /// A document was removed from its folder.
  static let documentRemove = EventAction("document.remove")
  /// A document was looked at.
  static let documentShow = EventAction("document.show")
  /// Receipts were given once more, for an auditor.
  static let documentReceipt = EventAction("document.receipt")
  /// A document came in by a container.
  static let documentImport = EventAction("document.import")
  /// A form came in by a container.
  static let formImport = EventAction("form.import")
  /// A person said that a sender's patient is the one of this folder.
  static let patientMatch = EventAction("patient.match")
  /// A folder came in by a container.
  static let patientImport = EventAction("patient.import")
}
