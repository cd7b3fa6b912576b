package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one generator has recorded since its last interval, a second as a rule. A value: it can be
 * kept, sent, and added to others.
 *
 * @param startNanos when it began, from the start of what is recorded
 * @param endNanos when it ended, likewise
 * @param classes every class of the mix
 * @param use of CPU time meanwhile
 */
public record Interval(
    long startNanos, long endNanos, Map<ClientClass, ClassInterval> classes, Use use) {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /**
   * CPU time that a generator has used.
   *
   * @param cores that its process kept busy, 1.0 being one
   * @param busy whether one of its threads ran, or waited for a core, all but without a pause
   */
  public record Use(double cores, boolean busy) {
    /** Nothing is known of it. */
    public static final Use NONE = new Use(0, false);
  }

  /** The second in which it began, from 0: by the clock, however many came before it. */
  public long second() {
    return startNanos / SECOND_NANOS;
  }

  ClassInterval honest() {
    return classes.get(ClientClass.OK);
  }

  /** Of honest clients, so far. */
  public Counts counts() {
    return honest().counts();
  }

  /** Its histograms: by stage, or by stage and class as total.bad-mac. */
  public Map<String, Histogram> tagged() {
    Map<String, Histogram> tagged = new LinkedHashMap<>();
    classes.forEach(
        (which, interval) -> {
          String suffix = which == ClientClass.OK ? "" : "." + which.label();
          for (Stage stage : Stage.values()) {
            tagged.put(stage.key() + suffix, interval.stages().get(stage));
          }
        });
    return tagged;
  }
}
