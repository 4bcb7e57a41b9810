internal import Platform
public import Records
public import SystemPackage

/// Chooses from many files those that a request has room for (R052); writes nothing.
public enum FilePlanner {
  /// Which of the files are chosen: the first ones, or the newest by the date in the name, else by
  /// the last change of the content; of two of one day, the one that was named first.
  ///
  /// - Parameters:
  ///   - limit: how many are chosen at most.
  ///   - newest: whether the newest are, and not the first.
  public static func plan(_ paths: [FilePath], limit: Int, newest: Bool, today: CivilDate)
    -> [(plan: FilePlan, failure: Failure?)]
  {
    let offers = paths.map { Offer($0, today: today) }
    let places = offers.indices.filter { offers[$0].failure == nil }
    let ordered = newest ? chosenOrder(places, offers.map(\.date)) : places
    let selected = Set(ordered.prefix(limit))
    return zip(offers, offers.indices).map { offer, place in
      let plan = FilePlan(
        path: RecordedPath(offer.path), size: offer.size, date: offer.date, dateSource: offer.dateSource,
        selected: selected.contains(place), failure: offer.failure)
      return (plan, offer.failure)
    }
  }

  /// The newest first; what has no date is last.
  static func chosenOrder(_ places: [Int], _ dates: [CivilDate?]) -> [Int] {
    places.sorted { left, right in
      switch (dates[left], dates[right]) {
      case (let one?, let other?) where one != other: one > other
      case (_?, nil): true
      case (nil, _?): false
      default: left < right
      }
    }
  }

  private struct Offer {
    let path: FilePath
    var size: Int64?
    var date: CivilDate?
    var dateSource: FilePlan.DateSource?
    var failure: Failure?

    init(_ path: FilePath, today: CivilDate) {
      self.path = path
      do throws(Failure) {
        // Opened, since what cannot be opened cannot be put.
        let file = try InputFile(opening: path)
        guard file.size > 0 else { throw Failure(.emptyFile, "\(path.printable) is empty") }
        size = file.size
        date = NameDate.date(in: path.fileName, today: today)
        dateSource = date == nil ? .modified : .name
        date = date ?? FileDate.modified(path)
      } catch {
        failure = error
      }
    }
  }
}
