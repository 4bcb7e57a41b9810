/// What stands for a document in a list (R039, R040).
public enum DocumentPreview: Hashable, Sendable {
  /// A picture of the program that shows it, by the picture's name: `mp4`.
  case icon(String)
  /// A thumbnail of its content; `so-upload thumbnail` writes the one of this document.
  case thumbnail(DocumentID)

  init?(_ object: JSONObject, path: String, _ outer: inout ObjectReader) {
    var reader = ObjectReader(object, what: "preview", path: path)
    let isIcon = reader.required("kind", "icon or thumbnail", standIn: true) { text in
      text == "icon" ? true : text == "thumbnail" ? false : nil
    }
    let name = reader.optionalText("name")
    let ref: DocumentID? = reader.optionalIdentifier("ref")
    if isIcon, name == nil { reader.refuse("name", .required, "is mandatory for an icon") }
    if !isIcon, ref == nil { reader.refuse("ref", .required, "is mandatory for a thumbnail") }
    do throws(Failure) { try reader.finish() } catch {
      outer.adopt(error.fields)
      return nil
    }
    if isIcon, let name {
      self = .icon(name)
    } else if let ref {
      self = .thumbnail(ref)
    } else {
      return nil
    }
  }

  /// The preview as it stands in a record.
  public var json: JSONValue {
    switch self {
    case .icon(let name): ["kind": "icon", "name": .string(name), "ref": .null]
    case .thumbnail(let id): ["kind": "thumbnail", "name": .null, "ref": .string(id.text)]
    }
  }
}

/// What is made of a document beside it, and how far that is (R038).
public struct DocumentDerivative: Hashable, Sendable {
  /// How far it is.
  public enum State: String, Sendable {
    /// Waits for `so-upload process`.
    case queued
    /// A process is at it.
    case working
    /// It is in the store.
    case done
    /// Given up; the document itself is kept.
    case failed
  }

  /// Its media type: `video/mp4`.
  public let mediaType: String
  /// How far it is.
  public let state: State
  /// The code of the last failure, when there was one.
  public let code: String?

  /// A derivative with these values.
  public init(mediaType: String, state: State, code: String? = nil) {
    self.mediaType = mediaType
    self.state = state
    self.code = code
  }

  init?(_ object: JSONObject, path: String, _ outer: inout ObjectReader) {
    var reader = ObjectReader(object, what: "derivative", path: path)
    mediaType = reader.text("media_type")
    state = reader.required("state", "queued, working, done or failed", standIn: .failed) {
      State(rawValue: $0)
    }
    code = reader.optionalText("code")
    do throws(Failure) { try reader.finish() } catch {
      outer.adopt(error.fields)
      return nil
    }
  }

  /// The derivative as it stands in a record.
  public var json: JSONValue {
    ["media_type": .string(mediaType), "state": .string(state.rawValue), "code": .text(code)]
  }
}
