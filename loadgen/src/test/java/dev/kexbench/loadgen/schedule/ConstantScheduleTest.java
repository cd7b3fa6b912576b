package dev.kexbench.loadgen.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantScheduleTest {
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);

  private static Schedule loop(double rate, int index, int of) {
    return Arrivals.CONSTANT.slice(new Slice(new Steady(rate), index, of, 1));
  }

  /** When the k-th arrival of all shares together is due, rounded down to a nanosecond. */
  private static long dueNanos(long k, int rate) {
    return SECOND.multiply(BigInteger.valueOf(k)).divide(BigInteger.valueOf(rate)).longValueExact();
  }

  @Test
  void theKthIsDueAtKOverTheRate() {
    Schedule schedule = loop(500, 0, 1);
    assertEquals(0, schedule.nextNanos());
    assertEquals(2_000_000, schedule.nextNanos());
    assertEquals(4_000_000, schedule.nextNanos());
  }

  @Test
  void sharesInterleave() {
    Schedule first = loop(1_000, 0, 3);
    Schedule second = loop(1_000, 1, 3);
    Schedule third = loop(1_000, 2, 3);
    long[] due =
        LongStream.range(0, 4)
            .flatMap(
                round -> LongStream.of(first.nextNanos(), second.nextNanos(), third.nextNanos()))
            .toArray();
    for (int k = 0; k < due.length; k++) {
      assertEquals(k * 1_000_000L, due[k]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 2_800, 99_991})
  void errorsDoNotAccumulateOverTenMillionArrivals(int rate) {
    Schedule schedule = loop(rate, 1, 3);
    long before = -1;
    for (long i = 0; i < 10_000_000; i++) {
      long due = schedule.nextNanos();
      assertTrue(due >= before, "due times go forward");
      before = due;
    }
    assertEquals(dueNanos(1 + 3 * 9_999_999L, rate), before, 1);
  }

  @Test
  void acceptsRatesBelowOnePerSecond() {
    Schedule schedule = loop(1 / 60.0, 0, 1);
    schedule.nextNanos();
    assertEquals(60e9, schedule.nextNanos(), 1);
  }
}
