package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one generator has recorded since its last interval, usually over one second. Immutable, so
 * it can be kept, sent, and added to others.
 *
 * @param startNanos when it began, from the start of the phase
 * @param endNanos when it ended, from the start of the phase
 * @param classes by class of the mix
 * @param probe how late the probe timers of its event loops ran, in nanoseconds
 * @param use CPU use during the interval
 */
public record Interval(
    long startNanos,
    long endNanos,
    Map<ClientClass, ClassInterval> classes,
    Histogram probe,
    Use use) {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /**
   * CPU time that a generator has used.
   *
   * @param cores that its process kept busy; 1.0 is one core
   * @param busiest share of the time for which its busiest event loop ran or waited for a core
   * @param pressure share of the time in which any task of its machine waited for a core; null if
   *     unknown
   */
  public record Use(double cores, double busiest, Double pressure) {
    /** An unknown use. */
    public static final Use NONE = new Use(0, 0, null);
  }

  /** The second of the phase in which it began, from 0, regardless of earlier intervals. */
  public long second() {
    return startNanos / SECOND_NANOS;
  }

  ClassInterval honest() {
    return classes.get(ClientClass.OK);
  }

  /** Whether an arrival has been at the in-flight limit so far. */
  public boolean anyHeldUp() {
    return classes.values().stream().anyMatch(each -> each.heldUp() > 0);
  }

  /** The counts of honest clients so far. */
  public Counts counts() {
    return honest().counts();
  }

  /**
   * Its histograms by tag: the stage, or stage and class such as {@code total.bad-mac}, or of
   * honest clients that return also stage and kind, such as {@code total.resumed}.
   */
  public Map<String, Histogram> tagged() {
    Map<String, Histogram> tagged = new LinkedHashMap<>();
    classes.forEach(
        (which, interval) -> {
          String suffix = which == ClientClass.OK ? "" : "." + which.label();
          for (Stage stage : Stage.values()) {
            tagged.put(stage.key() + suffix, interval.stages().get(stage));
          }
          tagged.putAll(interval.resumption().tagged());
        });
    return tagged;
  }
}
