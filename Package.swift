// swift-tools-version: 6.3
import PackageDescription

// The rooms of the house, lowest first. A room imports only rooms above it in this
// file; Tests/HouseTests holds this package against the drawing in README.md.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], linking: [LinkerSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict, linkerSettings: linking)
}

func tool(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String?, debian: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let rooms: [Target] = [
  room("Records"),
  room("Platform", ["Records", "CLinux", systemPackage]),
  room("Keys", ["Platform", "COpenSSL"]),
  room("AgeFormat", ["Keys"]),
  // The only room that sees swift-crypto, and so-sod the only program that links it.
  room("AgeHybrid", ["AgeFormat", "Keys", "Records", crypto]),
  room("Storage", ["AgeFormat", "CSQLite"]),
  // Only the tar and the Zstandard filter of libarchive are used. The shared library brings libxml2,
  // ICU and five more into every start; of the static one, the linker keeps what is called. What it
  // calls in turn is named as it is installed, since no header of it is needed.
  room(
    "SODFormat", ["AgeFormat", "CArchive"],
    linking: [
      .linkedLibrary("archive", .when(configuration: .debug)),
      .linkedLibrary(":libarchive.a", .when(configuration: .release)),
      .linkedLibrary(":libzstd.so.1", .when(configuration: .release)),
    ]),
  room("SFTP", ["Platform", "CSSH"]),
  room("NetClient", ["Platform", "Records", systemPackage]),
  room("Profile", ["AgeFormat", "Keys", "Platform", "Records", systemPackage]),
  room("Notices", ["Storage", "Profile", "NetClient", "Platform", "Records", systemPackage]),
  room(
    "Folders", ["Notices", "Storage", "Profile", "AgeFormat", "Keys", "Platform", "Records", systemPackage]),
  room(
    "Exchange",
    [
      "Folders", "SODFormat", "Storage", "Profile", "NetClient", "AgeFormat", "Keys", "Platform", "Records",
      systemPackage,
    ]),
  room(
    "Sending",
    [
      "Exchange", "SODFormat", "Folders", "Notices", "SFTP", "NetClient", "Storage", "Profile", "AgeFormat",
      "Keys", "Platform", "Records", systemPackage,
    ]),
  // The shared core library.
  room(
    "SecondOpinion",
    [
      "Records", "Platform", "Keys", "AgeFormat", "Profile", "Storage", "SODFormat", "SFTP", "NetClient",
      "Notices",
      "Folders", "Exchange", "Sending",
    ]),
  room("CommandLineKit", ["Profile", "Platform", "Records", systemPackage, argumentParser]),
]

let tools: [Target] = [
  tool(
    "so-patient",
    [
      "Exchange", "Folders", "Notices", "SODFormat", systemPackage, "CommandLineKit", "Storage", "Profile",
      "AgeFormat", "Keys", "Platform",
      "Records",
      argumentParser,
    ]),
  tool(
    "so-upload",
    ["Folders", "CommandLineKit", "Storage", "Platform", "Records", systemPackage, argumentParser]),
  tool(
    "so-sod",
    [
      "AgeHybrid", "Exchange", "Folders", "SODFormat", "Storage", "AgeFormat", "Keys", "Profile", "Platform",
      "Records",
      "CommandLineKit", systemPackage, argumentParser,
    ]),
  tool(
    "so-ftpsend",
    [
      "Sending", "Exchange", "SODFormat", "Notices", "Folders", "SFTP", "Storage", "Profile", "Platform",
      "Records",
      "CommandLineKit", systemPackage, argumentParser,
    ]),
  tool("so-invite", ["CommandLineKit", argumentParser]),
  tool("so-case", ["CommandLineKit", argumentParser]),
  // The only program that links libcurl.
  tool("so-net", ["NetClient", "Platform", "Records", systemPackage, "CCurl"]),
]

func roomTests(_ name: String, _ more: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + more, exclude: exclude, swiftSettings: strict)
}

let tests: [Target] = [
  // Real servers and child processes for the tests.
  .target(name: "CPeers", path: "Tests/CPeers"),
  .target(
    name: "Peers", dependencies: ["CPeers"], path: "Tests/Peers",
    exclude: [
      "mail_server.py", "sms_service.py", "odd_sftp.py", "paramiko_server.py", "ssh_server.py",
      "certificates.py", "ftps_server.py", "loopback_https.py", "web_server.py",
      "requirements.txt",
    ],
    swiftSettings: strict),
  // The transfer engine on its own, for Benchmarks/sftp.sh.
  .executableTarget(
    name: "TransferBench", dependencies: ["SFTP", "Peers", "Platform", "Records", systemPackage],
    path: "Tests/TransferBench", swiftSettings: strict),
  // Temporary folders, and the stock programs that the formats are held against.
  .target(name: "TestSupport", dependencies: ["Platform"], path: "Tests/TestSupport", swiftSettings: strict),
  // A clinic with a store, patients and documents.
  .target(
    name: "TestClinic", dependencies: ["Exchange", "TestSupport"], path: "Tests/TestClinic",
    swiftSettings: strict),
  // The package held against the drawing in README.md, and rules that no compiler holds.
  .testTarget(name: "HouseTests", dependencies: ["SecondOpinion", "Records"], swiftSettings: strict),
  roomTests("Records", ["TestSupport"]),
  roomTests("Platform", ["TestSupport"], exclude: ["zones.py"]),
  roomTests("Keys", ["TestSupport"]),
  roomTests("AgeFormat", ["TestSupport", "Peers"]),
  roomTests("AgeHybrid", ["TestSupport", "SODFormat"]),
  roomTests("Storage", ["TestSupport", "Peers", "StoreExerciser"]),
  // Killed, starved and run eight at once by StorageTests, with the library preloaded.
  .executableTarget(
    name: "StoreExerciser", dependencies: ["Storage"], path: "Tests/StoreExerciser", swiftSettings: strict),
  // Makes very many folders for Benchmarks/search.sh.
  .executableTarget(
    name: "folder-filler", dependencies: ["Folders", "Profile", "Storage", "Platform", "Records"],
    path: "Benchmarks/FolderFiller", swiftSettings: strict),
  .target(name: "FaultInjection", path: "Tests/FaultInjection"),
  // Readers of strangers' bytes with what they promise, for tests and for `make fuzz`.
  .target(
    name: "Fuzzing", dependencies: ["SODFormat", "AgeFormat", "Keys", "Platform", "Records", systemPackage],
    path: "Tests/Fuzzing", swiftSettings: strict),
  .testTarget(name: "FuzzTests", dependencies: ["Fuzzing", "TestSupport"], swiftSettings: strict),
  roomTests("SODFormat", ["TestSupport", "Fuzzing"]),
  roomTests("Profile", ["TestClinic"]),
  roomTests("Folders", ["TestClinic", "Peers", "so-net", "so-upload"]),
  // so-sod is run by them, with faults and until it is killed.
  roomTests("Exchange", ["TestClinic", "so-sod"]),
  roomTests("Sending", ["TestClinic", "Peers", "so-net", "so-ftpsend"]),
  roomTests("SFTP", ["Peers"]),
  roomTests("NetClient", ["Peers", "so-net"]),
  roomTests("CommandLineKit", ["TestSupport", "so-case"]),
  .testTarget(
    name: "ManualTests",
    dependencies: [
      "SecondOpinion", "Sending", "Notices", "NetClient", "SFTP", "Profile", "Platform", "Records", "Peers",
      "TestSupport", systemPackage,
      "so-net", "so-patient", "so-upload", "so-sod", "so-ftpsend", "so-invite", "so-case",
    ],
    swiftSettings: strict),
  // Its dependencies are the programs that Tests/Scripts run: the package manager then puts
  // them beside the test runner.
  .testTarget(
    name: "ScriptTests",
    dependencies: [
      "Peers", "Records", "so-net", "so-patient", "so-upload", "so-sod", "so-ftpsend", "so-invite", "so-case",
    ],
    swiftSettings: strict),
]

let package = Package(
  name: "second-opinion",
  products: [
    .library(name: "SecondOpinion", targets: ["SecondOpinion"]),
    // A library of its own, because it is preloaded into programs under test.
    .library(name: "FaultInjection", type: .dynamic, targets: ["FaultInjection"]),
    // Linked with libFuzzer by `make fuzz`.
    .library(name: "Fuzzing", type: .static, targets: ["Fuzzing"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
  ],
  targets: [
    .target(name: "CLinux"),
    library("COpenSSL", pkgConfig: "libcrypto", debian: "libssl-dev"),
    library("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
    library("CArchive", pkgConfig: nil, debian: "libarchive-dev"),
    library("CSSH", pkgConfig: "libssh", debian: "libssh-dev"),
    library("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
  ] + rooms + tools + tests,
  swiftLanguageModes: [.v6]
)
