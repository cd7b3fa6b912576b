package dev.kexbench.loadgen.size;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.ExchangeNames;
import dev.kexbench.loadgen.loadtest.ExchangesOptions;
import dev.kexbench.loadgen.plan.OptionValues;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.command.Amount;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.render.Numbers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code --measure} measures: the options of the load tests, and the rates. */
@OptionHeading("Measuring")
final class MeasureOptions {
  static final String MEASURE = "--measure";

  private static final String AUTO = "auto";
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(60);
  private static final double MOST = 5;

  /** Options that have the same name and meaning in {@code scripts/loadtest}. */
  private static final List<String> LOAD = List.of("duration", "warmup", "cores");

  @Mixin private CryptoOptions crypto;
  @Mixin private ServerOptions server;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--measure",
      description =
          "Measure first: the capacity in a closed loop, then open loops with Poisson arrivals at"
              + " shares of it, on one server that stays warm.")
  private boolean measure;

  @OnlyWith(MEASURE)
  @Option(
      names = "--exchanges",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = ExchangeNames.class,
      showDefaultValue = Visibility.NEVER,
      description = "Measure each of these exchanges, or all (default: one exchange, -x).")
  private List<String> exchanges = List.of();

  @OnlyWith(MEASURE)
  @Option(
      names = "--points",
      split = ",",
      paramLabel = "SHARE",
      defaultValue = "0.3,0.5,0.7,0.8,0.9,1,1.2",
      description = "The rates of the open loops, as shares of the measured capacity.")
  private List<Double> points;

  @OnlyWith(MEASURE)
  @Option(
      names = {"-d", "--duration"},
      paramLabel = "D",
      defaultValue = "15s",
      description = "Length of the measured time at each rate.")
  private Duration duration;

  @OnlyWith(MEASURE)
  @Option(
      names = {"-w", "--warmup"},
      paramLabel = "D|auto",
      defaultValue = AUTO,
      description =
          "Length of the one warm-up before all rates; auto: until it is steady, at most 60s.")
  private String warmup;

  @OnlyWith(MEASURE)
  @Option(
      names = "--cores",
      paramLabel = "SERVER/CLIENT|off",
      defaultValue = AUTO,
      description =
          "Cores of the server and of the client, such as 0/1 or 0-3/4-7; auto splits all cores.")
  private String cores;

  boolean isGiven() {
    return measure;
  }

  boolean list() {
    return crypto.list();
  }

  /**
   * Checks that options of load tests were given only if there will be some, and their values.
   *
   * @param resumedShare of handshakes, or null
   * @throws CommandFailure with exit code 2 that names the option
   */
  void check(Double resumedShare) {
    if (!measure) {
      command.options().stream()
          .filter(option -> !option.stringValues().isEmpty())
          .filter(option -> plan(null).containsKey(option.longestName().substring(2)))
          .findFirst()
          .ifPresent(
              option -> {
                throw refused(option.longestName() + " has no effect without " + MEASURE);
              });
      return;
    }
    for (Double point : points) {
      if (!(point > 0 && point <= MOST)) {
        throw refused(
            "--points must be shares of the capacity above 0 and at most 5, was " + point);
      }
    }
    if (Set.copyOf(points).size() < points.size()) {
      throw refused("--points has a share twice; name each once");
    }
    exchanges().forEach(each -> server.check(each, SocketTransport.byDefault()));
    if (measuresResumed(resumedShare)) {
      exchanges().forEach(MeasureOptions::requireTickets);
    }
    longestWarmUp();
  }

  private static boolean measuresResumed(Double resumedShare) {
    return resumedShare != null && resumedShare > 0;
  }

  private static void requireTickets(Exchange exchange) {
    if (!(exchange instanceof StreamExchange stream && stream.resumable())) {
      throw refused(
          "--resumed: %s has no tickets to resume with; choose another exchange, or leave it out"
              .formatted(exchange.name()));
    }
  }

  private static CommandFailure refused(String line) {
    return new CommandFailure(ExitCode.USAGE, line);
  }

  private List<Exchange> exchanges() {
    return exchanges.isEmpty()
        ? List.of(crypto.exchange())
        : ExchangesOptions.named(exchanges, crypto.engine());
  }

  /** The names of the exchanges to measure, each with its engine. */
  List<String> names() {
    return exchanges().stream().map(Exchange::name).toList();
  }

  List<Double> points() {
    return points;
  }

  Duration duration() {
    return duration;
  }

  boolean warmsUpUntilSettled() {
    return warmup.equals(AUTO);
  }

  Duration longestWarmUp() {
    try {
      return warmsUpUntilSettled() ? LONGEST_WARM_UP : Amount.duration(warmup);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--warmup: " + e.getMessage(), e);
    }
  }

  /**
   * The options of every load test by long name.
   *
   * @param resumedShare of handshakes to measure, or null for full ones
   */
  Map<String, String> plan(Double resumedShare) {
    Set<String> shared =
        List.of("crypto", "server").stream()
            .flatMap(name -> mixin(name).options().stream())
            .map(option -> option.longestName().substring(OptionValues.DASHES.length()))
            .collect(Collectors.toSet());
    Map<String, String> plan = new LinkedHashMap<>(OptionValues.of(command));
    plan.keySet().removeIf(name -> !shared.contains(name) && !LOAD.contains(name));
    if (measuresResumed(resumedShare)) {
      plan.put("resume", Numbers.plain(100 * resumedShare));
    }
    return plan;
  }

  private CommandSpec mixin(String name) {
    return command.mixins().values().stream()
        .map(each -> each.mixins().get(name))
        .filter(each -> each != null)
        .findFirst()
        .orElseThrow();
  }
}
