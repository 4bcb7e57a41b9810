/// The shared core of the Second Opinion tools as one import: everything that the tools are
/// built of, without a command line.
///
///     import SecondOpinion
///
///     let profile = try Profile(.current)
///     let store = try profile.openStore(for: CollectingScope())
///     try PatientFolders(store).list { (patient) throws(Failure) in print(patient.id) }
@_exported public import AgeFormat
@_exported public import Exchange
@_exported public import Folders
@_exported public import Keys
@_exported public import NetClient
@_exported public import Notices
@_exported public import Platform
@_exported public import Profile
@_exported public import Records
@_exported public import SFTP
@_exported public import SODFormat
@_exported public import Sending
@_exported public import Storage

extension Failure.Code {
  /// Every code of the house: the table that the manual pages print and the tests hold against
  /// the sources.
  public static let all: [Failure.Code] =
    ofRecords + ofPlatform + ofKeys + ofAgeFormat + ofProfile + ofStorage + ofSODFormat + ofSFTP + ofNetClient
    + ofNotices + ofFolders + ofExchange + ofSending
}
