package dev.kexbench.loadgen.server;

import dev.kexbench.results.command.NoEffectWith;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** The tickets of a server; the same for serve and the own server of a load test or soak. */
@OptionHeading("Server")
public final class TicketOptions {
  private static final String NAME = "--ticket-lifetime";
  private static final Duration USUAL = Duration.ofHours(1);

  @NoEffectWith("--target")
  @OnlyWith("--resume")
  @Option(
      names = NAME,
      paramLabel = "D",
      description =
          "How long clients may resume after a full exchange, for exchanges with tickets; 0s: the"
              + " server issues none (default: 1h).")
  private Duration lifetime;

  /** How long a ticket is good; empty if the server issues none. */
  public Optional<Duration> lifetime() {
    Duration given = lifetime == null ? USUAL : lifetime;
    return given.isZero() ? Optional.empty() : Optional.of(given);
  }

  /**
   * These options as arguments of {@code scripts/serve}.
   *
   * @param needed whether clients will ask for tickets; without, the server issues none, as it
   *     would cost some exchanges time
   */
  public List<String> arguments(boolean needed) {
    Duration passed = needed ? lifetime().orElse(Duration.ZERO) : Duration.ZERO;
    return List.of(NAME, TimeUnit.NANOSECONDS.toMicros(passed.toNanos()) + "us");
  }
}
