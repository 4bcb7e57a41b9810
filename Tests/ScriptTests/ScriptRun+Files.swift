import Foundation

extension ScriptRun {
  /// `cp FILE… TARGET`: the bytes, to a file or into a directory; `stdout` and `stderr` may be copied.
  func cp(_ arguments: inout ScriptArguments) throws {
    var names = try arguments.rest("the file")
    guard names.count > 1, let target = names.popLast() else {
      throw ScriptCheckError("the target is missing")
    }
    var isDirectory: ObjCBool = false
    _ = unsafe FileManager.default.fileExists(atPath: path(target), isDirectory: &isDirectory)
    guard isDirectory.boolValue || names.count == 1 else {
      throw ScriptCheckError("\(target) is not a directory")
    }
    for name in names {
      let last = (name as NSString).lastPathComponent
      let file = isDirectory.boolValue ? "\(path(target))/\(last)" : path(target)
      try contents(name).write(to: URL(filePath: file))
    }
  }

  /// `mkdir DIR…`, with the directories on the way.
  func mkdir(_ arguments: inout ScriptArguments) throws {
    for name in try arguments.rest("the directory") {
      try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    }
  }

  /// `rm PATH…`: whole trees; each must be there.
  func rm(_ arguments: inout ScriptArguments) throws {
    for name in try arguments.rest("the path") { try FileManager.default.removeItem(atPath: path(name)) }
  }

  /// `chmod MODE PATH…`
  func chmod(_ arguments: inout ScriptArguments) throws {
    let text = try arguments.next("the mode")
    guard let mode = Int(text, radix: 8) else { throw ScriptCheckError("\(text) is not an octal mode") }
    for name in try arguments.rest("the path") {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }
  }

  /// `cd DIR`: for the commands that follow; relative to the present directory.
  func cd(_ arguments: inout ScriptArguments) throws {
    let target = path(try arguments.next("the directory"))
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: target, isDirectory: &isDirectory),
      isDirectory.boolValue
    else {
      throw ScriptCheckError("\(target) is not a directory")
    }
    directory = target
  }

  /// `env NAME=VALUE…`
  func env(_ arguments: inout ScriptArguments) throws {
    for pair in try arguments.rest("NAME=VALUE") {
      guard let equals = pair.firstIndex(of: "="), equals != pair.startIndex else {
        throw ScriptCheckError("\(pair) is not NAME=VALUE")
      }
      environment[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
    }
  }

  /// `unset NAME…`
  func unset(_ arguments: inout ScriptArguments) throws {
    for name in try arguments.rest("the name") { environment[name] = nil }
  }
}
