package dev.kexbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Judge;
import dev.kexbench.results.compare.LatencyShift;
import dev.kexbench.results.compare.LoadRows;
import dev.kexbench.results.compare.NoiseFloors;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.report.SampleReport;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class QuantileBootstrapTest {
  private static final List<Double> SHARES = List.of(0.5, 0.9, 0.99);

  private final Random random = new Random(11);

  @Test
  void findsThatAllQuantilesGrewByAFifth() {
    List<QuantileShift> found =
        new QuantileBootstrap(seconds(20, 1), seconds(20, 1.2)).compare(SHARES);
    for (QuantileShift each : found) {
      Estimate estimate = each.estimate();
      assertEquals(1.2, estimate.ratio(), 0.06, found::toString);
      assertTrue(estimate.interval().holds(1.2), found::toString);
      assertFalse(estimate.interval().holds(1), found::toString);
      assertTrue(each.base().interval().holds(each.base().value()), found::toString);
      assertTrue(each.fresh().interval().holds(each.fresh().value()), found::toString);
    }
  }

  @Test
  void findsNothingBetweenRunsOfOnePlanNearlyAlways() {
    int found = 0;
    for (int pair = 0; pair < 40; pair++) {
      found +=
          new QuantileBootstrap(seconds(20, 1), seconds(20, 1))
                  .compare(SHARES).stream().allMatch(each -> each.estimate().interval().holds(1))
              ? 0
              : 1;
    }
    assertTrue(found <= 6, "false alarms in 40 pairs: " + found);
  }

  @Test
  void saysTheSameOfTheSameSeconds() {
    LatencySeries base = seconds(10, 1);
    LatencySeries fresh = seconds(10, 1.1);
    assertEquals(
        new QuantileBootstrap(base, fresh).compare(SHARES),
        new QuantileBootstrap(base, fresh).compare(SHARES));
  }

  @Test
  void doesNotTakeThousandsOfLatenciesOfOneSecondForThousandsOfRuns() {
    // Seconds differ from each other by a tenth, however many latencies each has.
    ConfidenceInterval median =
        new QuantileBootstrap(shakySeconds(), shakySeconds())
            .compare(List.of(0.5))
            .get(0)
            .estimate()
            .interval();
    assertTrue(median.high() - median.low() > 0.03, median::toString);
  }

  @Test
  void decidesBetweenSingleRunsAndLeavesOutWhatIsRare() {
    ResultSet base = side(seconds(20, 1));
    ResultSet slow = side(seconds(20, 1.2));
    Judge judge = new Judge(new Percent(0.03), NoiseFloors.NONE);
    Comparison comparison = Comparison.of(base, slow, judge, AllowedDifferences.NONE);
    assertEquals("Regressed", kind(comparison, "total.p99"));
    assertEquals("Undecided", kind(comparison, "establishedPerSecond"));
    Comparison doubtful =
        Comparison.of(side(shakySeconds()), side(shakySeconds()), judge, AllowedDifferences.NONE);
    assertEquals("Undecided", kind(doubtful, "total.p90"));
    assertEquals(comparison.tooFewRuns(), doubtful.tooFewRuns(), "of latencies there are enough");
    assertTrue(
        comparison.pairs().stream()
            .noneMatch(pair -> pair.base().key().figure().equals("total.p9999")),
        "10,000 latencies have one beyond it");
  }

  @Test
  void doesNotTrustAFewSeconds() {
    Judge judge = new Judge(new Percent(0.03), NoiseFloors.NONE);
    Comparison comparison =
        Comparison.of(side(seconds(5, 1)), side(seconds(5, 1.2)), judge, AllowedDifferences.NONE);
    assertEquals("Undecided", kind(comparison, "total.p50"));
    assertTrue(LatencyShift.of(side(seconds(5, 1)), side(seconds(20, 1.2))).isEmpty());
    assertEquals(1, comparison.pairs().get(0).change().estimate().evidence().fewest());
  }

  private static String kind(Comparison comparison, String figure) {
    return comparison.pairs().stream()
        .filter(pair -> pair.base().key().figure().equals(figure))
        .findFirst()
        .orElseThrow()
        .change()
        .getClass()
        .getSimpleName();
  }

  private static ResultSet side(LatencySeries intervals) {
    return LoadRows.of("x", SampleReport.complete(), intervals.runs().get(0));
  }

  private LatencySeries seconds(int count, double factor) {
    return new LatencySeries(
        List.of(IntStream.range(0, count).mapToObj(i -> second(factor)).toList()));
  }

  private LatencySeries shakySeconds() {
    return new LatencySeries(List.of(IntStream.range(0, 20).mapToObj(i -> shaky()).toList()));
  }

  private Histogram shaky() {
    return second(1 + 0.1 * random.nextGaussian());
  }

  /** 500 latencies round 20 ms, whose logarithms are normal. */
  private Histogram second(double factor) {
    Histogram histogram = new Histogram(3);
    for (int i = 0; i < 500; i++) {
      histogram.recordValue((long) (factor * 20e6 * Math.exp(0.3 * random.nextGaussian())));
    }
    return histogram;
  }
}
