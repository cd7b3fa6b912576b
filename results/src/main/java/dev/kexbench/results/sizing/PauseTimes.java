package dev.kexbench.results.sizing;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * When pauses begin and end, in nanoseconds. They are drawn when they are asked for, and forgotten
 * once no later call can need them: there may be millions in a simulation.
 */
final class PauseTimes {
  private static final int FIRST = 64;

  private final Pauses pauses;
  private final SplittableRandom random;
  private final DoubleSupplier earliest;
  private double[] begins = new double[FIRST];
  private double[] lengths = new double[FIRST];

  /** The latest end of all pauses up to this one. */
  private double[] ends = new double[FIRST];

  private int count;

  /**
   * Pauses from time 0 on.
   *
   * @param earliest no later call is about a time before this one
   */
  PauseTimes(Pauses pauses, SplittableRandom random, DoubleSupplier earliest) {
    this.pauses = pauses;
    this.random = random;
    this.earliest = earliest;
  }

  /**
   * When a server takes up work. A pause that begins in another one, or while the server works, is
   * served in addition.
   *
   * @param free when it has ended its work so far, with all pauses that began before
   * @param now when the work arrives
   */
  double ready(double free, double now) {
    if (pauses.none()) {
      return Math.max(free, now);
    }
    double at = free;
    for (int i = firstFrom(free); begin(i) < Math.max(at, now); i++) {
      at = Math.max(at, begins[i]) + lengths[i];
    }
    return Math.max(at, now);
  }

  /** When work ends that a server has taken up; pauses interrupt it. */
  double end(double start, double workNanos) {
    double end = start + workNanos;
    if (!pauses.none()) {
      for (int i = firstFrom(start); begin(i) < end; i++) {
        end += lengths[i];
      }
    }
    return end;
  }

  /** The end of the pauses that last at this time, or the time itself. */
  double after(double nanos) {
    if (pauses.none()) {
      return nanos;
    }
    int next = firstFrom(nanos);
    double end = next == 0 ? nanos : Math.max(nanos, ends[next - 1]);
    for (; begin(next) < end; next++) {
      end = Math.max(end, ends[next]);
    }
    return end;
  }

  /** The first pause that begins at this time or later. */
  private int firstFrom(double nanos) {
    while (count == 0 || begins[count - 1] < nanos) {
      draw();
    }
    if (2 * count > begins.length) {
      forget();
    }
    int found = Arrays.binarySearch(begins, 0, count, nanos);
    return found < 0 ? -found - 1 : found;
  }

  /** Forgets pauses, but not the last one before the earliest time: it knows the latest end. */
  private void forget() {
    int found = Arrays.binarySearch(begins, 0, count, earliest.getAsDouble());
    int first = (found < 0 ? -found - 1 : found) - 1;
    if (first < count / 2) {
      return; // copying the rest would cost more
    }
    count -= first;
    for (double[] each : List.of(begins, lengths, ends)) {
      System.arraycopy(each, first, each, 0, count);
    }
  }

  /** How many pauses there is room for. */
  int held() {
    return begins.length;
  }

  private double begin(int i) {
    while (i >= count) {
      draw();
    }
    return begins[i];
  }

  /** From one to the next, with a mean of 1; regular ones begin in any phase. */
  private double distance() {
    if (pauses.regular()) {
      return count == 0 ? random.nextDouble() : 1;
    }
    return -Math.log(1 - random.nextDouble());
  }

  private void draw() {
    if (count == begins.length) {
      begins = Arrays.copyOf(begins, 2 * count);
      lengths = Arrays.copyOf(lengths, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    double before = count == 0 ? 0 : begins[count - 1];
    begins[count] = before + distance() * 1e9 / pauses.perSecond();
    lengths[count] = pauses.nanos()[random.nextInt(pauses.nanos().length)];
    double end = begins[count] + lengths[count];
    ends[count] = count == 0 ? end : Math.max(ends[count - 1], end);
    count++;
  }
}
