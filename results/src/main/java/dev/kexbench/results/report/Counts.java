package dev.kexbench.results.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The outcomes of the handshakes of one class, as counts.
 *
 * @param planned due in the measured time
 * @param started actually started
 * @param dropped due, but never started because too many were in flight
 * @param abandoned due, but never started because the timeout passed while they waited for a slot
 * @param notReached due by the schedule, but the generator was stalled until the end
 * @param waiting due, but not yet started when the run ended
 * @param established verified at the client
 * @param expected ended in the refusal that a hostile class provokes; 0 for the class {@code ok}
 * @param inFlight unfinished when the run ended
 * @param failed by cause; contains every cause
 * @param lateAcks answers that arrived after their handshake had timed out
 * @param connectionsOpened sockets opened
 * @param connectionsClosed sockets closed
 * @param serverConfirmed valid CONFIRMs that the server counted, or null if it was not queried
 */
public record Counts(
    long planned,
    long started,
    long dropped,
    long abandoned,
    long notReached,
    long waiting,
    long established,
    long drained,
    long expected,
    long inFlight,
    Map<FailureCause, Long> failed,
    long lateAcks,
    long connectionsOpened,
    long connectionsClosed,
    Long serverConfirmed) {
  /** All zero; the server was not queried. */
  public static final Counts NONE = builder().build();

  /** Omitted causes are 0. */
  public Counts {
    failed = everyCause(failed);
  }

  /** All failures together. */
  public long failedTotal() {
    return failed.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Planned handshakes that were never started: dropped, abandoned or not reached. */
  public long neverStarted() {
    return dropped + abandoned + notReached;
  }

  /** Failed and never started handshakes as a share of those planned; null if none was planned. */
  public Double errorShare() {
    return planned == 0 ? null : (double) (failedTotal() + neverStarted()) / planned;
  }

  /**
   * The equations that do not hold, with their numbers; empty if every handshake is accounted for.
   */
  public List<String> brokenConservation() {
    List<String> broken = new ArrayList<>();
    if (planned != started + neverStarted() + waiting) {
      broken.add(
          "planned %d = started %d + dropped %d + abandoned %d + not reached %d + waiting %d"
              .formatted(planned, started, dropped, abandoned, notReached, waiting));
    }
    if (started != established + expected + failedTotal() + inFlight) {
      broken.add(
          "started %d = established %d + expected %d + failed %d + in flight %d"
              .formatted(started, established, expected, failedTotal(), inFlight));
    }
    if (connectionsOpened != connectionsClosed) {
      broken.add(
          "connections opened %d = closed %d".formatted(connectionsOpened, connectionsClosed));
    }
    return List.copyOf(broken);
  }

  /**
   * The sum with the counts of another class or agent; keeps the server's count if either has it.
   */
  public Counts plus(Counts other) {
    Map<FailureCause, Long> causes = new EnumMap<>(failed);
    other.failed.forEach((cause, count) -> causes.merge(cause, count, Long::sum));
    return builder()
        .planned(planned + other.planned)
        .started(started + other.started)
        .dropped(dropped + other.dropped)
        .abandoned(abandoned + other.abandoned)
        .notReached(notReached + other.notReached)
        .waiting(waiting + other.waiting)
        .established(established + other.established)
        .drained(drained + other.drained)
        .expected(expected + other.expected)
        .inFlight(inFlight + other.inFlight)
        .failed(causes)
        .lateAcks(lateAcks + other.lateAcks)
        .connectionsOpened(connectionsOpened + other.connectionsOpened)
        .connectionsClosed(connectionsClosed + other.connectionsClosed)
        .serverConfirmed(serverConfirmed == null ? other.serverConfirmed : serverConfirmed)
        .build();
  }

  private static Map<FailureCause, Long> everyCause(Map<FailureCause, Long> some) {
    Map<FailureCause, Long> all = new EnumMap<>(FailureCause.class);
    for (FailureCause cause : FailureCause.values()) {
      Long count = some == null ? null : some.get(cause);
      all.put(cause, count == null ? 0 : count);
    }
    return Collections.unmodifiableMap(all);
  }

  /** Starts from counts that are all 0. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets counts by name; a count that is not set is 0, and {@code serverConfirmed} null. */
  public static final class Builder {
    private long planned;
    private long started;
    private long dropped;
    private long abandoned;
    private long notReached;
    private long waiting;
    private long established;
    private long drained;
    private long expected;
    private long inFlight;
    private Map<FailureCause, Long> failed;
    private long lateAcks;
    private long connectionsOpened;
    private long connectionsClosed;
    private Long serverConfirmed;

    private Builder() {}

    public Builder planned(long planned) {
      this.planned = planned;
      return this;
    }

    public Builder started(long started) {
      this.started = started;
      return this;
    }

    public Builder dropped(long dropped) {
      this.dropped = dropped;
      return this;
    }

    public Builder abandoned(long abandoned) {
      this.abandoned = abandoned;
      return this;
    }

    public Builder notReached(long notReached) {
      this.notReached = notReached;
      return this;
    }

    public Builder waiting(long waiting) {
      this.waiting = waiting;
      return this;
    }

    public Builder established(long established) {
      this.established = established;
      return this;
    }

    public Builder drained(long drained) {
      this.drained = drained;
      return this;
    }

    public Builder expected(long expected) {
      this.expected = expected;
      return this;
    }

    public Builder inFlight(long inFlight) {
      this.inFlight = inFlight;
      return this;
    }

    public Builder failed(Map<FailureCause, Long> failed) {
      this.failed = failed;
      return this;
    }

    public Builder lateAcks(long lateAcks) {
      this.lateAcks = lateAcks;
      return this;
    }

    public Builder connectionsOpened(long connectionsOpened) {
      this.connectionsOpened = connectionsOpened;
      return this;
    }

    public Builder connectionsClosed(long connectionsClosed) {
      this.connectionsClosed = connectionsClosed;
      return this;
    }

    public Builder serverConfirmed(Long serverConfirmed) {
      this.serverConfirmed = serverConfirmed;
      return this;
    }

    public Counts build() {
      return new Counts(
          planned,
          started,
          dropped,
          abandoned,
          notReached,
          waiting,
          established,
          drained,
          expected,
          inFlight,
          failed,
          lateAcks,
          connectionsOpened,
          connectionsClosed,
          serverConfirmed);
    }
  }
}
