package dev.kexbench.results.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Stalls that are known, seen by handshakes that are due at random times. */
class GeneratorStallsTest {
  private static final double MILLI = 1e6;
  private static final int MANY = 400_000;

  /** What handshakes at a rate of 1,000/s see of these stalls. */
  private static Histogram lags(Pauses stalls) {
    SplittableRandom random = new SplittableRandom(7);
    PauseTimes times = new PauseTimes(stalls, random.split(), () -> 0);
    Histogram lags = new Histogram(3);
    double due = 0;
    for (int i = 0; i < MANY; i++) {
      due -= Math.log(1 - random.nextDouble()) * MILLI;
      lags.recordValue(Math.round(times.after(due) - due));
    }
    return lags;
  }

  /** How many stalls longer than this begin per second. */
  private static double perSecond(Pauses found, double nanos) {
    long longer = Arrays.stream(found.nanos()).filter(each -> each > nanos).count();
    return found.perSecond() * longer / found.nanos().length;
  }

  @Test
  void aLoopThatHardlyRanStillStartsHandshakes() {
    Histogram lags = new Histogram(3);
    lags.recordValueWithCount(50_000_000, 900);
    lags.recordValueWithCount(250_000_000, 1_100);
    Pauses stalls = GeneratorStalls.of(lags);
    double mean = Arrays.stream(stalls.nanos()).average().orElseThrow();
    assertTrue(stalls.perSecond() * mean / 1e9 <= 0.9 + 1e-9, stalls::toString);
  }

  @Test
  void findsStallsOfOneLength() {
    Pauses found = GeneratorStalls.of(lags(Pauses.independent(10, 5 * MILLI)));
    // One in twenty begins in another one, and prolongs it.
    assertEquals(9.5, perSecond(found, MILLI), 1.5);
    assertEquals(9.5, perSecond(found, 4 * MILLI), 1.5);
    assertTrue(perSecond(found, 6 * MILLI) < 1);
  }

  @Test
  void findsStallsOfTwoLengths() {
    double[] mixed = {2 * MILLI, 2 * MILLI, 2 * MILLI, 12 * MILLI};
    Pauses found = GeneratorStalls.of(lags(Pauses.independent(8, mixed)));
    assertEquals(8, perSecond(found, MILLI), 0.8);
    assertEquals(2, perSecond(found, 6 * MILLI), 0.4);
  }

  /** Drawn again, they make the lags that they were found from. */
  @Test
  void givesBackTheLags() {
    Histogram lags = lags(Pauses.independent(20, MILLI, 3 * MILLI, 4 * MILLI, 9 * MILLI));
    Histogram again = lags(GeneratorStalls.of(lags));
    for (double percent : new double[] {95, 99}) {
      double expected = lags.getValueAtPercentile(percent);
      assertEquals(expected, again.getValueAtPercentile(percent), 0.1 * expected, "p" + percent);
    }
  }

  @Test
  void shortLagsAreNoStalls() {
    Histogram lags = new Histogram(3);
    lags.recordValueWithCount(80_000, 1_000);
    lags.recordValueWithCount(400_000, 10);
    assertTrue(GeneratorStalls.of(lags).none());
    assertEquals(lags, GeneratorStalls.others(lags));
    lags.recordValueWithCount(3_000_000, 5);
    assertEquals(1_010, GeneratorStalls.others(lags).getTotalCount());
    assertEquals(1e9 * 5 / 1_015 / 2_500_000, GeneratorStalls.of(lags).perSecond(), 0.5);
    assertTrue(GeneratorStalls.of(new Histogram(3)).none());
  }

  @Test
  void regularPausesBeginAtEqualDistances() {
    PauseTimes times =
        new PauseTimes(Pauses.regular(10, 5 * MILLI), new SplittableRandom(11), () -> 0);
    double phase = 0;
    while (times.after(phase) == phase) {
      phase += 0.1 * MILLI;
    }
    for (int i = 0; i < 50; i++) {
      double inside = phase + i * 100 * MILLI + MILLI;
      assertTrue(times.after(inside) > inside);
      assertEquals(inside + 50 * MILLI, times.after(inside + 50 * MILLI));
    }
  }

  @Test
  void manyShortPausesOfALongTimeFitTheHeap() {
    Pauses many = Pauses.independent(2_000, 0.45 * MILLI);
    double[] asked = {0};
    PauseTimes times = new PauseTimes(many, new SplittableRandom(5), () -> asked[0]);
    PauseTimes all = new PauseTimes(many, new SplittableRandom(5), () -> 0);
    long inPause = 0;
    double hours = 3 * 3600 * 1e9; // 21.6 million pauses, of 24 bytes each
    while (asked[0] < hours) {
      double end = times.after(asked[0]);
      if (asked[0] < 60e9) {
        assertEquals(all.after(asked[0]), end);
      }
      inPause += end > asked[0] ? 1 : 0;
      asked[0] += 100 * MILLI;
    }
    assertEquals(1 - Math.exp(-0.9), inPause / (hours / (100 * MILLI)), 0.01);
    assertTrue(times.held() < 10_000, () -> times.held() + " pauses");
  }

  /** Handshakes of a stall start together, and those of other loops do not wait for it. */
  @Test
  void handshakesStartInOrderAndNeverDuringAStallOfTheirLoop() {
    Pauses stalls = Pauses.independent(50, 6 * MILLI);
    for (int loops : new int[] {1, 3}) {
      SplittableRandom random = new SplittableRandom(3);
      StartTimes starts =
          new StartTimes(
              ArrivalProcess.poisson(5_000),
              new ClientLatency(new double[] {0}, stalls, loops),
              random);
      double before = 0;
      int together = 0;
      double late = 0;
      for (int i = 0; i < MANY; i++) {
        double start = starts.next();
        assertTrue(start >= before, "in order");
        together += start == before ? 1 : 0;
        late += starts.outside(0);
        before = start;
      }
      assertTrue(together > MANY / 10, "together: " + together);
      // Half of a stall for the share of time in stalls, which may overlap.
      double share = 1 - Math.exp(-0.3);
      assertTrue(late / MANY > share * 3 * MILLI && late / MANY < share * 4.5 * MILLI);
    }
  }
}
