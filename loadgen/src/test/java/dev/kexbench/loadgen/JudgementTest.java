package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.plan.Promise;
import dev.kexbench.loadgen.search.Answer;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Reason;
import dev.kexbench.results.report.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {
  private static final Promise PROMISE = Promise.parse("p99<50ms,errors<0.1%");

  private static void assertJudged(Answer answer, String why, LoadReport report) {
    assertEquals(new Judgement(answer, why), Judgement.of(report, PROMISE));
  }

  @Test
  void aRateAtWhichEveryConditionHoldsIsKept() {
    assertJudged(Answer.KEPT, null, Measured.run(100, 49));
  }

  @Test
  void aConditionThatDoesNotHoldIsNamed() {
    assertJudged(Answer.BROKEN, "breaks p99<50ms", Measured.run(100, 51));
  }

  @Test
  void aPromiseOfWhatWasNotMeasuredIsBroken() {
    Promise promise = Promise.parse("connect.p99<1s");
    assertEquals(Answer.BROKEN, Judgement.of(Measured.run(100, 1), promise).answer());
  }

  @Test
  void aScheduleThatCouldNotBeStartedIsNotKept() {
    assertJudged(Answer.BROKEN, "only 98.0 % started", Measured.startedShare(0.98));
    assertJudged(Answer.KEPT, null, Measured.startedShare(0.995));
  }

  @Test
  void aServerThatFallsBehindHasNotKeptUpWhateverItsLatencyIsYet() {
    assertJudged(Answer.BROKEN, "falls behind: 4,500 of 5,000 ended", Measured.ending(900));
    assertJudged(Answer.KEPT, null, Measured.ending(990));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lag", "generatorCpu", "rate", "ports", "descriptors", "conservation"})
  void whatMakesARunInvalidIsTheGenerators(String key) {
    LoadReport report = Measured.run(100, 99, Measured.flaw(key));
    assertJudged(Answer.UNBELIEVABLE, "generator gave out: " + key, report);
    assertFalse(Judgement.cutShort(report));
  }

  @Test
  void aServerThatEstablishesNothingBreaksThePromise() {
    assertJudged(Answer.BROKEN, "none worked", Measured.run(100, 1, Measured.flaw("nothing")));
  }

  @Test
  void aSuspectRunIsBelieved() {
    Reason doubt = new Reason("lag", State.SUSPECT, "late");
    assertJudged(Answer.KEPT, null, Measured.run(100, 1, doubt));
  }

  @Test
  void anInterruptAndTheServersEndAreTheEndOfASearch() {
    LoadReport ended = Measured.run(100, 1, Measured.flaw("server"));
    assertJudged(Answer.BROKEN, "server ended", ended);
    assertTrue(Judgement.cutShort(ended));
    assertTrue(Judgement.cutShort(Measured.run(100, 1, Measured.flaw("generator"))));
    assertJudged(Answer.UNBELIEVABLE, "interrupted", Measured.interrupted());
    assertTrue(Judgement.cutShort(Measured.interrupted()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"p99>50ms", "rate<500", "p99<50ms,errors>1%", "p99", "", "p99<50ms,"})
  void aPromiseIsMadeOfUpperLimitsToLatenciesAndErrors(String text) {
    assertThrows(IllegalArgumentException.class, () -> Promise.parse(text));
  }
}
