import Profile
import Records

extension SettingKey {
  /// The setting of this name.
  static func named(_ name: String) throws(Failure) -> SettingKey {
    if let key = SettingKey(name: name) { return key }
    throw Failure(.settingUnknown, "there is no setting of that name", hint: "so-ftpsend config list")
  }
}

/// A setting as the tools show it: `so.setting/1`. A secret one is `***`.
struct SettingSummary: WritableRecord {
  static let schema = "so.setting/1"
  let fields: JSONObject

  /// - Parameter origin: whether it is told where the value comes from.
  init(_ key: SettingKey, _ value: SettingValue?, origin: Bool = false) {
    fields = [
      "key": .string(key.name), "value": .text(value.map { key.isSecret ? "***" : $0.text }),
      "secret": .bool(key.isSecret), "meaning": .string(key.meaning),
      "origin": .text(origin ? value?.origin.word : nil), "place": .text(origin ? value?.origin.place : nil),
    ]
  }
}
