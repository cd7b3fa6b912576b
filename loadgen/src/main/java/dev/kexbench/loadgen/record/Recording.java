package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.ClassFigures;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Wire;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * All ledgers of one phase, gathered once a second: by class of client the counts and one merged
 * histogram per stage, and the timeline. What is not said to be of every class is of honest
 * clients. Percentiles are always those of a merged histogram.
 */
public final class Recording {
  /** Significant decimal digits of every histogram. */
  static final int DIGITS = 3;

  /** How far beyond the timeout a histogram reaches. */
  private static final int HEADROOM = 4;

  private final Map<ClientClass, ClassRecording> classes = new EnumMap<>(ClientClass.class);
  private final ClassRecording honest;
  private final List<Second> timeline = new ArrayList<>();
  private Counts before = Counts.NONE;

  /** A recording of that many event loops and the classes of the mix. */
  public Recording(int loops, long timeoutNanos, Mix mix) {
    long highestNanos = HEADROOM * timeoutNanos;
    for (ClientClass each : mix.classes()) {
      classes.put(
          each,
          new ClassRecording(loops, highestNanos, cause -> each.expects(cause, mix.admission())));
    }
    honest =
        classes.computeIfAbsent(
            ClientClass.OK, ok -> new ClassRecording(loops, highestNanos, cause -> false));
  }

  /** The ledgers of one event loop, one of them for each class. */
  public Ledgers ledgers(int loop) {
    return which -> classes.get(which).ledger(loop);
  }

  /** What an event loop writes to, by class of client. */
  public interface Ledgers {
    /** The ledger of a class of the mix. */
    Ledger of(ClientClass which);
  }

  /** The counts of all event loops. */
  public Counts counts() {
    return honest.counts();
  }

  /**
   * Handshakes that clients which are not honest have established: a replay that has nothing to
   * repeat yet sends an OFFER of its own.
   */
  public long establishedByHostile() {
    return classes.values().stream()
        .filter(recording -> recording != honest)
        .mapToLong(recording -> recording.counts().established())
        .sum();
  }

  /** Counts, histograms and causes of the classes that are not honest, by label. */
  public Map<String, ClassFigures> hostile() {
    Map<String, ClassFigures> all = new LinkedHashMap<>();
    classes.forEach(
        (which, recording) -> {
          if (recording != honest) {
            all.put(which.label(), new ClassFigures(recording.counts(), recording.latency()));
          }
        });
    return all;
  }

  /** Connections of every class that are open now. */
  public long open() {
    return classes.values().stream().mapToLong(ClassRecording::open).sum();
  }

  /** Whether an arrival of any class ever met as many in flight as are allowed. */
  public boolean capReached() {
    return classes.values().stream().anyMatch(ClassRecording::capReached);
  }

  /**
   * Gathers what has been recorded since the last call, adds it to the totals and to the timeline.
   */
  public Second endSecond(CpuShare cpu) {
    gather();
    Counts now = counts();
    Histogram total = honest.interval(Stage.TOTAL);
    Histogram lag = honest.interval(Stage.LAG);
    Second second =
        new Second(
            timeline.size(),
            now.planned() - before.planned(),
            now.started() - before.started(),
            now.established() - before.established(),
            now.failedTotal() - before.failedTotal(),
            now.inFlight(),
            percentile(total, 50),
            percentile(total, 99),
            percentile(lag, 99),
            cpu.client(),
            cpu.server());
    before = now;
    timeline.add(second);
    return second;
  }

  /**
   * Shares of one core over a second, each null where it is not known.
   *
   * @param client the generator's process
   * @param server the server's process
   */
  public record CpuShare(Double client, Double server) {}

  /** Gathers what came after the last second: it is in the totals, and in no second. */
  public void gather() {
    classes.values().forEach(ClassRecording::gather);
  }

  /** What was gathered last, of every class: by stage, or by stage and class as total.bad-mac. */
  public Map<String, Histogram> lastInterval() {
    Map<String, Histogram> tagged = new LinkedHashMap<>();
    classes.forEach(
        (which, recording) -> {
          String suffix = recording == honest ? "" : "." + which.label();
          for (Stage stage : Stage.values()) {
            tagged.put(stage.key() + suffix, recording.interval(stage));
          }
        });
    return tagged;
  }

  /** The merged histograms, by stage. */
  public Map<Stage, Histogram> totals() {
    return honest.totals();
  }

  /**
   * Lags in nanoseconds of an open loop's starts that did not wait for another handshake's end: the
   * generator's own doing.
   */
  public Histogram ownLag() {
    return honest.ownLag();
  }

  /** The seconds so far. */
  public List<Second> timeline() {
    return List.copyOf(timeline);
  }

  /** What an established handshake puts on the wire; null where there was none. */
  public Wire wire() {
    return honest.wire();
  }

  /** The figures of all stages, and of failures as failed.busy, as a report has them. */
  public Map<String, Latency> latency() {
    return honest.latency();
  }

  private static Long percentile(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0 ? null : histogram.getValueAtPercentile(percentile);
  }
}
