/// What an argument may be, which the parser puts behind its refusal.
struct ArgumentRule: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
