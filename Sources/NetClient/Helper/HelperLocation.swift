internal import Glibc
public import Platform
internal import Records
public import SystemPackage

/// Where the helper programs lie.
public enum HelperLocation {
  /// The path of the helper `name`: in `$SO_LIBEXEC` when that is set; else in
  /// `../libexec/second-opinion` seen from the running program, where `make install` puts it;
  /// else beside the running program, where the build does.
  ///
  /// Nothing is looked up in `PATH`: the helper is given passwords.
  public static func path(
    of name: FilePath.Component, environment: ProcessEnvironment = .current,
    program: FilePath? = runningProgram
  ) -> FilePath {
    if let folder = environment.path("SO_LIBEXEC") { return folder.appending(name) }
    let folder = (program ?? "/usr/bin/so").removingLastComponent()
    let installed = folder.removingLastComponent().appending("libexec/second-opinion").appending(name)
    return isExecutable(installed) ? installed : folder.appending(name)
  }

  /// The file of the running program, all links followed.
  public static var runningProgram: FilePath? { RunningProgram.path }

  private static func isExecutable(_ path: FilePath) -> Bool {
    unsafe path.withPlatformString { unsafe access($0, X_OK) } == 0
  }
}
