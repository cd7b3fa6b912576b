package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a generator writes to in one phase of a run: a ledger for each event loop and class of
 * clients. What it holds is taken out once a second, as an {@link Interval}.
 */
public final class Recording {
  /** Significant decimal digits of every histogram. */
  public static final int DIGITS = 3;

  /** How far beyond the timeout a histogram reaches. */
  private static final int HEADROOM = 4;

  private final Map<ClientClass, ClassRecording> classes = new EnumMap<>(ClientClass.class);

  /** When the last interval was taken, from the start of the phase. */
  private long takenNanos;

  /** A recording of that many event loops and the classes of the mix. */
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

  /** The longest latency that a histogram holds; longer ones count as that. */
  static long highestNanos(long timeoutNanos) {
    return HEADROOM * timeoutNanos;
  }

  /** The ledgers of one event loop, one of them for each class. */
  public Recorders recorders(int loop) {
    return which -> classes.get(which).recorder(loop);
  }

  /** What an event loop writes to, by class of client. */
  public interface Recorders {
    /** The ledger of a class of the mix. */
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

  /** Whether an arrival of any class ever met as many in flight as are allowed. */
  public boolean capReached() {
    return classes.values().stream().anyMatch(ClassRecording::capReached);
  }

  /**
   * Takes out what has been recorded since the last call.
   *
   * @param endNanos when that is, from the start of the phase
   */
  public Interval take(long endNanos, Interval.Use use) {
    long startNanos = takenNanos;
    takenNanos = endNanos;
    Map<ClientClass, ClassInterval> taken = new EnumMap<>(ClientClass.class);
    classes.forEach((which, recording) -> taken.put(which, recording.take()));
    return new Interval(startNanos, endNanos, taken, use);
  }
}
