package dev.kexbench.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Intervals and p values against what is known of them. */
class StatisticsTest {
  private static final Sample BASE = Sample.of(100, 101, 99, 100.5, 99.5, 100.2, 99.8);
  private static final Sample SLOWER = Sample.of(110, 111, 109, 110.5, 109.5, 110.2, 109.8);

  @Test
  void correctsAsHolmDoes() {
    assertEquals(List.of(0.03, 0.06, 0.06), Holm.corrected(List.of(0.01, 0.04, 0.03)));
    assertEquals(List.of(1.0, 1.0), Holm.corrected(List.of(0.9, 0.8)));
    List<Double> some = Holm.corrected(List.of(Double.NaN, 0.02));
    assertTrue(some.get(0).isNaN());
    assertEquals(0.02, some.get(1));
  }

  @Test
  void estimatesARatioAsWelchDoes() {
    Estimate estimate = Estimate.of(Sample.of(1, 2, 4), Sample.of(4, 8, 16, 32));
    // scipy.stats.ttest_ind of the logarithms, equal_var=False: 4.959 degrees of freedom,
    // p = 0.03465, interval 0.18596 to 3.27977.
    assertEquals(1.73287, estimate.shift(), 1e-5);
    assertEquals(4.959184, estimate.degrees(), 1e-6);
    assertEquals(0.0346476, estimate.p(), 1e-6);
    assertEquals(Math.exp(0.185963), estimate.interval().low(), 1e-5);
    assertEquals(Math.exp(3.279772), estimate.interval().high(), 1e-4);
  }

  @Test
  void sharedRoundsCancelWhatSlowedBothSides() {
    Sample base = rounds(100, 150, 90, 200);
    Sample fresh = rounds(110, 166, 98, 221);
    Estimate together = Estimate.of(base, fresh);
    assertTrue(together.p() < 0.001, together::toString);
    Estimate apart = Estimate.of(new Sample(base.runs()), new Sample(fresh.runs()));
    assertTrue(apart.p() > 0.5, apart::toString);
    assertEquals(together.ratio(), apart.ratio(), 1e-9);
    assertEquals(together.base() * together.ratio(), together.fresh(), 1e-9);
  }

  private static Sample rounds(double... values) {
    Sample runs = Sample.of(values);
    List<String> names = IntStream.range(0, values.length).mapToObj(String::valueOf).toList();
    return new Sample(runs.runs(), names);
  }

  @Test
  void countsIterationsOfOneForkAsOne() {
    List<Double> iterations = List.of(90.0, 110.0);
    Sample loose = new Sample(List.of(iterations, iterations, iterations, iterations));
    ConfidenceInterval interval = Estimate.of(loose, Sample.of(100, 100, 100, 100)).interval();
    assertEquals(new ConfidenceInterval(1, 1), interval);
  }

  @Test
  void leavesAllOpenWithSingleRuns() {
    Estimate estimate = Estimate.of(Sample.of(1), Sample.of(2));
    assertTrue(estimate.interval().isUnbounded());
    assertTrue(Double.isNaN(estimate.p()));
  }

  @Test
  void comparesWhatIsNotPositiveByItsDifference() {
    Estimate estimate = Estimate.of(Sample.of(0, 0, 0, 0), Sample.of(0.1, 0.2, 0.1, 0.2));
    assertTrue(Double.isInfinite(estimate.ratio()));
    assertTrue(estimate.p() < 0.05, estimate::toString);
    assertEquals(1, Estimate.of(Sample.of(0, 0), Sample.of(0, 0)).ratio());
    Estimate half = Estimate.of(Sample.of(0, 2, 0, 2), Sample.of(0, 1, 0, 1));
    assertEquals(0.5, half.ratio(), 1e-12);
    assertTrue(half.interval().low() >= 0, half::toString);
  }

  @Test
  void figuresThatVaryAlikeInformEachOther() {
    Difference steady = Difference.of(BASE, SLOWER);
    Difference lucky = Difference.of(Sample.of(100, 100.001), Sample.of(104, 104.001));
    Estimate alone = Estimate.of(lucky);
    Estimate together = Estimate.of(List.of(lucky, steady, steady, steady, steady)).get(0);
    assertTrue(together.error() > 10 * alone.error(), together::toString);
    assertTrue(together.degrees() > alone.degrees(), together::toString);
  }

  @Test
  void whatAllFiguresSayOfTheirVarianceCountsOnceNotOncePerSide() {
    Sample some = Sample.of(100, 102, 99, 101);
    Sample others = Sample.of(101, 100, 98, 102);
    List<Difference> differences = Collections.nCopies(5, Difference.of(some, others));
    double prior =
        VariancePrior.of(differences.stream().flatMap(each -> each.components().stream()).toList())
            .degrees();
    assertTrue(prior > 10, () -> "degrees " + prior);
    double degrees = Estimate.of(differences).get(0).degrees();
    assertTrue(degrees <= 6 + prior + 1e-9, () -> "degrees " + degrees);
    double alone = Estimate.of(some, others).degrees();
    assertTrue(alone > 5 && alone <= 6, () -> "degrees " + alone);
  }

  @Test
  void aForecastOfNoisyRowsIsLargeAndOneOfQuietRowsSmall() {
    Estimate quiet = Estimate.of(rounds(100, 102, 99, 101), rounds(101, 100, 100, 101));
    int few = new Forecast(quiet, 0.03, 20).needed();
    assertTrue(few > 4 && few < 40, "" + few);
    Estimate noisy = Estimate.of(rounds(100, 120, 80, 101), rounds(101, 100, 130, 101));
    int many = new Forecast(noisy, 0.03, 20).needed();
    assertTrue(many == 0 || many > 10 * few, "" + many);
  }

  @Test
  void aChangeExceedsItsNoiseIfItsIntervalExcludesNoChange() {
    Estimate clear = Estimate.of(Sample.of(100, 101, 99), Sample.of(110, 111, 109));
    assertEquals(
        Math.log(clear.ratio()) / Math.log(clear.interval().high() / clear.ratio()),
        clear.changeOverNoise(),
        1e-9);
    assertTrue(clear.changeOverNoise() > 1);
    assertTrue(Estimate.of(Sample.of(100, 120, 80), Sample.of(105, 125, 85)).changeOverNoise() < 1);
    assertTrue(Double.isNaN(Estimate.of(Sample.of(100), Sample.of(110)).changeOverNoise()));
    assertEquals(0, Estimate.of(Sample.of(5, 5, 5), Sample.of(5, 5, 5)).changeOverNoise());
  }
}
