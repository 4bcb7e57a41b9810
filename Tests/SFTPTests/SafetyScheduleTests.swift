import Testing

@testable import SFTP

@Suite struct SafetyScheduleTests {
  @Test func `what arrived is made safe soon at first, then at the interval that was asked for`() {
    var now = ContinuousClock.now
    var schedule = SafetySchedule(every: .seconds(5), from: now)
    for pause in [500, 1_000, 2_000, 4_000, 5_000, 5_000] {
      #expect(!schedule.isDue(now + .milliseconds(pause - 1)))
      now = now + .milliseconds(pause)
      #expect(schedule.isDue(now))
      schedule.done(now)
    }
  }

  @Test func `a gigabyte that may still be lost is made safe at any time`() {
    let now = ContinuousClock.now
    let schedule = SafetySchedule(every: .seconds(5), from: now)
    #expect(!schedule.isDue(now, unsafe: SafetySchedule.mostBytes - 1))
    #expect(schedule.isDue(now, unsafe: SafetySchedule.mostBytes))
  }
}
