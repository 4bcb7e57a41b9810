import AgeFormat
import Keys
import Platform
import Records
import TestSupport
import Testing

@testable import Storage

/// What a signed statement about members may say, and what not even an owner's may.
struct RegistryTests {
  private let founder = Identity.generate(at: Timestamp(milliseconds: 0))
  private let owner = MemberID.random()
  private let staff = MemberID.random()
  private let digest = SHA256.digest(of: [1])

  /// An owner and one of the staff, both with the key of the first epoch.
  private func registry() throws -> MemberRegistry {
    let other = Identity.generate(at: Timestamp(milliseconds: 0))
    var registry = MemberRegistry()
    let isFounded = registry.apply(
      [
        .store(StoreID.random(), format: 1), .epoch(1, commitment: [1]),
        .member(
          owner, .owner, founder.recipient, signer: founder.signing.publicKey, claim: nil, label: [1]),
        .wrap(epoch: 1, owner, digest),
      ], by: owner)
    let isAdded = registry.apply(
      [
        .member(staff, .staff, other.recipient, signer: other.signing.publicKey, claim: nil, label: [1]),
        .wrap(epoch: 1, staff, digest),
      ], by: owner)
    try #require(isFounded && isAdded)
    return registry
  }

  private func takes(_ lines: [MemberStatement], by actor: MemberID) throws -> Bool {
    var registry = try registry()
    return registry.apply(lines, by: actor)
  }

  private var epoch: MemberStatement { .epoch(2, commitment: [2]) }
  private var ownWrap: MemberStatement { .wrap(epoch: 2, owner, digest) }

  @Test func `a removal with a new key for those who remain is taken`() throws {
    var registry = try registry()
    let isTaken = registry.apply([epoch, .label(owner, digest), ownWrap, .removal(staff)], by: owner)
    #expect(isTaken)
    #expect(registry.signer(of: staff) == nil && registry.members[staff]?.isActive == false)
    #expect(registry.wraps.keys.allSatisfy { $0.member == owner })
    #expect(registry.members[owner]?.label == digest.bytes)
  }

  @Test func `a removal without a new epoch is not`() throws {
    #expect(try !takes([.removal(staff)], by: owner))
  }

  @Test func `an epoch whose key a member does not get is not`() throws {
    #expect(try !takes([epoch, ownWrap], by: owner))
    #expect(try !takes([epoch, .removal(staff)], by: owner))
  }

  @Test func `an epoch out of turn is not`() throws {
    #expect(
      try !takes([.epoch(3, commitment: [2]), .wrap(epoch: 3, owner, digest), .removal(staff)], by: owner))
    #expect(try !takes([.epoch(1, commitment: [2]), .removal(staff)], by: owner))
  }

  @Test func `a key for who is removed is not`() throws {
    let removed: [MemberStatement] = [epoch, ownWrap, .removal(staff)]
    #expect(try !takes(removed + [.wrap(epoch: 2, staff, digest)], by: owner))
    // Before its removal the wrap is taken, and goes with the member.
    var registry = try registry()
    let isTaken = registry.apply(
      [epoch, ownWrap, .wrap(epoch: 2, staff, digest), .removal(staff)], by: owner)
    #expect(isTaken && registry.wraps.keys.allSatisfy { $0.member == owner })
  }

  @Test func `nobody is removed twice, and nobody who is not there`() throws {
    #expect(try !takes([epoch, ownWrap, .removal(staff), .removal(staff)], by: owner))
    #expect(try !takes([epoch, ownWrap, .wrap(epoch: 2, staff, digest), .removal(.random())], by: owner))
    #expect(try !takes([.label(.random(), digest)], by: owner))
  }

  @Test func `the last owner is not removed`() throws {
    #expect(try !takes([epoch, .wrap(epoch: 2, staff, digest), .removal(owner)], by: owner))
  }

  @Test func `staff removes nobody, names no key and no label`() throws {
    #expect(try !takes([epoch, ownWrap, .removal(staff)], by: staff))
    #expect(try !takes([epoch, ownWrap, .wrap(epoch: 2, staff, digest)], by: staff))
    #expect(try !takes([.label(staff, digest)], by: staff))
  }

  @Test func `who was removed says nothing more`() throws {
    var registry = try registry()
    let isRemoved = registry.apply([epoch, ownWrap, .removal(staff)], by: owner)
    let isTaken = registry.apply([.claim(staff, founder.signing.publicKey, token: [])], by: staff)
    #expect(isRemoved && !isTaken)
  }
}
