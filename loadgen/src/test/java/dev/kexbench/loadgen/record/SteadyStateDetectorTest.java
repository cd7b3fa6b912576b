package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.Second;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyStateDetectorTest {
  private static final int AT_MOST = 60;
  private static final int AT_LEAST = 6;

  private static Second second(long established, Double clientCpu, Double serverCpu) {
    return Second.builder(0)
        .planned(established)
        .started(established)
        .established(established)
        .clientCpu(clientCpu)
        .serverCpu(serverCpu)
        .build();
  }

  /** After how many seconds it settles; {@link #AT_MOST} if it does not. */
  private static int settles(SteadyStateDetector detector, IntFunction<Second> series) {
    for (int second = 0; second < AT_MOST; second++) {
      if (detector.settledBy(series.apply(second))) {
        return second + 1;
      }
    }
    return AT_MOST;
  }

  private static int settlesAt(IntToDoubleFunction perSecond) {
    return settles(
        SteadyStateDetector.ofClosedLoop(),
        at -> second((long) perSecond.applyAsDouble(at), null, null));
  }

  private static double jit(int second, double seconds) {
    return 2_800 - 2_200 * Math.exp(-second / seconds);
  }

  private static double noise(SplittableRandom random, double share) {
    return 1 + share * (random.nextDouble() + random.nextDouble() - 1);
  }

  @Test
  void aFigureThatIsSteadyFromTheStartTakesTheMinimumTime() {
    assertEquals(AT_LEAST, settlesAt(second -> 2_800));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 4, 6})
  void waitsUntilARampIsNearlyOver(double seconds) {
    int settled = settlesAt(second -> jit(second, seconds));
    assertTrue(settled < AT_MOST, "it settles");
    assertTrue(jit(settled, seconds) > 0.93 * 2_800, () -> "not at " + settled + " s");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aNoisyPlateauSettlesSoon(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    assertTrue(settlesAt(second -> 2_800 * noise(random, 0.15)) <= 20);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void waitsForANoisyRampToo(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int settled = settlesAt(second -> jit(second, 4) * noise(random, 0.05));
    assertTrue(jit(settled, 4) > 0.85 * 2_800, () -> "not at " + settled + " s");
    assertTrue(settled <= 30, () -> "at " + settled + " s");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void waitsUntilAStepIsOver(int at) {
    int settled = settlesAt(second -> second < at ? 1_000 : 2_000);
    assertTrue(settled >= at + AT_LEAST - 1, () -> "not at " + settled + " s");
    assertTrue(settled <= at + AT_LEAST, () -> "at " + settled + " s");
  }

  @Test
  void waitsUntilTheServersCompilersAreDone() {
    int settled =
        settles(
            SteadyStateDetector.ofClosedLoop(),
            at ->
                Second.builder(0)
                    .established(900)
                    .clientCpu(0.1)
                    .serverCpu(1.0)
                    .serverJit(at < 12 ? 0.1 : 0.01)
                    .build());
    assertEquals(15, settled);
  }

  @Test
  void aSteadyRiseNeverSettles() {
    assertEquals(AT_MOST, settlesAt(second -> 1_000 * Math.pow(1.05, second)));
  }

  @Test
  void aFallDoesNotSettle() {
    assertEquals(AT_MOST, settlesAt(second -> 100_000 * Math.pow(0.95, second)));
  }

  @Test
  void aSecondWithoutAHandshakeResetsTheDetector() {
    assertEquals(AT_MOST, settlesAt(second -> 0));
    assertEquals(4 + AT_LEAST, settlesAt(second -> second == 3 ? 0 : 2_000));
  }

  @Test
  void aClosedLoopSettlesOnlyWhenCpuTimePerHandshakeIsSteadyToo() {
    int settled =
        settles(
            SteadyStateDetector.ofClosedLoop(),
            at -> second(700, 0.4, 0.3 + 0.7 * Math.exp(-at / 4.0)));
    assertTrue(settled > 10 && settled < 30, () -> "at " + settled + " s");
  }

  @Test
  void anOpenLoopSettlesWhenCpuTimePerHandshakeIsSteady() {
    int settled =
        settles(
            SteadyStateDetector.ofOpenLoop(),
            at -> second(500, 0.05 + 0.3 * Math.exp(-at / 3.0), 0.2 + 0.6 * Math.exp(-at / 3.0)));
    assertTrue(settled > 10 && settled < 30, () -> "at " + settled + " s");
  }

  @Test
  void anOpenLoopUsesOnlyTheGeneratorsTimeIfTheServersIsUnknown() {
    assertEquals(AT_LEAST, settles(SteadyStateDetector.ofOpenLoop(), at -> second(500, 0.1, null)));
    assertEquals(AT_MOST, settles(SteadyStateDetector.ofOpenLoop(), at -> second(0, 0.1, 0.1)));
  }
}
