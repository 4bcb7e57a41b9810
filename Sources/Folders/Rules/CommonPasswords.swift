/// Passwords that everybody tries first, as far as they are long enough to be refused for
/// nothing else.
enum CommonPasswords {
  /// - Parameter plain: the password's folded letters and digits.
  static func isCommon(_ password: String, plain: String) -> Bool {
    // One, two or three symbols again and again, or a row of the keyboard, or of the alphabet.
    if Set(password.lowercased()).count < 5 { return true }
    if rows.contains(where: { $0.contains(plain) || String($0.reversed()).contains(plain) }) { return true }
    // What is left of a common word without the digits and signs at its ends: `Password2026!!!`.
    let stem = plain.drop { $0.isNumber }
    let core = String(stem.reversed().drop { $0.isNumber }.reversed())
    return words.contains(plain) || words.contains(core) || isRepeated(core)
  }

  private static func isRepeated(_ text: String) -> Bool {
    let half = text.count / 2
    return half > 0 && text.count.isMultiple(of: 2) && text.prefix(half) == text.suffix(half)
      && words.contains(String(text.prefix(half)))
  }

  private static let rows = [
    "01234567890123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnmqwertyuiop", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn",
    "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  ]

  private static let words: Set = [
    "password", "passwort", "passw0rd", "p4ssword", "motdepasse", "contrasena", "passphrase", "pass",
    "letmein",
    "letmeinplease", "welcome", "willkommen", "administrator", "admin", "iloveyou", "iloveyousomuch",
    "changeme", "changemenow", "changemeplease", "qwerty", "qwertz", "qwertyuiop", "secret", "topsecret",
    "superman", "batman", "starwars", "football", "baseball", "basketball", "princess", "sunshine", "dragon",
    "monkey", "master", "mustang", "michael", "jordan", "liverpool", "manchester", "barcelona", "computer",
    "internet", "trustno1", "whatever", "nothing", "freedom", "abc", "test", "testtest", "testpassword",
    "default", "guest", "login", "access", "hospital", "patient", "doctor", "health", "medical", "clinic",
    "secondopinion", "mypassword", "mysecretpassword", "thisismypassword", "correcthorsebatterystaple",
    "donotforget", "forgotpassword", "nopassword", "unknown", "summer", "winter", "spring", "autumn", "hello",
    "helloworld", "goodmorning", "ilovemyfamily", "jesuschrist", "godisgood",
  ]
}
