/// The first field of a `known_hosts` line: names with `*` and `?`, negated with `!`,
/// or one hashed name.
enum HostPattern {
  static func matches(_ patterns: String, _ name: String) -> Bool {
    if patterns.hasPrefix("|") { return HashedHostName.matches(patterns, name) }
    var matched = false
    for pattern in patterns.split(separator: ",") {
      if pattern.hasPrefix("!") {
        // A negated pattern that matches rules the whole line out, wherever it stands.
        if matchesOne(pattern.dropFirst(), name) { return false }
      } else if matchesOne(pattern, name) {
        matched = true
      }
    }
    return matched
  }

  /// Wildcards without recursion: a pattern like `*a*a*a*a*b` must not take exponential time.
  private static func matchesOne(_ pattern: Substring, _ name: String) -> Bool {
    let pattern = Array(pattern.lowercased().utf8)
    let name = Array(name.utf8)
    var (place, at) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while at < name.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = (place, at)
        place += 1
      } else if place < pattern.count, pattern[place] == UInt8(ascii: "?") || pattern[place] == name[at] {
        (place, at) = (place + 1, at + 1)
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        (place, at) = (last.pattern + 1, last.name + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
