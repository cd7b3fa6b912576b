package dev.kexbench.results.render.page;

import dev.kexbench.results.machine.JvmSecond;
import dev.kexbench.results.report.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Joins the seconds of a long run into intervals, of which a page can show all. */
final class TimelineBins {
  /** As many as a wide screen can show apart. */
  static final int MOST = 600;

  private static final List<Long> STEPS =
      List.of(1L, 2L, 5L, 10L, 15L, 30L, 60L, 120L, 300L, 600L, 900L, 1_800L, 3_600L);

  private final List<Second> seconds;

  private TimelineBins(List<Second> seconds) {
    this.seconds = seconds;
  }

  /**
   * The length of an interval in seconds, such that there are at most so many, and {@link #MOST}.
   */
  static long step(int seconds, int most) {
    int allowed = Math.max(1, Math.min(MOST, most));
    return STEPS.stream()
        .filter(step -> (seconds + step - 1) / step <= allowed)
        .findFirst()
        .orElse((long) Math.ceil((double) seconds / allowed));
  }

  /**
   * The intervals as if each were its first second: with means of rates and CPU, the highest of
   * everything else, and the middle one of the medians.
   */
  static List<Second> of(List<Second> seconds) {
    return of(seconds, (int) step(seconds.size(), MOST));
  }

  /** The same with intervals of so many seconds. */
  static List<Second> of(List<Second> seconds, int step) {
    List<Second> intervals = new ArrayList<>();
    for (int from = 0; from < seconds.size(); from += step) {
      int to = Math.min(seconds.size(), from + step);
      intervals.add(
          step == 1 ? seconds.get(from) : new TimelineBins(seconds.subList(from, to)).joined());
    }
    return intervals;
  }

  private Second joined() {
    return Second.builder(seconds.get(0).second())
        .planned(meanCount(Second::planned))
        .started(meanCount(Second::started))
        .established(meanCount(Second::established))
        .failed(meanCount(Second::failed))
        .inFlight(seconds.stream().mapToLong(Second::inFlight).max().orElse(0))
        .p50(middle(Second::p50))
        .p99(highest(Second::p99))
        .lagP99(highest(Second::lagP99))
        .clientCpu(average(Second::clientCpu))
        .serverCpu(average(Second::serverCpu))
        .serverJit(average(Second::serverJit))
        .delayP50(middle(Second::delayP50))
        .delayP99(highest(Second::delayP99))
        .clientPressure(greatest(Second::clientPressure))
        .serverPressure(greatest(Second::serverPressure))
        .clientJvm(jvm(Second::clientJvm))
        .serverJvm(jvm(Second::serverJvm))
        .build();
  }

  private long meanCount(ToLongFunction<Second> count) {
    return Math.round(seconds.stream().mapToLong(count).average().orElse(0));
  }

  private <T> List<T> known(Function<Second, T> value) {
    return seconds.stream().map(value).filter(Objects::nonNull).toList();
  }

  private Double average(Function<Second, Double> value) {
    List<Double> known = known(value);
    return known.isEmpty()
        ? null
        : Double.valueOf(known.stream().mapToDouble(Double::doubleValue).average().orElse(0));
  }

  private Double greatest(Function<Second, Double> value) {
    return known(value).stream().max(Double::compare).orElse(null);
  }

  private JvmSecond jvm(Function<Second, JvmSecond> side) {
    return known(side).stream().reduce(JvmSecond::highest).orElse(null);
  }

  private Long highest(Function<Second, Long> value) {
    return known(value).stream().max(Long::compare).orElse(null);
  }

  private Long middle(Function<Second, Long> value) {
    List<Long> sorted = known(value).stream().sorted().toList();
    return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
  }
}
