package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import java.util.EnumMap;
import java.util.Map;

/**
 * The recording of one generator in one phase of a run: a recorder for each event loop and class of
 * clients. Once a second its contents are taken as an {@link Interval}.
 */
public final class Recording {
  /** Significant decimal digits of every histogram. */
  public static final int DIGITS = 3;

  /** The range of a histogram, as a multiple of the timeout. */
  private static final int HEADROOM = 4;

  private final Map<ClientClass, ClassRecording> classes = new EnumMap<>(ClientClass.class);

  /** When the last interval was taken, from the start of the phase. */
  private long takenNanos;

  /** A recording for that many event loops and the classes of the mix. */
  public Recording(int loops, long timeoutNanos, Mix mix) {
    this(loops, timeoutNanos, mix, 1);
  }

  /** The same for several servers. */
  public Recording(int loops, long timeoutNanos, Mix mix, int targets) {
    var extent = new ClassRecording.Extent(loops, targets);
    for (ClientClass each : mix.classes()) {
      classes.put(
          each,
          new ClassRecording(
              extent, highestNanos(timeoutNanos), cause -> each.expects(cause, mix.admission())));
    }
    classes.computeIfAbsent(
        ClientClass.OK,
        ok -> new ClassRecording(extent, highestNanos(timeoutNanos), cause -> false));
  }

  /** The longest latency that a histogram holds; longer ones are clamped. */
  static long highestNanos(long timeoutNanos) {
    return HEADROOM * timeoutNanos;
  }

  /** The recorders of one event loop, one for each class. */
  public Recorders recorders(int loop) {
    return which -> classes.get(which).recorder(loop);
  }

  /** The recorders of an event loop, by class of clients. */
  public interface Recorders {
    /** The recorder of a class of the mix. */
    LoopRecorder of(ClientClass which);
  }

  /** The counts of honest clients on all event loops. */
  public Counts counts() {
    return classes.get(ClientClass.OK).counts();
  }

  /** Handshakes that clients of every class have established. */
  public long established() {
    return classes.values().stream().mapToLong(each -> each.counts().established()).sum();
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
    return new Interval(startNanos, endNanos, taken, use);
  }
}
