package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.Verdict;
import org.junit.jupiter.api.Test;

/** Each other reason, at its limit and just beyond it. */
class ValidityCheckTest {
  private final Findings run = new Findings();

  @Test
  void aRunWithoutProblemsIsValid() {
    run.assertValid();
  }

  @Test
  void failedHandshakesAreResultsAndNotAReason() {
    run.fail(FailureCause.EXCHANGE_TIMEOUT, 900);
    run.assertValid();
  }

  @Test
  void aGeneratorThatFailed() {
    run.fault = new IllegalStateException("out of ideas");
    run.assertOnly("generator", Validity.INVALID);
  }

  @Test
  void moreHandshakesThanThePrivateKeyCeiling() {
    run.ceilingShare = 1.24;
    run.assertOnly("ceiling", Validity.SUSPECT);
  }

  @Test
  void asManyHandshakesAsThePrivateKeyCeiling() {
    run.ceilingShare = 1.0;
    run.assertValid();
  }

  @Test
  void aServerWithoutACeiling() {
    run.ceilingShare = 0;
    run.assertValid();
  }

  @Test
  void aServerThatExited() {
    run.serverEnded = true;
    run.assertOnly("server", Validity.INVALID);
  }

  @Test
  void interruptedByTheUser() {
    run.interrupted = true;
    run.assertOnly("interrupted", Validity.SUSPECT);
  }

  @Test
  void aLagOverATenthOfTheTotal() {
    run.lagMillis = 11;
    run.assertOnly("lag", Validity.SUSPECT);
  }

  @Test
  void aLagOverHalfOfTheTotal() {
    run.lagMillis = 51;
    run.assertOnly("lag", Validity.INVALID);
  }

  @Test
  void aLagOfATenthOfTheTotal() {
    run.lagMillis = 9;
    run.assertValid();
  }

  @Test
  void aLagUnderAMillisecondHoweverFastTheServer() {
    run.totalMillis = 1;
    run.lagMillis = 0.4;
    run.assertValid();
  }

  @Test
  void aLagInAClosedLoop() {
    run.lagMillis = 51;
    run.openLoop = false;
    run.assertValid();
  }

  @Test
  void aGeneratorThatWasTheBottleneck() {
    run.busySeconds = 0.11;
    run.assertOnly("generatorCpu", Validity.INVALID);
  }

  @Test
  void aGeneratorThatWasTheBottleneckForAMoment() {
    run.busySeconds = 0.1;
    run.assertValid();
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
