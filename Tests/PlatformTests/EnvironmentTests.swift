import Glibc
import Platform
import Records
import SystemPackage
import TestSupport
import Testing

@Suite struct EnvironmentTests {
  @Test func `a variable that is not set, or empty, is none`() {
    let environment = ProcessEnvironment(["A": "1", "EMPTY": ""])
    #expect(environment.text("A") == "1")
    #expect(environment.path("A") == "1")
    for name in ["EMPTY", "NONE", "a", ""] {
      #expect(environment.text(name) == nil)
      #expect(environment.path(name) == nil)
    }
  }

  @Test func `setting makes another environment`() {
    let environment = ProcessEnvironment(["A": "1"])
    let changed = environment.setting("B", to: "2").setting("A", to: nil)
    #expect(changed.entries == [Array("B=2".utf8)])
    #expect(environment.entries == [Array("A=1".utf8)])
  }

  @Test func `the process's own variables are there`() {
    #expect(ProcessEnvironment.current.text("PATH") != nil)
    #expect(ProcessEnvironment.current.entries.contains { $0.starts(with: Array("PATH=".utf8)) })
  }

  private static let plain = BaseFolders(
    "/h/.local/share/second-opinion", "/h/.config/second-opinion", "/h/.local/state/second-opinion")

  @Test(
    arguments: [
      (["HOME": "/h"], plain), (["HOME": "/h/"], plain),
      (["HOME": "/h", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""], plain),
      // The specification: a relative path is to be passed over.
      (["HOME": "/h", "XDG_DATA_HOME": "d", "XDG_CONFIG_HOME": "./c", "XDG_STATE_HOME": "~/s"], plain),
      (
        ["HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s"],
        BaseFolders("/d/second-opinion", "/h/.config/second-opinion", "/s/second-opinion")
      ),
      (
        ["XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"],
        BaseFolders("/d/second-opinion", "/c/second-opinion", "/s/second-opinion")
      ),
      (
        ["HOME": "h", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"],
        BaseFolders("/d/second-opinion", "/c/second-opinion", "/s/second-opinion")
      ),
    ] as [([String: String], BaseFolders)])
  func `files lie where the XDG specification says`(_ values: [String: String], _ expected: BaseFolders)
    throws
  {
    let folders = try BaseDirectories(ProcessEnvironment(values))
    #expect(BaseFolders(folders.data, folders.configuration, folders.state) == expected)
  }

  @Test(
    arguments: [
      [:], ["HOME": ""], ["HOME": "h"], ["HOME": "."], ["XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"],
      ["XDG_DATA_HOME": "d", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "/s"],
    ] as [[String: String]])
  func `without a home that is a whole path nothing is guessed`(_ values: [String: String]) {
    let failure = refusal { try BaseDirectories(ProcessEnvironment(values)) }
    #expect(failure?.code == .homeUnknown)
    #expect(failure?.code.exit == .configuration)
  }

  struct BaseFolders: Equatable {
    let data, configuration, state: FilePath

    init(_ data: FilePath, _ configuration: FilePath, _ state: FilePath) {
      self.data = data
      self.configuration = configuration
      self.state = state
    }
  }
}

@Suite struct PlatformFailureTests {
  @Test(
    arguments: [
      (.noSuchFileOrDirectory, .noSuchFile, 66), (.notDirectory, .noSuchFile, 66),
      (.fileNameTooLong, .noSuchFile, 66),
      (.tooManySymbolicLinkLevels, .noSuchFile, 66), (.isDirectory, .isADirectory, 66),
      (.noSuchAddressOrDevice, .notARegularFile, 66), (.permissionDenied, .permissionDenied, 77),
      (.notPermitted, .permissionDenied, 77), (.fileExists, .alreadyExists, 73),
      (.directoryNotEmpty, .alreadyExists, 73),
      (.noSpace, .diskFull, 74), (.diskQuotaExceeded, .diskFull, 74), (.fileTooLarge, .diskFull, 74),
      (.readOnlyFileSystem, .readOnly, 74), (.ioError, .ioError, 74), (.badFileDescriptor, .ioError, 74),
      (.improperLink, .ioError, 74), (.tooManyOpenFiles, .ioError, 74),
    ] as [(Errno, Failure.Code, Int32)])
  func `what the system says becomes a code and an exit status`(
    _ errno: Errno, _ code: Failure.Code, _ status: Int32
  ) {
    let failure = Failure(errno, "cannot open", "/x\n")
    #expect(failure.code == code)
    #expect(failure.code.exit.rawValue == status)
    #expect(failure.message.hasPrefix(#"cannot open /x\x0a: "#))
    #expect(failure.message == failure.message.lowercased())
  }

  @Test func `a word that an errno has too means the code`() {
    #expect(Failure(.ioError, "x").message == "x")
    #expect(Failure(.permissionDenied, "x").message == "x")
    #expect(Failure(.ioError, "x", "/y").message == "x /y: input/output error")
  }

  @Test func `the words of this room are unique`() {
    let words = (Failure.Code.ofPlatform + Failure.Code.ofRecords).map(\.word)
    #expect(Set(words).count == words.count)
  }

  @Test func `the clock tells the time, or the one that was set`() {
    let clock = FixedTimeSource(Timestamp(milliseconds: 5))
    #expect(clock.now().milliseconds == 5)
    clock.set(Timestamp(milliseconds: 7))
    #expect(clock.now().milliseconds == 7)
    let before = time(nil)
    let now = SystemTimeSource().now().milliseconds
    #expect(Int64(before) * 1000 <= now && now < Int64(time(nil) + 1) * 1000)
  }
}
