import Keys
import Records
import Testing

func bytes(_ hex: String) throws -> [UInt8] { try #require(Hex.decode(hex)) }

func secret(_ hex: String) throws -> SecretBytes { SecretBytes(copying: try bytes(hex)) }

func hex(_ secret: SecretBytes) -> String {
  secret.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe Hex.encode(Array($0)) } }
}
