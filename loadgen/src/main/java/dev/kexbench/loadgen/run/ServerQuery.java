package dev.kexbench.loadgen.run;

import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.ServerStats;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The stage that asks the server what it has counted. A server that does not answer costs the
 * report its figures, not the run.
 */
final class ServerQuery {
  /** Connections that stay open for longer than the first are not about to close. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private static final Duration LONGEST_SETTLE = Duration.ofSeconds(60);
  private static final long FIRST_POLL_MILLIS = 20;
  private static final long LONGEST_POLL_MILLIS = 250;

  private final Target target;
  private final RunProgress progress;
  private final boolean countsLeadIn;
  private final ServerCores cores;
  private final LongSupplier nanoTime;

  /** Why the private-key rate cannot be reported, even if it is known for one of the two times. */
  private String ceilingDisturbed;

  /** Why it is unknown the last time that it was asked for. */
  private String ceilingUnknown;

  /** Whether the last question had no answer in its time, as of a server that was stopped. */
  private boolean silent;

  private Optional<ServerStats> idle = Optional.empty();
  private List<ServerStats> before = List.of();
  private List<ServerStats> atEnd = List.of();

  /**
   * Queries of one measured time.
   *
   * @param countsLeadIn whether load of an earlier phase continues into it
   */
  ServerQuery(Target target, RunProgress progress, boolean countsLeadIn) {
    this(target, progress, countsLeadIn, System::nanoTime);
  }

  /** The same with a clock. */
  ServerQuery(Target target, RunProgress progress, boolean countsLeadIn, LongSupplier nanoTime) {
    this.target = target;
    this.progress = progress;
    this.countsLeadIn = countsLeadIn;
    this.cores = new ServerCores(target);
    this.nanoTime = nanoTime;
  }

  /**
   * Asks as at the start and the end of the measured time, so that the code that answers is
   * compiled before.
   */
  static void warmUp(Target target, RunProgress progress) {
    ServerQuery asking = new ServerQuery(target, progress, false);
    asking.cores.begin();
    asking.each();
  }

  /** Asks now, while no handshake is in flight: what is confirmed from here on is counted. */
  void atRest() throws InterruptedException {
    awaitClosed();
    idle = ask(target::stats);
  }

  /** The measured time is about to begin. */
  void beginMeasuring() {
    before = each();
    cores.begin();
  }

  /** The measured time is over; handshakes in flight are yet to be drained. */
  void endOfLoad() {
    atEnd = each();
  }

  /** What the servers counted over the measured time, once they have read the last CONFIRM. */
  ServerObservation endMeasuring(Measurement measured) throws InterruptedException {
    Contention contention = cores.end();
    awaitClosed();
    List<ServerStats> after = each();
    return new ServerObservation(
        HostPort.texts(target.addresses()),
        target.own(),
        target.loopback(),
        silent || target.gone(),
        since(before, after),
        confirmed(sinceRest(after, measured), measured),
        returned(sinceRest(after, measured), measured),
        ServerObservation.Ceilings.unknown(operationsPerSecond(measured)),
        new MachineFigures(contention, null, null));
  }

  /**
   * Private-key operations per second of measured time, for whatever client; empty if unknown. Load
   * that continued from the warm-up was there when the servers were first asked, so that the time
   * between the two answers counts; else it began with the measured time.
   */
  private Optional<Double> operationsPerSecond(Measurement measured) {
    List<ServerStats> during = since(before, atEnd);
    double asked = during.stream().mapToDouble(ServerStats::uptimeNanos).average().orElse(0) / 1e9;
    double seconds = measured.continuesWarmUp() ? asked : measured.seconds();
    boolean counted =
        !during.isEmpty()
            && seconds > 0
            && during.stream().allMatch(each -> each.stages().containsKey(StageTimer.PRIVATE_KEY));
    return counted
        ? Optional.of(during.stream().mapToLong(ServerQuery::operations).sum() / seconds)
        : Optional.empty();
  }

  private static long operations(ServerStats stats) {
    return HistogramText.decode(stats.stages().get(StageTimer.PRIVATE_KEY)).getTotalCount();
  }

  /** All servers since no handshake was in flight; empty if an agent's share is unknown. */
  private Optional<ServerStats> sinceRest(List<ServerStats> after, Measurement measured) {
    return after.stream()
        .reduce(ServerStats::plus)
        .filter(end -> measured.isComplete())
        .flatMap(end -> idle.map(end::minus));
  }

  private Optional<ServerObservation.Returned> returned(
      Optional<ServerStats> sinceRest, Measurement measured) {
    long before = countsLeadIn ? measured.resumedBefore() : 0;
    return sinceRest.map(all -> ResumedCheck.returned(all, before));
  }

  /** The CONFIRMs of honest clients. */
  private Optional<Long> confirmed(Optional<ServerStats> sinceRest, Measurement measured) {
    return sinceRest
        .map(all -> all.counts().confirmed())
        .map(all -> countsLeadIn ? all - measured.establishedBefore() : all)
        .map(all -> all - measured.totals().establishedByHostile());
  }

  /**
   * The server's private-key rate, which takes seconds to measure; empty if other processes used
   * the server's cores meanwhile.
   */
  Optional<ServerStats.Ceiling> ceiling() {
    progress.say("measuring the server's private-key rate");
    cores.begin();
    // A server that has just been silent would cost the whole time of a request once more.
    Optional<ServerStats> answer = silent ? Optional.empty() : ask(target::measureCeiling);
    Optional<ServerStats.Ceiling> ceiling = answer.map(ServerStats::ceiling);
    ceilingUnknown =
        answer.isPresent()
            ? "the server has no private-key operation to measure"
            : "the server's statistics were not available";
    Contention meanwhile = ceiling.isPresent() ? cores.end() : null;
    if (!StarvationCheck.starved(meanwhile)) {
      return ceiling;
    }
    ceilingDisturbed = "while it was measured, " + StarvationCheck.text("server", meanwhile);
    progress.say("the private-key rate is omitted: " + ceilingDisturbed);
    return Optional.empty();
  }

  /** The same observation with the private-key rate of before the load, and of now. */
  ServerObservation withCeiling(
      ServerObservation observed, Optional<ServerStats.Ceiling> beforeLoad) {
    Optional<ServerStats.Ceiling> now = ceiling();
    if (ceilingDisturbed != null) {
      return observed.withoutCeiling(ceilingDisturbed);
    }
    return now.or(() -> beforeLoad).isEmpty()
        ? observed.withoutCeiling(ceilingUnknown)
        : observed.with(beforeLoad, now);
  }

  /**
   * Waits until no connection is open: a CONFIRM has no answer that would show it was read. Most
   * have closed at once; the longer it takes, the less often the server is asked, since asking
   * takes some of its CPU time. It gives up when none has closed for {@link #SETTLE}, as those of
   * other clients; after an answer that took so long it asks once more, since the server did not
   * run.
   */
  private void awaitClosed() throws InterruptedException {
    long startNanos = nanoTime.getAsLong();
    long fewest = Long.MAX_VALUE;
    long fewestSinceNanos = startNanos;
    long millis = FIRST_POLL_MILLIS;
    while (true) {
      long askedNanos = nanoTime.getAsLong();
      long open = ask(target::openConnections).orElse(0L);
      if (open > 0 && open < fewest) {
        fewest = open;
        fewestSinceNanos = nanoTime.getAsLong();
      } else if (open == 0 || askedNanos - fewestSinceNanos >= SETTLE.toNanos()) {
        return;
      }
      if (askedNanos - startNanos >= LONGEST_SETTLE.toNanos()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(millis); // the server can only be polled
      millis = Math.min(2 * millis, LONGEST_POLL_MILLIS);
    }
  }

  private List<ServerStats> each() {
    return ask(() -> Optional.of(target.eachStats())).orElse(List.of());
  }

  private static List<ServerStats> since(List<ServerStats> before, List<ServerStats> now) {
    return before.size() == now.size()
        ? IntStream.range(0, now.size()).mapToObj(i -> now.get(i).minus(before.get(i))).toList()
        : List.of();
  }

  private <T> Optional<T> ask(Supplier<Optional<T>> question) {
    try {
      Optional<T> answer = question.get();
      silent = false;
      return answer;
    } catch (CommandFailure e) {
      progress.say(e.getMessage());
      silent = e.getCause() instanceof HttpTimeoutException;
      return Optional.empty();
    }
  }
}
