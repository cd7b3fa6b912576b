package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * What one event loop records of full and resumed handshakes apart. Nothing is allocated for a kind
 * before its first handshake. Only that event loop writes; another thread reads once a second.
 */
public final class ResumptionRecorder {
  /** The stages that depend on the kind of a handshake. */
  static final List<Stage> STAGES = List.of(Stage.TOTAL, Stage.CLIENT_CRYPTO, Stage.EXCHANGE);

  private final long highestNanos;
  private final LongAdder toResume = new LongAdder();
  private final LongAdder withoutTicket = new LongAdder();
  private final LongAdder refusedTickets = new LongAdder();
  private final LongAdder notIssued = new LongAdder();
  private final LongAdder waitEnded = new LongAdder();
  private final Map<HandshakeKind, OfKind> kinds = new ConcurrentHashMap<>();

  ResumptionRecorder(long highestNanos) {
    this.highestNanos = highestNanos;
  }

  /**
   * The client's times of an established handshake, in nanoseconds.
   *
   * @param total from the due time
   */
  public record Times(long total, long clientCrypto, long exchange) {}

  /** The handshakes of one kind. */
  private final class OfKind {
    private final Map<Stage, IntervalRecorder> stages = new EnumMap<>(Stage.class);
    private final LongAdder established = new LongAdder();
    private final LongAdder clientBytes = new LongAdder();
    private final LongAdder serverBytes = new LongAdder();
    private final LongAdder roundTrips = new LongAdder();

    private OfKind() {
      STAGES.forEach(stage -> stages.put(stage, new IntervalRecorder(highestNanos)));
    }

    private void record(Stage stage, long nanos) {
      stages.get(stage).record(nanos);
    }

    private ResumptionInterval.OfKind take(IntervalRecorder.Spare spare) {
      long count = established.sum(); // the last that changes
      Map<Stage, Histogram> taken = new EnumMap<>(Stage.class);
      stages.forEach(
          (stage, recorder) -> {
            Histogram interval = new Histogram(highestNanos, Recording.DIGITS);
            recorder.addTo(interval, spare);
            taken.put(stage, interval);
          });
      return new ResumptionInterval.OfKind(
          count, new WireBytes(clientBytes.sum(), serverBytes.sum(), roundTrips.sum()), taken);
    }
  }

  /** A handshake that is to resume an earlier one is about to start, with a ticket or without. */
  public void toResume(boolean ticket) {
    toResume.increment();
    if (!ticket) {
      withoutTicket.increment();
    }
  }

  /** The server has refused the ticket of a handshake that was established in full. */
  public void ticketRefused() {
    refusedTickets.increment();
  }

  /**
   * An established handshake has brought no ticket.
   *
   * @param waited whether that is because nothing came while the client waited for it
   */
  public void notIssued(boolean waited) {
    notIssued.increment();
    if (waited) {
      waitEnded.increment();
    }
  }

  /** A handshake of this kind was established. */
  public void established(HandshakeKind kind, Times times, WireBytes carried) {
    OfKind of = kinds.computeIfAbsent(kind, first -> new OfKind());
    of.record(Stage.TOTAL, times.total());
    of.record(Stage.CLIENT_CRYPTO, times.clientCrypto());
    of.record(Stage.EXCHANGE, times.exchange());
    of.clientBytes.add(carried.clientBytes());
    of.serverBytes.add(carried.serverBytes());
    of.roundTrips.add(carried.roundTrips());
    of.established.increment();
  }

  /** Resumed handshakes that were established so far. */
  long resumed() {
    OfKind resumed = kinds.get(HandshakeKind.RESUMED);
    return resumed == null ? 0 : resumed.established.sum();
  }

  /**
   * What has been recorded: counts so far, and histograms since the last call.
   *
   * <p>What happens to a handshake later, and each count that is a part of another, is read first:
   * no part exceeds its whole while handshakes continue.
   */
  ResumptionInterval take(IntervalRecorder.Spare spare) {
    long ended = waitEnded.sum();
    long withoutNew = notIssued.sum();
    long refused = refusedTickets.sum();
    long none = withoutTicket.sum();
    Map<HandshakeKind, ResumptionInterval.OfKind> taken = new EnumMap<>(HandshakeKind.class);
    kinds.forEach((kind, of) -> taken.put(kind, of.take(spare)));
    return new ResumptionInterval(toResume.sum(), none, refused, withoutNew, ended, taken);
  }
}
