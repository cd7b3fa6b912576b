package dev.kexbench.loadgen.plan;

import dev.kexbench.loadgen.client.Workload;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.results.command.Amount;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Count;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that shape the load. */
@OptionHeading("Load")
public final class LoadOptions {
  private static final long CLOSED_LOOP = 64;
  private static final long OPEN_LOOP = 10_000;

  /** What fits the heap of scripts/loadtest, at some 10 KiB each. */
  private static final long MOST_BY_DEFAULT = 50_000;

  private static final String AUTO = "auto";
  private static final Duration LONGEST_WARMUP = Duration.ofSeconds(60);

  @Mixin private RateOptions rates;

  @Option(
      names = {"-c", "--concurrency"},
      paramLabel = "N",
      description =
          "Handshakes in flight: exactly N in a closed loop, at most N in an open loop (default:"
              + " 64; in an open loop rate x timeout, from 10k to 50k).")
  private Count concurrency;

  @Option(
      names = {"-d", "--duration"},
      paramLabel = "D",
      defaultValue = "20s",
      description = "Length of the measured time.")
  private Duration duration;

  @Option(
      names = {"-w", "--warmup"},
      paramLabel = "D|auto",
      defaultValue = "auto",
      description =
          "Length of the warm-up, which is excluded from all figures; auto: until CPU time per"
              + " handshake and, without -R, throughput are steady and the server's JIT compilers"
              + " are done, at most 60s.")
  private String warmup;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      description = "Measure this many handshakes, in place of -d.")
  private Count count;

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      description =
          "Event loops of the generator (default: 1 per core bound to it by --cores, else 1 per 2"
              + " cores).")
  private Integer threads;

  @Option(
      names = "--timeout",
      paramLabel = "D",
      defaultValue = "15s",
      description = "Timeout of a handshake, from its due time.")
  private Duration timeout;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of due times and clients, to repeat them (default: random, and recorded).")
  private Long seed;

  @Option(
      names = "--when-full",
      paramLabel = "wait|drop",
      defaultValue = "wait",
      description =
          "What an arrival does when -c handshakes of an open loop are in flight: wait or drop.")
  private Workload.WhenFull whenFull;

  @Mixin private ClientOptions clients;
  @Mixin private TransportOptions transport;

  /** The plan, of which a generator without its own cores has an event loop per two cores. */
  public LoadPlan plan() {
    return plan(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }

  /**
   * The plan.
   *
   * @param suitableLoops event loops if their number was not given
   */
  public LoadPlan plan(int suitableLoops) {
    int loops = loops(suitableLoops);
    ClientPlan who = clients.plan();
    rates.requireHonest(who.mix());
    Optional<RateCurve> curve = rates.curve(positive("--duration", duration));
    return new LoadPlan(
        pace(curve, loops),
        times(),
        who,
        new LoadPlan.Loops(
            loops,
            transport.split().client(),
            seed == null ? new SecureRandom().nextLong() : seed));
  }

  /** How server and generator drive their sockets. */
  public TransportOptions transport() {
    return transport;
  }

  /** Whether the limit in flight was not given, so that it may be adapted to the machine. */
  public boolean isConcurrencyByDefault() {
    return concurrency == null;
  }

  /** Whether the event loops were not given, so that they may be adapted to the machine. */
  public boolean isThreadsByDefault() {
    return threads == null;
  }

  private LoadPlan.Pace pace(Optional<RateCurve> curve, int loops) {
    return new LoadPlan.Pace(
        curve, rates.arrivals(), inFlight(curve, loops), whenFull(), rates.findMax(count));
  }

  private Workload.WhenFull whenFull() {
    if (whenFull == Workload.WhenFull.DROP && !rates.openLoop()) {
      throw usage("--when-full drop: a closed loop starts what has a slot and drops none; give -R");
    }
    return whenFull;
  }

  private LoadPlan.Times times() {
    return new LoadPlan.Times(
        positive("--duration", duration),
        warmupTime(),
        warmup.equals(AUTO),
        count == null
            ? OptionalLong.empty()
            : OptionalLong.of(atLeastOne("--count", count.value())),
        positive("--timeout", timeout));
  }

  private Duration warmupTime() {
    try {
      return warmup.equals(AUTO) ? LONGEST_WARMUP : Amount.duration(warmup);
    } catch (IllegalArgumentException e) {
      throw usage("--warmup: " + e.getMessage() + " or auto");
    }
  }

  private int inFlight(Optional<RateCurve> curve, int loops) {
    long wanted =
        concurrency == null ? curve.map(this::enoughFor).orElse(CLOSED_LOOP) : concurrency.value();
    if (wanted < loops) {
      throw usage("--concurrency must be at least 1 per event loop (-t), was " + wanted);
    }
    if (wanted > Integer.MAX_VALUE) {
      throw usage("--concurrency must be at most " + Integer.MAX_VALUE + ", was " + wanted);
    }
    return (int) wanted;
  }

  /** As many as a rate can have in flight before they time out, so that the limit never binds. */
  private long enoughFor(RateCurve curve) {
    double outstanding = curve.highestPerSecond() * timeout.toNanos() / 1e9;
    return (long) Math.min(MOST_BY_DEFAULT, Math.max(OPEN_LOOP, Math.ceil(outstanding)));
  }

  /** An event loop needs at least one handshake in flight. */
  private int loops(int suitable) {
    if (threads == null) {
      long inFlight = concurrency == null ? CLOSED_LOOP : concurrency.value();
      return (int) Math.max(1, Math.min(suitable, inFlight));
    }
    return (int) atLeastOne("--threads", threads);
  }

  private static long atLeastOne(String option, long value) {
    if (value < 1) {
      throw usage(option + " must be at least 1, was " + value);
    }
    return value;
  }

  private static Duration positive(String option, Duration value) {
    if (value.isZero()) {
      throw usage(option + " must be more than 0");
    }
    return value;
  }

  private static CommandFailure usage(String line) {
    return new CommandFailure(ExitCode.USAGE, line);
  }
}
