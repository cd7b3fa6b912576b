package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Measured;
import dev.kexbench.loadgen.plan.Objective;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeVerdictTest {
  private static final Objective PROMISE = Objective.parse("p99<50ms,errors<0.1%");

  private static void assertJudged(RateSearch.Answer answer, String why, LoadReport report) {
    assertEquals(new ProbeVerdict(answer, why), ProbeVerdict.of(report, PROMISE));
  }

  @Test
  void aRateAtWhichEveryConditionHoldsIsKept() {
    assertJudged(RateSearch.Answer.MET, null, Measured.run(100, 49));
  }

  @Test
  void aConditionThatDoesNotHoldIsNamed() {
    assertJudged(RateSearch.Answer.MISSED, "misses p99<50ms", Measured.run(100, 51));
  }

  @Test
  void aPromiseOfWhatWasNotMeasuredIsBroken() {
    Objective objective = Objective.parse("connect.p99<1s");
    assertEquals(
        RateSearch.Answer.MISSED, ProbeVerdict.of(Measured.run(100, 1), objective).answer());
  }

  @Test
  void aScheduleThatCouldNotBeStartedIsNotKept() {
    assertJudged(RateSearch.Answer.MISSED, "only 98.0 % started", Measured.startedShare(0.98));
    assertJudged(RateSearch.Answer.MET, null, Measured.startedShare(0.995));
  }

  @Test
  void aServerThatFallsBehindHasNotKeptUpWhateverItsLatencyIsYet() {
    assertJudged(
        RateSearch.Answer.MISSED, "falls behind: 4,500 of 5,000 ended", Measured.ending(900));
    assertJudged(RateSearch.Answer.MET, null, Measured.ending(990));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lag",
        "generatorCpu",
        "rate",
        "ports",
        "descriptors",
        "conservation",
        "confirmed"
      })
  void whatMakesARunInvalidSaysNothingAboutTheServer(String key) {
    LoadReport report = Measured.run(100, 99, Measured.flaw(key));
    assertJudged(RateSearch.Answer.INCONCLUSIVE, "INVALID: " + key, report);
    assertEquals(key + " is wrong", ProbeVerdict.invalidity(report));
    assertFalse(ProbeVerdict.cutShort(report));
  }

  @Test
  void aServerThatEstablishesNothingBreaksThePromise() {
    assertJudged(
        RateSearch.Answer.MISSED,
        "no handshake succeeded",
        Measured.run(100, 1, Measured.flaw("nothing")));
  }

  @Test
  void aSuspectRunIsBelieved() {
    ValidityReason doubt = new ValidityReason(ReasonKey.LAG, Validity.SUSPECT, "late");
    assertJudged(RateSearch.Answer.MET, null, Measured.run(100, 1, doubt));
  }

  @Test
  void anInterruptAndTheServersEndAreTheEndOfASearch() {
    LoadReport ended = Measured.run(100, 1, Measured.flaw("server"));
    assertJudged(RateSearch.Answer.MISSED, "the server exited", ended);
    assertTrue(ProbeVerdict.cutShort(ended));
    assertTrue(ProbeVerdict.cutShort(Measured.run(100, 1, Measured.flaw("generator"))));
    assertJudged(RateSearch.Answer.INCONCLUSIVE, "interrupted", Measured.interrupted());
    assertTrue(ProbeVerdict.cutShort(Measured.interrupted()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"p99>50ms", "rate<500", "p99<50ms,errors>1%", "p99", "", "p99<50ms,"})
  void aPromiseIsMadeOfUpperLimitsToLatenciesAndErrors(String text) {
    assertThrows(IllegalArgumentException.class, () -> Objective.parse(text));
  }
}
