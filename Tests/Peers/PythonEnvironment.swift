import Foundation

/// The Python that the Python peers run in: a virtual environment under `.build/`, made when
/// first wanted, with exactly the packages of `requirements.txt`.
public enum PythonEnvironment {
  /// The package's own directory, found from this source file.
  public static let packageDirectory = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The path of the interpreter; makes the environment when it is not there or when the
  /// requirements have changed. Several processes may ask at once.
  public static func interpreter() throws -> String {
    let directory = "\(packageDirectory)/.build/peers-venv"
    let requirements = "\(packageDirectory)/Tests/Peers/requirements.txt"
    let stamp = "\(directory)/requirements.txt"
    let python = "\(directory)/bin/python"
    let manager = FileManager.default
    // The build itself may be somewhere else (`--scratch-path`).
    try manager.createDirectory(atPath: "\(packageDirectory)/.build", withIntermediateDirectories: true)
    let lock = unsafe open("\(packageDirectory)/.build/peers-venv.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw PeerError(".build: cannot be written") }
    defer { close(lock) }
    flock(lock, LOCK_EX)

    if manager.contentsEqual(atPath: requirements, andPath: stamp), manager.isExecutableFile(atPath: python) {
      return python
    }
    try? manager.removeItem(atPath: directory)
    try run(["python3", "-m", "venv", directory])
    try run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements])
    try manager.copyItem(atPath: requirements, toPath: stamp)
    return python
  }

  private static func run(_ arguments: [String]) throws {
    let process = try PeerProcess(arguments, directory: packageDirectory)
    guard process.finish() == 0 else {
      throw PeerError("\(arguments.joined(separator: " ")):\n\(process.log)")
    }
  }
}
