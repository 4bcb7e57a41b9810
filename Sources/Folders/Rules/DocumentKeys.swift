internal import Keys
internal import Platform
internal import Records
internal import Storage

/// By what a document that is put again is recognised: the same content under the same name in
/// the same folder. The store keeps only keyed hashes of these, so they tell nobody that two
/// patients have the same file.
enum DocumentKeys {
  /// The content itself.
  static func content(_ digest: SHA256Digest, name: FileName, in patient: PatientID) -> Lookup {
    Lookup(.content, Array("\(patient.text) \(digest.hex) ".utf8) + name.bytes)
  }

  /// Its size, which is known without reading it: where this is not found, the file is new.
  static func size(_ size: Int64, name: FileName, in patient: PatientID) -> Lookup {
    Lookup(.nameAndSize, Array("\(patient.text) \(size) ".utf8) + name.bytes)
  }

  /// That it was put for a request: so these can be counted where they are added.
  static func request(in patient: PatientID) -> Lookup { Lookup(.request, Array(patient.text.utf8)) }

  static func all(_ content: StagedObject, name: FileName, in patient: PatientID) -> [Lookup] {
    [self.content(content.sha256, name: name, in: patient), size(content.size, name: name, in: patient)]
  }
}
