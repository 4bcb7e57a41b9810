public import Records
public import Storage

/// Says whether a document may be removed (R050).
///
/// Which records refer to a document is known by the rooms above, so the rule comes from there; it
/// is asked inside the transaction that removes, and nothing can come between.
public struct RemovalRule {
  let check: (Document, Snapshot) throws(Failure) -> Void

  /// A rule that throws why the document must stay.
  public init(_ check: @escaping (Document, Snapshot) throws(Failure) -> Void) { self.check = check }

  /// Every document may be removed.
  public static var none: RemovalRule { RemovalRule { (_, _) throws(Failure) in } }
}
