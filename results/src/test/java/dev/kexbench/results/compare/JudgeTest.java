package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Calibration.Noise;
import dev.kexbench.results.report.Calibration.Spread;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.Sample;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  /** Seven runs within 1 % of 100. */
  private static final double[] STEADY = {99.5, 100.2, 99.9, 100.4, 100, 99.7, 100.3};

  /** Seven runs as far apart as 20 %. */
  private static final double[] SHAKY = {92, 108, 97, 110, 100, 94, 105};

  private final Judge judge = new Judge(new Percent(0.03), NoiseFloors.NONE);

  @ParameterizedTest
  @CsvSource({
    "HIGHER_IS_BETTER, 1.10, Improved",
    "HIGHER_IS_BETTER, 0.90, Regressed",
    "LOWER_IS_BETTER, 1.10, Regressed",
    "LOWER_IS_BETTER, 0.90, Improved",
    "LOWER_IS_BETTER, 1.00, Equivalent",
    "LOWER_IS_BETTER, 1.015, Equivalent",
    "NEUTRAL, 5, Unjudged",
  })
  void decidesByIntervalDirectionAndMargin(Direction direction, double factor, String kind) {
    assertEquals(kind, kind(judge(direction, STEADY, times(factor, STEADY))));
  }

  @Test
  void doesNotCallAMoveWithinTheMarginAChange() {
    Change change = judge(Direction.LOWER_IS_BETTER, STEADY, times(1.029, STEADY));
    assertTrue(change instanceof Change.Undecided, change::toString);
  }

  @Test
  void saysHowManyMoreRunsWouldDecide() {
    Change change = judge(Direction.LOWER_IS_BETTER, SHAKY, times(1.05, SHAKY));
    assertTrue(change instanceof Change.Undecided, change::toString);
    int needed = ((Change.Undecided) change).needed();
    assertTrue(needed > 7 && needed < 500, change::toString);
  }

  @Test
  void decidesNothingFromTooFewRuns() {
    double[] one = {100};
    Change change = judge(Direction.LOWER_IS_BETTER, one, times(2, one));
    assertEquals(3, ((Change.Undecided) change).needed());
    double[] two = {100, 101};
    assertEquals("Undecided", kind(judge(Direction.LOWER_IS_BETTER, one, times(2, two))));
  }

  @Test
  void aSingleRunIsTakenToVaryAsTheRunsOfTheOtherSide() {
    double[] one = {150};
    assertEquals("Regressed", kind(judge(Direction.LOWER_IS_BETTER, STEADY, one)));
    double[] same = {100};
    assertEquals("Equivalent", kind(judge(Direction.LOWER_IS_BETTER, STEADY, same)));
    assertEquals("Undecided", kind(judge(Direction.LOWER_IS_BETTER, SHAKY, same)));
  }

  @Test
  void aNoiseFloorMakesNothingEquivalentAndHidesNoCertainChange() {
    Judge calibrated = new Judge(new Percent(0.03), floor(0.12, 4, false));
    Figure base = row(Direction.LOWER_IS_BETTER, STEADY);
    Figure fresh = row(Direction.LOWER_IS_BETTER, times(1.1, STEADY));
    assertEquals("Regressed", kind(judge(calibrated, base, fresh)));
    Figure shaky = row(Direction.LOWER_IS_BETTER, times(1.02, SHAKY));
    assertEquals("WithinNoise", kind(judge(calibrated, base, shaky)));
  }

  @Test
  void withOneRunOnEachSideTheNoiseFloorDecidesWhatIsAnAlarmButNothingIsEquivalent() {
    Judge calibrated = new Judge(new Percent(0.03), floor(0.02, 4, false));
    Figure base = row(Direction.LOWER_IS_BETTER, 100);
    assertEquals("WithinNoise", kind(judge(calibrated, base, row(Direction.LOWER_IS_BETTER, 100))));
    // Two runs of one build differ by up to 2.78 x 2 % in 95 of 100 cases.
    assertEquals(
        "WithinNoise", kind(judge(calibrated, base, row(Direction.LOWER_IS_BETTER, 105.5))));
    assertEquals("Regressed", kind(judge(calibrated, base, row(Direction.LOWER_IS_BETTER, 106))));
    assertEquals("Improved", kind(judge(calibrated, base, row(Direction.LOWER_IS_BETTER, 94))));
  }

  @Test
  void measuresABenchmarkAgainWithLessSuspicionThanAWholeLoadTest() {
    double[] base = {100, 104, 96, 101, 99, 103, 97};
    double[] fresh = {104, 98, 107, 100, 107, 102, 104};
    Sample some = Sample.of(base);
    Sample others = Sample.of(fresh);
    double p = Estimate.of(some, others).p();
    assertTrue(p > 0.05 && p < 0.1, () -> "p " + p);
    FigureKey benchmark = new FigureKey(Map.of(FigureKey.BENCHMARK, "a.B.c"), "score", "ns/op");
    assertEquals(1, flagged(benchmark, some, others));
    assertEquals(0, flagged(new FigureKey(Map.of(), "total.p99", "ns"), some, others));
    assertEquals(0, flagged(benchmark, some, Sample.of(times(1.02, base))));
  }

  private int flagged(FigureKey key, Sample base, Sample fresh) {
    return Comparison.of(
            side(new Figure(key, Direction.LOWER_IS_BETTER, base)),
            side(new Figure(key, Direction.LOWER_IS_BETTER, fresh)),
            judge,
            AllowedDifferences.NONE)
        .flagged()
        .size();
  }

  @Test
  void theNoiseOfRoundsSaysNothingOfSingleRuns() {
    Judge calibrated = new Judge(new Percent(0.03), floor(0.02, 6, true));
    Figure base = row(Direction.LOWER_IS_BETTER, 100);
    assertEquals("Undecided", kind(judge(calibrated, base, row(Direction.LOWER_IS_BETTER, 150))));
  }

  @Test
  void doesNotMindSixteenBytesOfAllocation() {
    assertEquals("Equivalent", kind(allocated(200, 216)));
    assertEquals("Regressed", kind(allocated(200, 217)));
    assertEquals("Equivalent", kind(allocated(10_000, 10_050)), "half a percent");
    assertEquals("Regressed", kind(allocated(10_000, 10_060)));
    assertEquals("Improved", kind(allocated(10_000, 9_900)));
  }

  @Test
  void takesTwoZerosForTheSame() {
    double[] zeros = {0, 0, 0, 0};
    assertEquals("Equivalent", kind(judge(Direction.LOWER_IS_BETTER, zeros, zeros)));
    double[] some = {0.1, 0.2, 0.1, 0.2};
    assertEquals("Regressed", kind(judge(Direction.LOWER_IS_BETTER, zeros, some)));
  }

  @Test
  void theValueOfSeveralRunsIsTheirGeometricMean() {
    assertEquals(100, row(Direction.LOWER_IS_BETTER, 50, 200).value(), 1e-9);
    assertEquals(1, row(Direction.LOWER_IS_BETTER, 0, 2).value(), 1e-9);
  }

  @Test
  void saysTheSameOfTheSameRuns() {
    double[] other = times(1.04, SHAKY);
    assertEquals(
        judge(Direction.LOWER_IS_BETTER, SHAKY, other),
        judge(Direction.LOWER_IS_BETTER, SHAKY, other));
  }

  @ParameterizedTest
  @CsvSource({
    "ops/s, HIGHER_IS_BETTER",
    "us/op, LOWER_IS_BETTER",
    "B/op, LOWER_IS_BETTER",
    "MB/sec, NEUTRAL",
    "counts, NEUTRAL"
  })
  void takesTheDirectionFromJmhsUnit(String unit, Direction direction) {
    assertEquals(direction, Direction.ofUnit(unit));
  }

  @ParameterizedTest
  @CsvSource({
    "us/op, ns/op, 1000",
    "ns/op, ns/op, 1",
    "s/op, ns/op, 1e9",
    "ops/ms, ops/s, 1000",
    "ops/us, ops/s, 1e6",
    "B/op, B/op, 1",
    "counts, counts, 1",
  })
  void keepsTimesAndRatesInOneUnitEach(String unit, String normal, double factor) {
    assertEquals(normal, Units.normal(unit));
    assertEquals(factor, Units.factor(unit), 1e-9 * factor);
  }

  @Test
  void aFewBytesBetweenMediansAreNothingOnlyWhereForksAgree() {
    FigureKey key = new FigureKey(Map.of(), "gc.alloc.rate.norm", "B/op");
    Figure steady = bytes(40_690);
    Figure torn =
        new Figure(
            key, Direction.LOWER_IS_BETTER, Sample.of(40_690, 40_686, 57_847, 40_688, 51_036));
    assertEquals("Undecided", kind(judge(judge, steady, torn)));
    assertEquals("Equivalent", kind(judge(judge, bytes(1), bytes(17))));
    assertEquals("Equivalent", kind(judge(judge, bytes(0), bytes(16))));
    assertEquals("Regressed", kind(judge(judge, bytes(0), bytes(10_000))));
  }

  private Change allocated(double before, double after) {
    return judge(judge, bytes(before), bytes(after));
  }

  private static Figure bytes(double value) {
    FigureKey key = new FigureKey(Map.of(), "gc.alloc.rate.norm", "B/op");
    return new Figure(key, Direction.LOWER_IS_BETTER, Sample.of(value, value, value, value));
  }

  private Change judge(Direction direction, double[] base, double[] fresh) {
    return judge(judge, row(direction, base), row(direction, fresh));
  }

  private static Change judge(Judge judge, Figure base, Figure fresh) {
    return Comparison.of(side(base), side(fresh), judge, AllowedDifferences.NONE)
        .pairs()
        .get(0)
        .change();
  }

  private static ResultSet side(Figure figure) {
    return new ResultSet(
        ResultSet.Kind.LOAD,
        List.of(new Setting("made up", Map.of(), null)),
        List.of(figure),
        Verdict.of(List.of()),
        List.of());
  }

  private static NoiseFloors floor(double ofPair, double degrees, boolean paired) {
    Spread spread =
        Spread.of("", "figure", "ns", List.of(1.0), null, new Noise(ofPair, degrees, paired));
    Calibration calibration =
        new Calibration(
            Calibration.SCHEMA,
            "",
            null,
            Verdict.of(List.of()),
            Map.of(),
            List.of(),
            List.of(spread));
    return NoiseFloors.of(List.of(calibration));
  }

  private static String kind(Change change) {
    return change.getClass().getSimpleName();
  }

  private static double[] times(double factor, double[] values) {
    return DoubleStream.of(values).map(value -> factor * value).toArray();
  }

  private static Figure row(Direction direction, double... values) {
    return new Figure(new FigureKey(Map.of(), "figure", "ns"), direction, Sample.of(values));
  }
}
