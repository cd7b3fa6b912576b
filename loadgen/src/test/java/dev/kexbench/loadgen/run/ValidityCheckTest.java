package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.OtherProcess;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.Verdict;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Each reason, at its limit and just beyond it. */
class ValidityCheckTest {
  private final Findings run = new Findings();

  private void assertOnly(String key, Validity state) {
    Verdict verdict = run.verdict();
    assertEquals(
        List.of(key), verdict.reasons().stream().map(reason -> reason.key().label()).toList());
    assertEquals(state, verdict.reasons().get(0).effect());
    assertEquals(state, verdict.state());
  }

  private void assertBelieved() {
    Verdict verdict = run.verdict();
    assertEquals(List.of(), verdict.reasons());
    assertEquals(Validity.VALID, verdict.state());
  }

  @Test
  void aRunWithoutProblemsIsValid() {
    assertBelieved();
  }

  @Test
  void failedHandshakesAreResultsAndNotAReason() {
    run.fail(FailureCause.EXCHANGE_TIMEOUT, 900);
    assertBelieved();
  }

  @Test
  void countsThatDoNotAddUp() {
    run.planned = 1_001;
    assertOnly("conservation", Validity.INVALID);
  }

  @Test
  void countsOfAHostileClassThatDoNotAddUp() {
    run.hostile.put("garbage", Counts.builder().planned(1).build());
    assertOnly("conservation", Validity.INVALID);
  }

  @Test
  void offersThatRanOut() {
    run.unprepared = 1;
    assertOnly("prepared", Validity.SUSPECT);
  }

  @Test
  void aConnectionThatIsNotClosed() {
    run.connectionsClosed--;
    assertOnly("conservation", Validity.INVALID);
  }

  @Test
  void aConnectionThatAnInterruptedRunHasNotClosed() {
    run.connectionsClosed--;
    run.interrupted = true;
    assertOnly("interrupted", Validity.SUSPECT);
  }

  @Test
  void nothingEstablished() {
    run.fail(FailureCause.REFUSED, 1_000);
    assertOnly("nothing", Validity.INVALID);
  }

  @Test
  void noLocalPorts() {
    run.fail(FailureCause.NO_ADDRESS, 1);
    assertOnly("ports", Validity.INVALID);
  }

  @Test
  void noFileDescriptors() {
    run.fail(FailureCause.NO_DESCRIPTORS, 1);
    assertOnly("descriptors", Validity.INVALID);
  }

  @Test
  void noLocalPortsForAHostileClass() {
    run.hostile.put("garbage", Findings.failing(FailureCause.NO_ADDRESS));
    assertOnly("ports", Validity.INVALID);
  }

  @Test
  void noFileDescriptorsForAHostileClass() {
    run.hostile.put("half-open", Findings.failing(FailureCause.NO_DESCRIPTORS));
    assertOnly("descriptors", Validity.INVALID);
  }

  @Test
  void aGeneratorThatFailed() {
    run.fault = new IllegalStateException("out of ideas");
    assertOnly("generator", Validity.INVALID);
  }

  @Test
  void moreHandshakesThanThePrivateKeyCeiling() {
    run.ceilingShare = 1.24;
    assertOnly("ceiling", Validity.SUSPECT);
  }

  @Test
  void asManyHandshakesAsThePrivateKeyCeiling() {
    run.ceilingShare = 1.0;
    assertBelieved();
  }

  private static Contention used(String cores, double others) {
    return new Contention(cores, 0.0, others, 1.0, List.of(new OtherProcess(4711, "java", others)));
  }

  private String onlyText() {
    return run.verdict().reasons().get(0).text();
  }

  @Test
  void otherProcessesOnTheServersCores() {
    run.serverCores = used("0", 0.051);
    assertOnly("starved", Validity.SUSPECT);
    run.serverCores = used("0", 0.55);
    assertOnly("starved", Validity.INVALID);
    assertEquals(
        "other processes used core 0 (server) for 55 % of the time: pid 4711 java (55 %)",
        onlyText());
  }

  @Test
  void otherProcessesOnTheGeneratorsCores() {
    run.generatorCores = used("1-2", 0.25);
    assertOnly("starved", Validity.SUSPECT);
    run.generatorCores = used("1-2", 0.26);
    assertOnly("starved", Validity.INVALID);
    assertTrue(onlyText().startsWith("other processes used cores 1-2 (generator) for 26 %"));
  }

  @Test
  void otherProcessesOnCoresThatBothSidesShare() {
    run.serverCores = used("0-1", 0.3);
    run.generatorCores = used("0-1", 0.31);
    assertOnly("starved", Validity.INVALID);
  }

  @Test
  void threadsThatWaitedWithoutVisibleProcesses() {
    run.serverCores = new Contention("0", 0.26, 0.01, null, List.of());
    assertOnly("starved", Validity.INVALID);
    assertTrue(onlyText().contains("waited for core 0 for 26 % of the time"), this::onlyText);
  }

  @Test
  void coresThatAreAlmostFree() {
    run.serverCores = used("0", 0.05);
    run.generatorCores = new Contention("1", 0.05, 0.0, 1.0, List.of());
    assertBelieved();
  }

  @Test
  void coresOfWhichNothingIsKnown() {
    run.serverCores = new Contention(null, null, null, null, null);
    assertBelieved();
  }

  @Test
  void aServerWithoutACeiling() {
    run.ceilingShare = 0;
    assertBelieved();
  }

  @Test
  void aServerThatExited() {
    run.serverEnded = true;
    assertOnly("server", Validity.INVALID);
  }

  @Test
  void interruptedByTheUser() {
    run.interrupted = true;
    assertOnly("interrupted", Validity.SUSPECT);
  }

  @Test
  void arrivalsThatTheGeneratorDidNotReach() {
    run.notReached = 11;
    assertOnly("rate", Validity.INVALID);
  }

  @Test
  void nearlyAllArrivalsReached() {
    run.notReached = 10;
    assertBelieved();
  }

  @Test
  void arrivalsThatWaitAtTheEnd() {
    run.leaveWaiting(500);
    assertBelieved();
  }

  @Test
  void arrivalsAtTheConcurrencyLimit() {
    run.heldUpShare = 0.002;
    assertOnly("cap", Validity.SUSPECT);
  }

  @Test
  void aMomentAtTheConcurrencyLimit() {
    run.heldUpShare = 0.001;
    assertBelieved();
  }

  @Test
  void anOwnServerThatConfirmsTooFew() {
    run.confirmed = OptionalLong.of(998);
    assertOnly("confirmed", Validity.INVALID);
  }

  @Test
  void anOwnServerThatConfirmsAllButOneInAThousand() {
    run.confirmed = OptionalLong.of(999);
    assertBelieved();
  }

  @Test
  void aRemoteServerThatConfirmsMoreThanItsClientsEstablished() {
    run.ownServer = false;
    run.confirmed = OptionalLong.of(1_002);
    assertOnly("confirmed", Validity.SUSPECT);
  }

  @Test
  void aLagOverATenthOfTheTotal() {
    run.lagMillis = 11;
    assertOnly("lag", Validity.SUSPECT);
  }

  @Test
  void aLagOverHalfOfTheTotal() {
    run.lagMillis = 51;
    assertOnly("lag", Validity.INVALID);
  }

  @Test
  void aLagOfATenthOfTheTotal() {
    run.lagMillis = 9;
    assertBelieved();
  }

  @Test
  void aLagUnderAMillisecondHoweverFastTheServer() {
    run.totalMillis = 1;
    run.lagMillis = 0.4;
    assertBelieved();
  }

  @Test
  void aLagInAClosedLoop() {
    run.lagMillis = 51;
    run.openLoop = false;
    assertBelieved();
  }

  @Test
  void aGeneratorThatWasTheBottleneck() {
    run.busySeconds = 0.11;
    assertOnly("generatorCpu", Validity.INVALID);
  }

  @Test
  void aGeneratorThatWasTheBottleneckForAMoment() {
    run.busySeconds = 0.1;
    assertBelieved();
  }

  @Test
  void longCollectorPauses() {
    run.pausedShare = 0.011;
    assertOnly("gc", Validity.SUSPECT);
  }

  @Test
  void stolenTime() {
    run.stolenShare = 0.051;
    assertOnly("steal", Validity.SUSPECT);
  }

  @Test
  void aPlatformThatDoesNotReportStolenTime() {
    run.stolenShare = null;
    run.throttledShare = null;
    assertBelieved();
  }

  @Test
  void timeWithheldByAQuota() {
    run.throttledShare = 0.051;
    assertOnly("steal", Validity.SUSPECT);
  }

  @Test
  void timeTakenByHypervisorAndQuotaTogether() {
    run.stolenShare = 0.03;
    run.throttledShare = 0.03;
    assertOnly("steal", Validity.SUSPECT);
  }

  @Test
  void aLittleTimeTakenByHypervisorAndQuota() {
    run.stolenShare = 0.025;
    run.throttledShare = 0.025;
    assertBelieved();
  }

  @Test
  void invalidOverridesSuspect() {
    run.pausedShare = 0.5;
    run.busySeconds = 1;
    run.interrupted = true;
    Verdict verdict = run.verdict();
    assertEquals(Validity.INVALID, verdict.state());
    assertEquals(3, verdict.reasons().size());
  }
}
