package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The recording of one generator in one phase of a run: a recorder for each event loop and class of
 * clients. Once a second its contents are taken as an {@link Interval}.
 */
public final class Recording {
  /** Significant decimal digits of every histogram. */
  public static final int DIGITS = 3;

  /**
   * The range of a histogram above the timeout, in nanoseconds: how much later than its timeout a
   * handshake can end. Only a generator that does not run for that long exceeds it.
   */
  private static final long MARGIN_NANOS = 10_000_000_000L;

  private final Map<ClientClass, ClassRecording> classes = new EnumMap<>(ClientClass.class);
  private final List<ProbeRecorder> probes = new ArrayList<>();
  private final long highestNanos;
  private final IntervalRecorder.Spare spare;

  /** When the last interval was taken, from the start of the phase. */
  private long takenNanos;

  /** A recording for that many event loops and the classes of the mix. */
  public Recording(int loops, long timeoutNanos, Mix mix) {
    this(loops, timeoutNanos, mix, 1);
  }

  /** The same for several servers. */
  public Recording(int loops, long timeoutNanos, Mix mix, int targets) {
    var extent = new ClassRecording.Extent(loops, targets);
    highestNanos = highestNanos(timeoutNanos);
    spare = new IntervalRecorder.Spare(highestNanos);
    for (int i = 0; i < loops; i++) {
      probes.add(new ProbeRecorder(highestNanos));
    }
    for (ClientClass each : mix.classes()) {
      classes.put(
          each,
          new ClassRecording(
              extent, highestNanos, spare, cause -> each.expects(cause, mix.admission())));
    }
    classes.computeIfAbsent(
        ClientClass.OK, ok -> new ClassRecording(extent, highestNanos, spare, cause -> false));
  }

  /** The longest latency that a histogram holds; longer ones are clamped. */
  static long highestNanos(long timeoutNanos) {
    return timeoutNanos + MARGIN_NANOS;
  }

  /**
   * What recordings of this kind occupy on the heap.
   *
   * @param loopBytes histograms of one event loop, if each of them is used
   * @param sharedBytes histograms merged from all event loops, which occur up to four times: as the
   *     last second, in the latency log, in the timeline and in the totals
   * @param agentBytes histograms that a coordinator keeps of one agent: its totals and a second
   */
  public record Footprint(long loopBytes, long sharedBytes, long agentBytes) {
    /** All histograms of that many event loops. */
    public long bytes(int loops) {
      return loops * loopBytes + sharedBytes;
    }

    /** How many event loops fit into that many bytes. */
    public long loopsIn(long bytes) {
      return Math.max(0, bytes - sharedBytes) / loopBytes;
    }
  }

  /**
   * The footprint of a recording, from the size that its histograms report.
   *
   * @param returning whether full and resumed handshakes are told apart, which takes as many
   *     histograms as a class
   */
  public static Footprint footprint(long timeoutNanos, Mix mix, boolean returning) {
    Histogram one = new Histogram(highestNanos(timeoutNanos), DIGITS);
    int ofClass = Stage.values().length + 1;
    long all = one.getEstimatedFootprintInBytes() * ofClass;
    long probe = one.getEstimatedFootprintInBytes();
    int classes = mix.classes().size() + (mix.classes().contains(ClientClass.OK) ? 0 : 1);
    classes += returning ? 1 : 0;
    long loop = IntervalRecorder.footprint(highestNanos(timeoutNanos)) * (ofClass * classes + 1);
    // A coordinator adds a second to the totals: two of each, as the results of an agent.
    return new Footprint(loop, 4 * all * classes, 2 * (all * classes + probe));
  }

  /** The recorders of one event loop: one for each class, and one for its probe. */
  public Recorders recorders(int loop) {
    return new Recorders() {
      @Override
      public LoopRecorder of(ClientClass which) {
        return classes.get(which).recorder(loop);
      }

      @Override
      public ProbeRecorder probe() {
        return probes.get(loop);
      }
    };
  }

  /** The recorders of an event loop. */
  public interface Recorders {
    /** The recorder of a class of the mix. */
    LoopRecorder of(ClientClass which);

    /** The recorder of the event loop's own delay. */
    ProbeRecorder probe();
  }

  /** The counts of honest clients on all event loops. */
  public Counts counts() {
    return classes.get(ClientClass.OK).counts();
  }

  /** Handshakes that clients of every class have established. */
  public long established() {
    return classes.values().stream().mapToLong(each -> each.counts().established()).sum();
  }

  /** Handshakes of honest clients that resumed an earlier one. */
  public long resumed() {
    return classes.get(ClientClass.OK).resumed();
  }

  /** Connections of every class that are open now. */
  public long open() {
    return classes.values().stream().mapToLong(ClassRecording::open).sum();
  }

  /** Arrivals of every class at the in-flight limit, which waited for a slot or were dropped. */
  public long heldUp() {
    return classes.values().stream().mapToLong(ClassRecording::heldUp).sum();
  }

  /**
   * Takes what has been recorded since the last call.
   *
   * @param endNanos the current time, from the start of the phase
   */
  public Interval take(long endNanos, Interval.Use use) {
    long startNanos = takenNanos;
    takenNanos = endNanos;
    Map<ClientClass, ClassInterval> taken = new EnumMap<>(ClientClass.class);
    classes.forEach((which, recording) -> taken.put(which, recording.take()));
    Histogram probe = new Histogram(highestNanos, DIGITS);
    probes.forEach(each -> each.addTo(probe, spare));
    return new Interval(startNanos, endNanos, taken, probe, use);
  }
}
