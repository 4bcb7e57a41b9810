import Keys
import Platform
import Records
import Storage
import TestClinic
import TestSupport
import Testing

@testable import Folders

/// The user accounts of patients.
@Suite struct AccountTests {
  let clinic: TestClinic
  let anna: Patient

  init() throws {
    clinic = try TestClinic()
    anna = try clinic.add()
  }

  private static let password = "correct battery 77 staple"

  private var accounts: PatientAccounts {
    get throws {
      // The cheapest scrypt: the rules are tested here, not the cost.
      PatientAccounts(clinic.store, cost: try #require(Scrypt.Cost(logN: 4, r: 1, p: 1)))
    }
  }

  private func secret(_ text: String) -> SecretBytes { SecretBytes(copying: Array(text.utf8)) }

  private func name(_ text: String) throws -> Username { try #require(Username(text)) }

  private func set(_ username: String, _ password: String = password, of patient: Patient) throws
    -> PatientAccount
  {
    try accounts.set(try name(username), password: secret(password), of: patient.id)
  }

  @Test func `R016 an account has a name and a state, and never a password`() throws {
    let made = try set("anna.m", of: anna)
    #expect(made.json["username"] == "anna.m")
    #expect(made.json["state"] == "active")
    #expect(made.json.keys == ["schema", "patient_id", "username", "state", "created_at", "updated_at"])
    #expect(try accounts.show(anna.id).json == made.json)
    for text in [Self.password, "correct battery"] {
      #expect(!"\(made)".contains(text))
      #expect(!String(decoding: made.json.serialized, as: UTF8.self).contains(text))
    }
    #expect(try clinic.actions().suffix(2) == ["account.set", "account.show"])
  }

  @Test func `R016 the right name and password are the patient's, in any spelling of the name`() throws {
    _ = try set("Anna.M", of: anna)
    #expect(try accounts.verify("anna.m", password: secret(Self.password)) == anna.id)
    #expect(try accounts.verify("ANNA.M", password: secret(Self.password)) == anna.id)
    for (username, password) in [
      ("anna.m", "correct battery 77 stapler"), ("anna.m", "Correct battery 77 staple"), ("anna.m", ""),
      ("anna", Self.password), ("nobody", Self.password), ("", Self.password), ("' OR 1=1", Self.password),
    ] {
      #expect(try accounts.verify(username, password: secret(password)) == nil, "\(username)")
    }
    #expect(try clinic.actions().filter { $0 == "account.verify" }.count == 9)
  }

  @Test func `R016 a name belongs to one folder, whatever its capitals`() throws {
    _ = try set("anna", "an umbrella in the rain", of: try clinic.add(["mrn": "MRN-2", "given": "Berta"]))
    #expect(refusal { try set("ANNA", of: anna) }?.code == .usernameTaken)
    #expect(refusal { try accounts.show(anna.id) }?.code == .accountUnknown)
    #expect(refusal { try accounts.remove(from: anna.id) }?.code == .accountUnknown)
  }

  @Test func `R016 another name and another password take the place of the old ones`() throws {
    _ = try set("one", of: anna)
    let changed = try set("other", "a wholly new sentence", of: anna)
    #expect(changed.username.text == "other")
    #expect(try accounts.verify("one", password: secret(Self.password)) == nil)
    #expect(try accounts.verify("other", password: secret(Self.password)) == nil)
    #expect(try accounts.verify("other", password: secret("a wholly new sentence")) == anna.id)
    // The old name is free.
    let berta = try clinic.add(["mrn": "MRN-2", "given": "Berta"])
    #expect(try set("one", of: berta).state == .active)
  }

  @Test func `R016 a removed account signs nobody in`() throws {
    _ = try set("anna.m", of: anna)
    let removed = try accounts.remove(from: anna.id)
    #expect(removed.state == .removed)
    #expect(try accounts.verify("anna.m", password: secret(Self.password)) == nil)
    #expect(refusal { try accounts.show(anna.id) }?.code == .accountUnknown)
    #expect(try set("anna.m", of: anna).state == .active)
  }

  @Test func `R016 only a folder that is there gets an account, and a merged one is its target's`() throws {
    #expect(
      refusal { try accounts.set(try name("x.y"), password: secret(Self.password), of: .random()) }?.code
        == .patientUnknown)
    #expect(refusal { try accounts.show(.random()) }?.code == .patientUnknown)
    let berta = try clinic.add(["mrn": "MRN-2", "given": "Berta"])
    _ = try set("berta", of: berta)
    _ = try clinic.folders.merge(berta.id, into: anna.id)
    #expect(refusal { try set("other", of: berta) }?.code == .patientMerged)
    #expect(try accounts.verify("berta", password: secret(Self.password)) == anna.id)
  }

  @Test func `R016 two patients with one password have nothing in common on disk`() throws {
    let berta = try clinic.add(["mrn": "MRN-2", "given": "Berta"])
    _ = try set("one", of: anna)
    _ = try set("two", of: berta)
    let kept = try clinic.store.read(EventAction("test.look")) { (snapshot) throws(Failure) in
      [
        try snapshot.required(.account, anna.id.text).value(as: StoredAccount.self),
        try snapshot.required(.account, berta.id.text).value(as: StoredAccount.self),
      ]
    }
    #expect(kept[0].salt != kept[1].salt && kept[0].hash != kept[1].hash)
    #expect(kept.allSatisfy { $0.salt.count == 16 && $0.hash.count == 32 })
    // As RFC 7914 has it: the stock program finds the same key.
    #expect(kept[0].cost == Scrypt.Cost(logN: 4, r: 1, p: 1))
  }

  @Test(arguments: [
    "ab", "-ann", "ann müller", "änn", "a b", "ann\n", "", String(repeating: "a", count: 65), ".ab",
  ])
  func `R016 what is no user name`(_ text: String) { #expect(Username(text) == nil) }

  @Test(arguments: ["abc", "anna@home.example", "Anna_M-1.x+y", "7up", String(repeating: "a", count: 64)])
  func `R016 what is a user name`(_ text: String) { #expect(Username(text)?.text == text) }

  @Test(
    arguments: [
      ("correct battery 77 staple", []), ("an umbrella", [.length]), ("twelve chars", []),
      ("ümläuts zählen", []), ("short", [.length]), ("", [.length, .notCommon]),
      ("ümläuts zäh", [.length]),
      (String(repeating: "long words ", count: 24), [.maximumLength]),
      (String(repeating: "long words ", count: 23) + "end", []),
      (String(repeating: "long words ", count: 23) + "ends", [.maximumLength]),
      ("a.muller and more", [.notUsername, .notName]),
      ("A-Mueller rides a horse", []), ("I am AMULLER, hello", [.notUsername, .notName]),
      ("Müller rides horses", [.notName]), ("MULLER rides horses", [.notName]),
      ("grannanas are great", [.notName]),
      ("A n n a likes horses", [.notName]), ("born on 1980-04-03 ok", [.notBirthDate]),
      ("03.04.1980 was fine", [.notBirthDate]), ("04/03/80 was a Thursday", [.notBirthDate]),
      ("horses 19800403 run", [.notBirthDate]), ("horses of 1980 run", []),
      ("04/03/1980 was a Thursday", [.notBirthDate]), ("horses 80-04-03 run", [.notBirthDate]),
      ("03.04.80 was fine", [.notBirthDate]), ("password12345", [.notCommon]),
      ("Password!2026#", [.notCommon]), ("passwordpassword", [.notCommon]), ("aaaaaaaaaaaaaaa", [.notCommon]),
      ("abababababababab", [.notCommon]), ("123456789012", [.notCommon]), ("qwertyuiopas", [.notCommon]),
      ("zyxwvutsrqponm", [.notCommon]), ("Second Opinion 2026", [.notCommon]),
    ] as [(String, [PasswordRule])])
  func `R016 R157 each rule of passwords is met or not by itself`(
    _ password: String, _ broken: [PasswordRule]
  )
    throws
  {
    let rules = PasswordRules(username: try name("a.muller"), person: anna.demographics)
    #expect(rules.check(password).map(\.rule) == PasswordRule.allCases)
    #expect(rules.check(password).filter { !$0.isMet }.map(\.rule) == broken)
    let failure = refusal { try rules.require(password) }
    #expect(failure?.fields.count ?? 0 == broken.count)
    if !broken.isEmpty {
      #expect(failure?.code == .passwordRefused)
      if password.count > 5 { #expect(!"\(String(describing: failure))".contains(password)) }
    }
  }

  @Test func `R016 short parts of a name forbid nothing`() throws {
    let li = try clinic.add(["family": "Li", "given": "Bo", "mrn": "MRN-2"])
    let rules = PasswordRules(username: try name("xyz"), person: li.demographics)
    #expect(rules.check("a boat on a little river").allSatisfy { $0.isMet })
  }

  @Test func `R016 three letters of a name are a part of it`() throws {
    let lee = try clinic.add(["family": "Lee", "given": "Bo", "mrn": "MRN-3"])
    let rules = PasswordRules(username: try name("xyz"), person: lee.demographics)
    #expect(rules.check("sleeping in a river").filter { !$0.isMet }.map(\.rule) == [.notName])
  }

  @Test func `R016 a refused password changes nothing`() throws {
    _ = try set("anna.m", of: anna)
    #expect(refusal { try set("anna.m", "short", of: anna) }?.code == .passwordRefused)
    #expect(
      refusal {
        try accounts.set(
          try name("anna.m"), password: SecretBytes(copying: Array(repeating: 0xFF, count: 20)), of: anna.id)
      }?.code == .utf8Invalid)
    #expect(try accounts.verify("anna.m", password: secret(Self.password)) == anna.id)
  }

  @Test func `R016 passwords cost what they should`() throws {
    let made = try PatientAccounts(clinic.store).set(
      try name("anna.m"), password: secret(Self.password), of: anna.id)
    #expect(made.state == .active)
    let kept = try clinic.store.read(EventAction("test.look")) { (snapshot) throws(Failure) in
      try snapshot.required(.account, anna.id.text).value(as: StoredAccount.self)
    }
    #expect(kept.cost == Scrypt.Cost(logN: 17, r: 8, p: 1))
    // Stored costs are used, so that they can be raised later.
    #expect(try accounts.verify("anna.m", password: secret(Self.password)) == anna.id)
  }
}
