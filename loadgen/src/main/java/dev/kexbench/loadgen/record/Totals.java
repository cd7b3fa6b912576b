package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.ClassFigures;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.GeneratorDelay;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LittlesLaw;
import dev.kexbench.results.report.ResumptionFigures;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.WireFigures;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The sum of intervals, of one agent or of several: by class of clients, the counts and one merged
 * histogram per stage. Figures are those of honest clients unless stated otherwise. Percentiles are
 * always those of a merged histogram.
 */
public final class Totals {
  private final Map<ClientClass, OfClass> classes = new EnumMap<>(ClientClass.class);
  private final long highestNanos;
  private final Histogram probe;

  /** Empty totals. */
  public Totals(long timeoutNanos) {
    highestNanos = Recording.highestNanos(timeoutNanos);
    probe = empty();
    classes.put(ClientClass.OK, new OfClass());
  }

  /** One class of clients. */
  private final class OfClass {
    private final Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
    private final Map<FailureCause, Histogram> failures = new EnumMap<>(FailureCause.class);
    private final Histogram ownLag = empty();
    private Counts counts = Counts.NONE;
    private WireBytes carried = WireBytes.NOTHING;
    private List<TargetCounts> targets = List.of();
    private TimeInFlight timeInFlight = TimeInFlight.NONE;
    private long heldUp;
    private ResumptionInterval resumption = ResumptionInterval.NONE;

    private OfClass() {
      for (Stage stage : Stage.values()) {
        stages.put(stage, empty());
      }
    }

    private void add(ClassInterval interval) {
      counts = interval.counts();
      carried = interval.carried();
      targets = interval.targets();
      timeInFlight = interval.timeInFlight();
      heldUp = interval.heldUp();
      resumption = resumption.then(interval.resumption());
      addHistograms(interval.stages(), interval.failures(), interval.ownLag());
    }

    private void add(OfClass other) {
      counts = counts.plus(other.counts);
      carried = carried.plus(other.carried);
      targets = TargetCounts.sum(targets, other.targets);
      timeInFlight = timeInFlight.plus(other.timeInFlight);
      heldUp += other.heldUp;
      resumption = resumption.plus(other.resumption);
      addHistograms(other.stages, other.failures, other.ownLag);
    }

    private void addHistograms(
        Map<Stage, Histogram> ofStages, Map<FailureCause, Histogram> ofFailures, Histogram lag) {
      ofStages.forEach((stage, histogram) -> stages.get(stage).add(histogram));
      ofFailures.forEach(
          (cause, histogram) -> failures.computeIfAbsent(cause, none -> empty()).add(histogram));
      ownLag.add(lag);
    }

    /** The latencies of all stages and of the causes that occurred, by report key. */
    private Map<String, Latency> latency() {
      Map<String, Latency> all = new LinkedHashMap<>();
      stages.forEach((stage, histogram) -> all.put(stage.key(), Latency.of(histogram)));
      failures.forEach((cause, histogram) -> all.put(cause.latencyKey(), Latency.of(histogram)));
      return all;
    }
  }

  private Histogram empty() {
    return new Histogram(highestNanos, Recording.DIGITS);
  }

  private OfClass honest() {
    return classes.get(ClientClass.OK);
  }

  /** Adds the next interval of the same agent; its counts replace the earlier ones. */
  public void add(Interval interval) {
    interval
        .classes()
        .forEach((which, each) -> classes.computeIfAbsent(which, none -> new OfClass()).add(each));
    probe.add(interval.probe());
  }

  /** Adds the totals of another agent. */
  public void add(Totals other) {
    other.classes.forEach(
        (which, each) -> classes.computeIfAbsent(which, none -> new OfClass()).add(each));
    probe.add(other.probe);
  }

  /** The counts so far. */
  public Counts counts() {
    return honest().counts;
  }

  /**
   * Handshakes that hostile clients have established: a replay client with nothing to replay yet
   * sends its own OFFER.
   */
  public long establishedByHostile() {
    return classes.values().stream()
        .filter(each -> each != honest())
        .mapToLong(each -> each.counts.established())
        .sum();
  }

  /** Counts and latencies of the hostile classes, by label. */
  public Map<String, ClassFigures> hostile() {
    Map<String, ClassFigures> all = new LinkedHashMap<>();
    classes.forEach(
        (which, each) -> {
          if (each != honest()) {
            all.put(which.label(), new ClassFigures(each.counts, each.latency()));
          }
        });
    return all;
  }

  /** Handshakes of every class that were due. */
  public long planned() {
    return classes.values().stream().mapToLong(each -> each.counts.planned()).sum();
  }

  /** Counts of the hostile classes, by label. */
  public Map<String, Counts> hostileCounts() {
    Map<String, Counts> all = new LinkedHashMap<>();
    classes.forEach(
        (which, each) -> {
          if (each != honest()) {
            all.put(which.label(), each.counts);
          }
        });
    return all;
  }

  /** Arrivals of every class at the in-flight limit, which waited for a slot or were dropped. */
  public long heldUp() {
    return classes.values().stream().mapToLong(each -> each.heldUp).sum();
  }

  /** The merged histograms, by stage. */
  public Map<Stage, Histogram> stages() {
    return honest().stages;
  }

  /**
   * Start lags in nanoseconds of open-loop handshakes that did not wait for a slot, which the
   * generator itself has caused.
   */
  public Histogram ownLag() {
    return honest().ownLag;
  }

  /** How late the probe timers of the event loops ran, in nanoseconds. */
  public Histogram probe() {
    return probe;
  }

  /** How much of each percentile may be the generator's own delay; null if no handshake ended. */
  public GeneratorDelay generatorDelay(boolean openLoop) {
    return GeneratorDelay.of(
        probe, openLoop ? ownLag() : stages().get(Stage.LAG), stages().get(Stage.TOTAL));
  }

  /**
   * Both sides of Little's law for the handshakes that have ended; null if none has. Complete once
   * none is in flight.
   *
   * @param seconds the measured time
   */
  public LittlesLaw littlesLaw(double seconds) {
    Counts counts = counts();
    Histogram service = stages().get(Stage.SERVICE);
    return LittlesLaw.of(
        new LittlesLaw.Sums(
            counts.established() + counts.expected() + counts.failedTotal(),
            service.getMean() * service.getTotalCount() + honest().timeInFlight.failedNanos(),
            honest().timeInFlight.inFlightNanos()),
        seconds);
  }

  /** Bytes and round trips of an established handshake, on average; null if there was none. */
  public WireFigures wire() {
    return honest().carried.perHandshake(honest().counts.established());
  }

  /** Full and resumed handshakes apart. */
  public ResumptionFigures resumption() {
    return honest().resumption.figures();
  }

  /** Handshakes in which nothing came while the client waited for a ticket. */
  public long ticketWaitsEnded() {
    return honest().resumption.waitEnded();
  }

  /** Handshakes that resumed an earlier one. */
  public long resumed() {
    return honest().resumption.resumed();
  }

  /** Outcomes by server. */
  public List<TargetCounts> targets() {
    return honest().targets;
  }

  /** The latencies of all stages and of failures, by report key such as {@code failed.busy}. */
  public Map<String, Latency> latency() {
    return honest().latency();
  }
}
