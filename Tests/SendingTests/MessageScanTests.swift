import Folders
import Records
import Sending
import TestClinic
import Testing

@Suite struct MessageScanTests {
  private func findings(
    _ text: String, family: String = "Müller", given: String = "Anna Maria", birth: String = "1980-04-03",
    mrn: String = "MRN-4711"
  ) throws -> [String] {
    let form = TestClinic.form([
      "family": .string(family), "given": .string(given), "birth_date": .string(birth), "mrn": .string(mrn),
    ])
    let patient = try DemographicsForm(json: form, today: TestClinic.now.date).demographics
    return MessageScan.findings(in: text, about: patient).map { String($0.dropFirst("the ".count)) }
  }

  static let names: [(family: String, given: String, text: String, isFound: Bool)] = [
    ("Müller", "Anna Maria", "Frau Müller", true), ("Müller", "Anna Maria", "MÜLLER, A.", true),
    ("Müller", "Anna Maria", "mu\u{308}ller", true), ("Müller", "Anna Maria", "Frau Muller", true),
    ("Müller", "Anna Maria", "Frau Mueller", true), ("Mueller", "Anna Maria", "Frau Müller", true),
    ("Müller", "Anna Maria", "Muellers Befund", true), ("Müller", "Anna Maria", "Müller's report", true),
    ("Müller", "Anna Maria", "M\u{200D}üller", true), ("Müller", "Anna Maria", "re:mu\u{308}ller/scan", true),
    ("Müller", "Anna Maria", "for Anna", true), ("Müller", "Anna Maria", "for Maria", true),
    ("Müller", "Anna Maria", "for AnnaMaria", true), ("Müller", "Anna Maria", "Anna-Maria", true),
    ("Müller", "Anna Maria", "the miller", false), ("Müller", "Anna Maria", "Susanna", false),
    ("Müller", "Anna Maria", "Müllerin", false),
    ("Müller-Lüdenscheidt", "Anna Maria", "Frau Lüdenscheidt", true),
    ("Müller-Lüdenscheidt", "Anna Maria", "Frau Luedenscheidt", true),
    ("van der Berg", "Anna Maria", "see the scan of the Berg", true),
    ("van der Berg", "Anna Maria", "der Befund von Dr. van Dyck", false), ("Li", "Wu", "Frau Li", true),
    ("Li", "Wu", "Herr Lis", false), ("O'Neil", "Anna Maria", "Mr ONeil", true),
    ("O'Neil", "Anna Maria", "a o", false), ("Großmann", "Anna Maria", "Grossmann", true),
    ("Ångström", "Anna Maria", "Aangstroem", true), ("Søren", "Anna Maria", "Soeren", true),
    ("Νίκος", "Anna Maria", "ΝΙΚΟΣ", true), ("X", "Y", "x y", false),
  ]

  @Test(arguments: names.indices)
  func `R065 a name is found as people write it`(_ index: Int) throws {
    let row = Self.names[index]
    let found = try findings(row.text, family: row.family, given: row.given)
    #expect(!found.isEmpty == row.isFound, "\(row)")
    #expect(!found.contains("date of birth") && !found.contains("medical record number"))
  }

  @Test(arguments: [
    ("born 1980-04-03", true), ("1980/04/03", true), ("03.04.1980", true), ("3.4.1980", true),
    ("3.4.80", true),
    ("04/03/1980", true), ("4/3/80", true), ("19800403", true), ("03041980", true), ("3 April 1980", true),
    ("April 3, 1980", true), ("April 3rd, 1980", true), ("3rd of april", false), ("3. Apr. 1980", true),
    ("3 avril 1980", true), ("1980 Apr 3", true), ("1980", false), ("April 1980", false),
    ("03.05.1980", false),
    ("3.4.1981", false), ("5 April 1980", false), ("3 4", false), ("version 1.3.4.80.2", true),
  ])
  func `R065 the date of birth is found in the usual ways`(_ text: String, _ isFound: Bool) throws {
    #expect(try findings(text) == (isFound ? ["date of birth"] : []))
  }

  @Test func `R065 months with letters of their own are found`() throws {
    #expect(try findings("12. März 1975", birth: "1975-03-12") == ["date of birth"])
    #expect(try findings("12 août 1975", birth: "1975-08-12") == ["date of birth"])
    #expect(try findings("12. Dez. 75", birth: "1975-12-12") == ["date of birth"])
  }

  @Test(arguments: [
    ("MRN-4711", "see MRN-4711", true), ("MRN-4711", "mrn 4711", true), ("MRN-4711", "MRN4711", true),
    ("MRN-4711", "number 4711.", true), ("MRN-4711", "471", false), ("MRN-4711", "47110", false),
    ("MRN-4711", "47-11", true), ("4711", "4711", true), ("AB-12", "12 files", false),
    ("AB-12", "AB 12", true),
    ("7", "7 files", false),
  ])
  func `R065 the medical record number is found with and without its letters`(
    _ mrn: String, _ text: String, _ isFound: Bool
  ) throws {
    #expect(try findings(text, mrn: mrn) == (isFound ? ["medical record number"] : []))
  }

  @Test func `R065 all that is found is told, and never the value`() throws {
    let found = try findings("Anna Müller, 3.4.1980, MRN-4711")
    #expect(found == ["family name", "given name", "date of birth", "medical record number"])
  }

  @Test(arguments: [
    "", "Dear colleague, please look at the enclosed scan by Friday. Kind regards, Dr. Schmidt",
  ])
  func `R065 a message without the patient passes`(_ text: String) throws {
    #expect(try findings(text).isEmpty)
  }
}
