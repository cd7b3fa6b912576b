package dev.kexbench.loadgen.plan;

import dev.kexbench.loadgen.client.Workload;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Seeds;
import dev.kexbench.loadgen.schedule.Slice;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.transport.SocketTransport;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What a run does, checked and complete. */
public record LoadPlan(Pace pace, Times times, ClientPlan clients, Loops loops) {
  /** How fast a closed loop opens its first connections, per second. */
  private static final int OPENING_PER_SECOND = 5_000;

  /** Separates the seeds of due times from those of clients. */
  private static final long DUE_TIMES = 0x5DEECE66DL;

  /**
   * How many handshakes, and when.
   *
   * @param rate handshakes started per second over the measured time; empty for a closed loop
   * @param concurrency in flight: exactly in a closed loop, at most in an open one
   * @param whenFull what happens to an arrival beyond the concurrency of an open loop
   * @param findMax the objective of a search for the highest rate, which starts at {@code rate};
   *     empty without a search
   */
  public record Pace(
      Optional<RateCurve> rate,
      Arrivals arrivals,
      int concurrency,
      Workload.WhenFull whenFull,
      Optional<Objective> findMax) {
    private Pace with(Optional<RateCurve> curve, int inFlight) {
      return new Pace(curve, arrivals, inFlight, whenFull, findMax);
    }
  }

  /**
   * How long.
   *
   * @param duration the measured time
   * @param warmup the time before it; the maximum if it ends automatically
   * @param untilSettled whether the warm-up ends automatically in steady state
   * @param count handshakes, instead of a duration
   * @param timeout of a handshake, from its due time
   */
  public record Times(
      Duration duration,
      Duration warmup,
      boolean untilSettled,
      OptionalLong count,
      Duration timeout) {}

  /**
   * The generator's event loops.
   *
   * @param threads event loops of one agent
   * @param transport of their streams
   * @param seed of due times, clients and classes of the whole run
   * @param repetition of the same plan with other due times; 0 the first time
   */
  public record Loops(
      int threads, SocketTransport transport, long seed, Part part, int repetition) {
    /** The loops of a run that has one agent, with the default transport. */
    public Loops(int threads, long seed) {
      this(threads, SocketTransport.byDefault(), seed);
    }

    /** The loops of a run that has one agent. */
    public Loops(int threads, SocketTransport transport, long seed) {
      this(threads, transport, seed, Part.WHOLE, 0);
    }

    private Loops of(Part some) {
      return new Loops(threads, transport, seed, some, repetition);
    }

    private Loops atMost(int limit) {
      return new Loops(Math.min(limit, threads), transport, seed, part, repetition);
    }

    private Loops repeated(int number) {
      return new Loops(threads, transport, seed, part, number);
    }
  }

  /**
   * Which part of a run this is. All agents of a run have the same number of event loops.
   *
   * @param index from 0
   * @param of the number of parts
   */
  public record Part(int index, int of) {
    static final Part WHOLE = new Part(0, 1);
  }

  /** Handshakes started per second; empty for a closed loop. */
  public Optional<RateCurve> rate() {
    return pace.rate();
  }

  /** The arrival process of an open loop. */
  public Arrivals arrivals() {
    return pace.arrivals();
  }

  /** Handshakes in flight in the whole run. */
  public int concurrency() {
    return pace.concurrency();
  }

  /** The objective of a search; empty without a search. */
  public Optional<Objective> findMax() {
    return pace.findMax();
  }

  /** The measured time. */
  public Duration duration() {
    return times.duration();
  }

  /** The time before it; the maximum if it ends automatically. */
  public Duration warmup() {
    return times.warmup();
  }

  /** Whether the warm-up ends automatically. */
  public boolean untilSettled() {
    return times.untilSettled();
  }

  /** Handshakes of the whole run, instead of a duration. */
  public OptionalLong count() {
    return times.count();
  }

  /** Timeout of a handshake, from its due time. */
  public Duration timeout() {
    return times.timeout();
  }

  /** Event loops of one agent. */
  public int threads() {
    return loops.threads();
  }

  /** The seed of the whole run. */
  public long seed() {
    return loops.seed();
  }

  /** Whether a schedule sets when handshakes are due. */
  public boolean openLoop() {
    return rate().isPresent();
  }

  /** The same plan with another warm-up time, to record how long it was. */
  public LoadPlan warmedUpFor(Duration time) {
    return lasting(new Times(duration(), time, untilSettled(), count(), timeout()));
  }

  /**
   * Its warm-up as a plan: the same load at the first rate of its curve, for as long as the warm-up
   * lasts. The measured time then starts without a jump, on a server as busy as the start of the
   * curve makes it. A warm-up at the highest rate could leave a backlog that would distort the
   * start of the curve.
   */
  public LoadPlan warmUpAlone() {
    return paced(pace.with(rate().map(curve -> new Steady(curve.firstPerSecond())), concurrency()))
        .lasting(
            new Times(warmup(), Duration.ZERO, untilSettled(), OptionalLong.empty(), timeout()));
  }

  /** The same plan at another rate, for another time. */
  public LoadPlan at(RateCurve curve, Duration length) {
    return phase(Optional.of(curve), concurrency(), length, count());
  }

  /** The same plan as a closed loop of this concurrency, within its threads and concurrency. */
  public LoadPlan closed(int inFlight) {
    int possible = Math.max(allLoops(), Math.min(inFlight, concurrency()));
    return paced(pace.with(Optional.empty(), possible));
  }

  /** The same plan with at most this many in flight. */
  public LoadPlan inFlightAtMost(int limit) {
    return paced(pace.with(rate(), Math.min(limit, concurrency())));
  }

  /** The same plan at another pace for another time: one phase of the run. */
  public LoadPlan phase(
      Optional<RateCurve> curve, int inFlight, Duration length, OptionalLong count) {
    return paced(pace.with(curve, inFlight))
        .lasting(new Times(length, warmup(), untilSettled(), count, timeout()));
  }

  private LoadPlan paced(Pace other) {
    return new LoadPlan(other, times, clients, loops);
  }

  private LoadPlan lasting(Times other) {
    return new LoadPlan(pace, other, clients, loops);
  }

  /** The part that one of several agents runs. */
  public LoadPlan part(int index, int of) {
    return new LoadPlan(pace, times, clients, loops.of(new Part(index, of)));
  }

  /** The same plan with at most this many event loops. */
  public LoadPlan threadsAtMost(int limit) {
    return new LoadPlan(pace, times, clients, loops.atMost(limit));
  }

  /** The same plan with other due times, when it is repeated for that number of times. */
  public LoadPlan repeated(int number) {
    return new LoadPlan(pace, times, clients, loops.repeated(number));
  }

  /** Event loops of all agents together. */
  public int allLoops() {
    return threads() * loops.part().of();
  }

  /** The seed of a generator loop's own random choices, other than due times. */
  public long loopSeed(int loop) {
    return Seeds.nth(seed(), amongAll(loop));
  }

  /** The loop's index among the loops of all agents. */
  private int amongAll(int loop) {
    return threads() * loops.part().index() + loop;
  }

  /** The workload of one generator loop in the measured time that starts at this instant. */
  public Workload workload(int loop, long startNanos) {
    long share = share(loop);
    int inFlight = (int) share(concurrency(), loop);
    if (!openLoop()) {
      long openingNanos = 1_000_000_000L * inFlight * allLoops() / OPENING_PER_SECOND;
      return new Workload.Closed(inFlight, openingNanos, share);
    }
    int index = amongAll(loop);
    long dueTimes = (seed() ^ DUE_TIMES) + loops.repetition();
    Slice slice = new Slice(rate().get(), index, allLoops(), Seeds.nth(dueTimes, index));
    return new Workload.Open(
        arrivals().slice(slice),
        new Workload.InFlightCap(inFlight, pace.whenFull()),
        startNanos,
        count().isPresent() ? Long.MAX_VALUE : duration().toNanos(),
        share);
  }

  /** A generator loop's share of the count; {@link Long#MAX_VALUE} without a count. */
  public long share(int loop) {
    return count().isEmpty() ? Long.MAX_VALUE : share(count().getAsLong(), loop);
  }

  private long share(long whole, int loop) {
    return whole / allLoops() + (amongAll(loop) < whole % allLoops() ? 1 : 0);
  }
}
