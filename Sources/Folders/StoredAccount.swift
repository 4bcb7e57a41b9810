internal import Keys
internal import Records

/// A patient's user account as it is sealed in the store: the password is not in it, only what
/// scrypt made of it.
struct StoredAccount: JSONRecord {
  static let schema = "so.stored-account/1"

  let username: Username
  let cost: Scrypt.Cost
  let salt: [UInt8]
  let hash: [UInt8]

  init(_ username: Username, _ cost: Scrypt.Cost, salt: [UInt8], hash: [UInt8]) {
    self.username = username
    self.cost = cost
    self.salt = salt
    self.hash = hash
  }

  init(reading reader: inout ObjectReader) throws(Failure) {
    let username = reader.optional("username", "a user name") { Username($0) }
    let cost = Scrypt.Cost(
      logN: Int(clamping: reader.count("log_n")), r: Int(clamping: reader.count("r")),
      p: Int(clamping: reader.count("p")))
    salt = reader.required("salt", "base64", standIn: []) { Base64.decode($0, .padded) }
    hash = reader.required("hash", "base64", standIn: []) { Base64.decode($0, .padded) }
    guard let username, let cost else {
      throw Failure(.recordInvalid, "an account has no user name or no cost that can be")
    }
    self.username = username
    self.cost = cost
  }

  var fields: JSONObject {
    [
      "username": .string(username.text), "log_n": .integer(Int64(cost.logN)), "r": .integer(Int64(cost.r)),
      "p": .integer(Int64(cost.p)), "salt": .string(Base64.encode(salt)),
      "hash": .string(Base64.encode(hash)),
    ]
  }
}
