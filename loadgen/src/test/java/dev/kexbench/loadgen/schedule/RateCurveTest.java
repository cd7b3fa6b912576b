package dev.kexbench.loadgen.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Due times for every curve, both arrival processes, and several event loops. */
class RateCurveTest {
  private static final Duration OVER = Duration.ofSeconds(10);
  private static final double SECONDS = 10;
  private static final int SHARES = 3;

  /** Beyond the end of every curve. */
  private static final int LAST_SECOND = 14;

  /** A curve, and an independent formula for its rate at a time in seconds. */
  record Shape(RateCurve curve, DoubleUnaryOperator rateAt) {
    @Override
    public String toString() {
      return curve.toString();
    }

    /** Expected arrivals between two times in seconds, by numerical integration. */
    double expected(double from, double to) {
      int slices = 20_000;
      double width = (to - from) / slices;
      return IntStream.range(0, slices)
          .mapToDouble(i -> rateAt.applyAsDouble(from + (i + 0.5) * width) * width)
          .sum();
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(
        new Shape(new Steady(700), at -> 700),
        ramp(500, 2_000),
        ramp(2_000, 1),
        ramp(800, 800),
        ramp(800, 800.000001),
        steps(500, 1_000, 250),
        steps(30, 3_000),
        steps(400));
  }

  private static Shape ramp(double from, double to) {
    return new Shape(
        new Ramp(from, to, OVER), at -> from + (to - from) * Math.min(1, at / SECONDS));
  }

  private static Shape steps(Double... rates) {
    int last = rates.length - 1;
    return new Shape(
        new Steps(List.of(rates), OVER),
        at -> rates[Math.min(last, (int) (at / SECONDS * rates.length))]);
  }

  private static Shape steps(int... rates) {
    return steps(Arrays.stream(rates).mapToObj(Double::valueOf).toArray(Double[]::new));
  }

  private static long[] due(Arrivals arrivals, Slice slice) {
    Schedule schedule = arrivals.slice(slice);
    return LongStream.generate(schedule::nextNanos)
        .takeWhile(nanos -> nanos < LAST_SECOND * 1_000_000_000L)
        .toArray();
  }

  /** The due times of all shares, in order. */
  private static long[] due(Arrivals arrivals, RateCurve curve, int loops) {
    return IntStream.range(0, loops)
        .mapToObj(loop -> due(arrivals, new Slice(curve, loop, loops, 77 + loop)))
        .flatMapToLong(Arrays::stream)
        .sorted()
        .toArray();
  }

  private static long countIn(long[] due, double from, double to) {
    return Arrays.stream(due).filter(nanos -> nanos >= from * 1e9 && nanos < to * 1e9).count();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyWindowHoldsAsManyConstantArrivalsAsTheIntegralOfTheRate(Shape shape) {
    long[] due = due(Arrivals.CONSTANT, shape.curve(), 1);
    for (double from = 0; from < LAST_SECOND - 1; from += 0.7) {
      double expected = shape.expected(from, from + 0.7);
      assertEquals(expected, countIn(due, from, from + 0.7), 1.5 + expected / 1_000);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyWindowHoldsAboutAsManyPoissonArrivalsAsTheIntegralOfTheRate(Shape shape) {
    long[] due = due(Arrivals.POISSON, shape.curve(), SHARES);
    for (int from = 0; from < LAST_SECOND - 1; from += 2) {
      double expected = shape.expected(from, from + 2);
      assertEquals(expected, countIn(due, from, from + 2), 5 * Math.sqrt(expected + 1));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void sharesTogetherAreTheConstantArrivalsOfOneShare(Shape shape) {
    long[] whole = due(Arrivals.CONSTANT, shape.curve(), 1);
    assertArrayEquals(whole, due(Arrivals.CONSTANT, shape.curve(), SHARES));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void dueTimesNeverDecreaseAndDependOnTheSeed(Shape shape) {
    for (Arrivals arrivals : Arrivals.values()) {
      Slice slice = new Slice(shape.curve(), 1, SHARES, 5);
      long[] due = due(arrivals, slice);
      assertTrue(due[0] >= 0);
      for (int i = 1; i < due.length; i++) {
        assertTrue(due[i] >= due[i - 1]);
      }
      assertArrayEquals(due, due(arrivals, slice));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void startsAtItsFirstRate(Shape shape) {
    assertEquals(shape.rateAt().applyAsDouble(0), shape.curve().firstPerSecond());
  }
}
