import Folders
import Platform
import Profile
import Records
import Storage

/// `folder-filler COUNT`: makes a store, where `$SO_STORE` or `$XDG_DATA_HOME` says, with COUNT
/// folders of people with different names, a thousand in a transaction. For Benchmarks/search.sh.
@main struct FolderFiller {
  static func main() throws {
    guard let word = CommandLine.arguments.dropFirst().first, let count = Int(word), count > 0 else {
      throw Failure(.usage, "folder-filler COUNT")
    }
    let store = try Profile(.current).openOrMakeStore(for: CollectingScope()).store
    for first in stride(from: 0, to: count, by: 1000) {
      _ = try store.write { (transaction) throws(Failure) in
        for number in first..<min(first + 1000, count) {
          _ = try transaction.takeIn(try person(number), origin: "benchmark \(number)")
        }
      }
    }
  }

  private static let families = [
    "Müller", "Schmidt", "Nguyễn", "O'Neil", "García Márquez", "van den Berg", "Kowalski", "Smith", "Øster",
    "Papadopoulos", "Jones-Baker", "Haddad", "Yılmaz", "Ivanova", "Sato", "Oyelaran", "Rossi",
  ]
  private static let givens = [
    "Anna", "Ben", "Chloé", "Davíð", "Elif", "Farid", "Grace Lee", "Hans-Peter", "Ines", "Jun", "Karl",
  ]

  private static func person(_ number: Int) throws(Failure) -> Demographics {
    let year = 1930 + number % 90
    let (month, day) = (number / 90 % 12 + 1, number / 1080 % 28 + 1)
    let date = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    let form: JSONObject = [
      "family": .string("\(families[number % families.count]) \(number)"),
      "given": .string(givens[number % givens.count]), "birth_date": .string(date), "sex": "unknown",
      "mrn": .string("MRN-\(10_000_000 + number)"), "emails": .string("p\(number)@mail.example"),
    ]
    return try DemographicsForm(json: form, today: Timestamp(milliseconds: 1_795_514_400_000).date)
      .demographics
  }
}
