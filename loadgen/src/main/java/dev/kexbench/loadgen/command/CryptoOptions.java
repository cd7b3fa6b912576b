package dev.kexbench.loadgen.command;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import dev.kexbench.results.command.Version;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options for an exchange and its crypto; the same for server and client. */
@OptionHeading("Exchange")
public final class CryptoOptions {
  private static final Logger LOG = LoggerFactory.getLogger(CryptoOptions.class);

  @Option(
      names = {"-x", "--exchange"},
      paramLabel = "NAME",
      defaultValue = "kx1-rsa2048",
      completionCandidates = ExchangeNames.class,
      description = "Exchange to run; --list prints all.")
  private String exchange;

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

  /** The exchange, or a failure that lists those that exist. */
  public Exchange exchange() {
    return Catalogue.find(exchange)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "unknown exchange '%s'; choose one of %s".formatted(exchange, names())));
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

  /** These options as arguments of {@code scripts/serve}, with the backend that auto selected. */
  public List<String> arguments(CryptoBackend backend) {
    return List.of("--exchange", exchange, "--provider", backend.name(), "--pool", pool.label());
  }

  public PoolKind pool() {
    return pool;
  }

  public boolean list() {
    return list;
  }

  /** The catalogue, a line each. */
  public static String catalogue() {
    return Catalogue.all().stream()
        .map(each -> "%-18s %s".formatted(each.name(), each.description()))
        .collect(Collectors.joining("\n"));
  }

  /** The names of all exchanges, separated by commas. */
  public static String names() {
    return Catalogue.all().stream().map(Exchange::name).collect(Collectors.joining(", "));
  }

  /** The line of {@code --version} that names the provider that {@code auto} selects. */
  public static final class ProviderVersion implements Version.Detail {
    @Override
    public String get() {
      return "crypto provider " + Backends.select("auto").backend().label();
    }
  }
}
