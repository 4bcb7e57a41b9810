public import ArgumentParser
internal import Platform
public import Records

/// Documents and queued files as operands: their identifiers, or records and identifiers on
/// standard input.
public struct ItemListOptions: ParsableArguments {
  /// One operand.
  public enum Operand: ExpressibleByArgument, Hashable, Sendable {
    /// `-`: standard input.
    case stream
    /// An item.
    case item(Item)

    /// Takes `-` or an identifier.
    public init?(argument: String) {
      if argument == "-" {
        self = .stream
      } else if let item = Item(argument) {
        self = .item(item)
      } else {
        return nil
      }
    }
  }

  /// What is named.
  public enum Item: Hashable, Sendable {
    /// A document, and the category that its record on standard input shows.
    case document(DocumentID, seen: DocumentCategory??)
    /// A file that waits to be put.
    case upload(UploadID)

    init?(_ text: String) {
      if let id = DocumentID(text) {
        self = .document(id, seen: nil)
      } else if let id = UploadID(text) {
        self = .upload(id)
      } else {
        return nil
      }
    }
  }

  /// The operands.
  @Argument(
    help: ArgumentHelp(
      "The documents, or queued files U-…; - reads records or identifiers, one a line.",
      valueName: "D-…|-"))
  public var items: [Operand]

  /// No item.
  public init() {}

  /// Refuses what cannot be meant.
  public func validate() throws {
    if items.isEmpty { throw ValidationError("no document is named") }
    if items.count(where: { $0 == .stream }) > 1 {
      throw ValidationError("standard input can be read only once")
    }
  }

  /// Gives the items one after the other.
  public func reader() -> ItemListReader { ItemListReader(items) }
}

/// Gives items one after the other; see `ItemListOptions`.
public final class ItemListReader {
  private var operands: ArraySlice<ItemListOptions.Operand>
  private let input: any ByteSource
  private var lines: LineReader?

  /// Reads the operands, and standard input where one of them says so.
  public convenience init(_ operands: [ItemListOptions.Operand]) {
    self.init(operands, input: DescriptorSource.standardInput())
  }

  init(_ operands: [ItemListOptions.Operand], input: any ByteSource) {
    self.operands = operands[...]
    self.input = input
  }

  /// The next item, or why a line of standard input names none; `nil` at the end. Empty lines and
  /// records of other kinds are passed over, and so are those of files that were not taken.
  ///
  /// - Throws: what reading throws; nothing can be read behind it.
  public func next() throws(Failure) -> Result<ItemListOptions.Item, Failure>? {
    while true {
      if let lines {
        do throws(Failure) {
          guard let line = try lines.next() else {
            self.lines = nil
            continue
          }
          if let item = try Self.item(line) { return .success(item) }
        } catch {
          guard error.code.exit == .dataError else { throw error }
          return .failure(error.code == .lineTooLong ? error : error.prefixed("line \(lines.number)"))
        }
      } else {
        switch operands.popFirst() {
        case nil: return nil
        case .item(let item)?: return .success(item)
        case .stream?: lines = LineReader(input)
        }
      }
    }
  }

  private static func item(_ line: [UInt8]) throws(Failure) -> ItemListOptions.Item? {
    let blank: Set<UInt8> = [0x20, 0x09, 0x0D]
    let text = line.drop { blank.contains($0) }
    guard let first = text.first else { return nil }
    guard first == UInt8(ascii: "{") else {
      let word = text.prefix { !blank.contains($0) }
      guard text[word.endIndex...].allSatisfy({ blank.contains($0) }),
        let item = ItemListOptions.Item(String(decoding: word, as: UTF8.self))
      else { throw Failure(.valueInvalid, "there is neither a record nor an identifier D-… or U-…") }
      return item
    }
    let record = try JSONObject(parsing: line)
    switch record.schema {
    case Document.schema:
      let document = try Document(json: record)
      return document.state == .done ? document.id.map { .document($0, seen: .some(document.category)) } : nil
    case Upload.schema:
      let upload = try Upload(json: record)
      return upload.state == .removed ? nil : upload.id.map { .upload($0) }
    default: return nil
    }
  }
}

extension ItemListOptions {
  /// Does something with each item; one that fails is told of on standard error, and the next ones
  /// go on.
  ///
  /// - Throws: what reading standard input throws, and a failed write of results: nothing that
  ///   comes behind it could be told.
  public func forEach(
    in context: CommandContext, _ body: (Item) throws(Failure) -> Void
  ) throws(Failure) -> BatchOutcome {
    var outcome = BatchOutcome()
    let reader = reader()
    while let item = try reader.next() {
      do throws(Failure) {
        try body(item.get())
        try context.results.flush()
        outcome.succeed()
      } catch {
        if [.outputClosed, .outputFailed].contains(error.code) { throw error }
        outcome.fail(error)
        context.console.report(error)
      }
    }
    return outcome
  }
}
