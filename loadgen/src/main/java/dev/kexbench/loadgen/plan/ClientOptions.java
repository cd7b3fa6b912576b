package dev.kexbench.loadgen.plan;

import dev.kexbench.loadgen.client.ConnectionPolicy;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Count;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.NoEffectWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what the clients are like. */
@OptionHeading("Clients")
final class ClientOptions {
  /** When an OFFER is made. */
  enum CryptoTime {
    INLINE,
    PREPARED
  }

  @Mixin private ResumptionOptions returning;

  @Option(
      names = "--per-connection",
      paramLabel = "N",
      defaultValue = "1",
      description = "Handshakes on each connection before it closes.")
  private Count perConnection;

  @Option(
      names = "--client-crypto",
      paramLabel = "inline|prepared",
      defaultValue = "inline",
      description = "Make each OFFER when it is due (inline), or before the run (prepared).")
  private CryptoTime clientCrypto;

  @Option(
      names = "--linger",
      paramLabel = "D",
      defaultValue = "0s",
      description =
          "How long a client whose handshake has timed out keeps its connection open, so that late"
              + " answers are counted (default: it disconnects at once, as clients do).")
  private Duration linger;

  @Option(
      names = "--mix",
      paramLabel = "CLASS=SHARE,...",
      defaultValue = "ok=100",
      converter = MixConverter.class,
      description =
          "Shares of client classes: ok; bad-mac, bad-admission, unknown-client and replay, which"
              + " the server should reject; garbage and half-open, which it should disconnect.")
  private Mix mix;

  @Option(
      names = "--close",
      paramLabel = "fin|rst",
      defaultValue = "fin",
      description = "Close connections by FIN, or by RST, which leaves no port in TIME_WAIT.")
  private ConnectionPolicy.Close close;

  @NoEffectWith({"--network", "--networks"})
  @Option(
      names = "--local-ips",
      paramLabel = "A-B|CIDR",
      converter = LocalIps.Converter.class,
      description = "Source addresses of connections, in turn, such as 127.0.0.1-127.0.0.20.")
  private LocalIps localIps;

  static final class MixConverter extends Parsed<Mix> {
    MixConverter() {
      super(Mix::parse);
    }
  }

  ClientPlan plan() {
    long handshakes = perConnection.value();
    if (handshakes < 1 || handshakes > Integer.MAX_VALUE) {
      throw new CommandFailure(
          ExitCode.USAGE, "--per-connection must be 1 to 2147483647, was " + handshakes);
    }
    return new ClientPlan(
        (int) handshakes,
        clientCrypto == CryptoTime.PREPARED,
        linger,
        mix,
        close,
        localIps == null ? List.of() : localIps.sources(),
        false,
        returning.plan());
  }
}
