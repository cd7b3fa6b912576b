package dev.kexbench.loadgen.command;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import dev.kexbench.results.command.Version;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options for an exchange and its crypto; the same for server and client. */
@OptionHeading("Exchange")
public final class CryptoOptions {
  /** The option for the engine of TLS. */
  public static final String TLS_ENGINE = "--tls-engine";

  private static final Logger LOG = LoggerFactory.getLogger(CryptoOptions.class);

  @Option(
      names = {"-x", "--exchange"},
      paramLabel = "NAME",
      defaultValue = "kx1-rsa2048",
      completionCandidates = ExchangeNames.class,
      description =
          "Exchange to run, of TLS with or without an engine: tls13-ecdhe@jdk, tls13-ecdhe; --list"
              + " prints all.")
  private String exchange;

  @Option(
      names = TLS_ENGINE,
      paramLabel = "NAME",
      converter = EngineConverter.class,
      completionCandidates = EngineNames.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Engine of TLS where the exchange names none: boringssl, jdk or bouncycastle (default:"
              + " the first of these that supports the suite here).")
  private EngineChoice engine;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      defaultValue = "auto",
      completionCandidates = ProviderNames.class,
      description = "Crypto backend: accp, bc, jdk, or auto: the fastest that loads.")
  private String provider;

  @Option(
      names = "--pool",
      paramLabel = "KIND",
      defaultValue = "thread-local",
      converter = PoolConverter.class,
      description = "How the server pools crypto objects: fresh, thread-local, bounded, confined.")
  private PoolKind pool;

  @Option(names = "--list", description = "Prints the names of all exchanges.")
  private boolean list;

  static final class PoolConverter extends Parsed<PoolKind> {
    PoolConverter() {
      super(PoolKind::labelled);
    }
  }

  static final class EngineConverter extends Parsed<EngineChoice> {
    EngineConverter() {
      super(EngineChoice::parse);
    }
  }

  /**
   * The exchange.
   *
   * @throws CommandFailure with exit code 2 if it is not available here; the message says why
   */
  public Exchange exchange() {
    return exchange(EngineChoice.FASTEST);
  }

  /**
   * The exchange.
   *
   * @param byDefault the engine of TLS unless an option names one
   * @throws CommandFailure with exit code 2 if it is not available here; the message says why
   */
  public Exchange exchange(EngineChoice byDefault) {
    EngineChoice choice = engine().orElse(byDefault);
    if (choice.every()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          TLS_ENGINE + " all is for --exchanges; choose one of " + TlsEngine.labels());
    }
    Exchange found = named(exchange, choice).get(0);
    if (engine != null && !found.engine().equals(engine.engine())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s %s: %s; leave out one of them"
              .formatted(
                  TLS_ENGINE,
                  engine,
                  found.engine().isEmpty()
                      ? found.name() + " is not TLS"
                      : found.name() + " names another engine"));
    }
    return found;
  }

  /** The exchange as it was given, with or without an engine. */
  public String given() {
    return exchange;
  }

  /** The engine of TLS where the exchange names none, if it was given. */
  public Optional<EngineChoice> engine() {
    return Optional.ofNullable(engine);
  }

  private static List<Exchange> named(String name, EngineChoice choice) {
    try {
      return Catalogue.named(name, choice);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** The backend; each faster one that could not be loaded is logged. */
  public CryptoBackend backend() {
    try {
      Backends.Selection selection = Backends.select(provider);
      selection.skipped().forEach(LOG::warn);
      return selection.backend();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--provider: " + e.getMessage(), e);
    }
  }

  /** These options as arguments of {@code scripts/serve}, with what was chosen for this process. */
  public List<String> arguments(Exchange chosen, CryptoBackend backend) {
    return List.of(
        "--exchange", chosen.name(), "--provider", backend.name(), "--pool", pool.label());
  }

  public PoolKind pool() {
    return pool;
  }

  public boolean list() {
    return list;
  }

  /** The catalogue, a line for each exchange. */
  public static String catalogue() {
    List<Exchange> all = Catalogue.all(EngineChoice.EVERY);
    int longest = all.stream().mapToInt(each -> each.name().length()).max().orElseThrow();
    return all.stream()
        .map(each -> ("%-" + longest + "s  %s").formatted(each.name(), each.description()))
        .collect(Collectors.joining("\n"));
  }

  /** The line of {@code --version} that names the provider that {@code auto} selects. */
  public static final class ProviderVersion implements Version.Detail {
    @Override
    public String get() {
      return "crypto provider " + Backends.select("auto").backend().label();
    }
  }
}
