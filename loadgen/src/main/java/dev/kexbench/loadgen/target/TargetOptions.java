package dev.kexbench.loadgen.target;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.KeyFiles;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerPublicKey;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.server.KeyFolder;
import dev.kexbench.loadgen.server.StatsToken;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that say which server is loaded, and in whose names. */
@OptionHeading("Target")
public final class TargetOptions {
  @Option(
      names = "--target",
      split = ",",
      paramLabel = "HOST:PORT",
      converter = HostPort.Converter.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Running servers to load in turn, all with the same keys (default: its own server in a"
              + " second JVM).")
  private List<HostPort> target = List.of();

  @OnlyWith("--target")
  @Option(
      names = "--server-key",
      paramLabel = "FILE",
      description = "With --target: the server's public key, PEM.")
  private Path serverKey;

  @OnlyWith("--target")
  @Option(
      names = "--clients",
      paramLabel = "FILE",
      description =
          "With --target: clients' credentials, as 'scripts/enroll add' writes them"
              + " (id,root,admission,name).")
  private Path clients;

  @OnlyWith("--target")
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "With --target: the password for credentials with a salt (default: prompt).")
  private Path passwordFile;

  @OnlyWith("--target")
  @Option(
      names = "--target-stats",
      split = ",",
      paramLabel = "URL",
      converter = StatsUrl.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "With --target: the statistics port of each, as http://127.0.0.1:7444.")
  private List<URI> targetStats = List.of();

  @OnlyWith("--target-stats")
  @Option(
      names = "--stats-token-file",
      paramLabel = "FILE",
      description =
          "With --target-stats: file with the token of these ports, else "
              + StatsToken.VARIABLE
              + " (default: none).")
  private Path statsTokenFile;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description =
          "Folder of the own server's keys and clients, created if missing (default: new ones, not"
              + " kept).")
  private Path keys;

  @Option(
      names = "--insecure-files",
      negatable = true,
      fallbackValue = "true",
      description = "Accept secret files that others can read.")
  private boolean insecureFiles;

  public boolean ownServer() {
    return target.isEmpty();
  }

  public List<HostPort> addresses() {
    return target;
  }

  /** Whether connections to all of them stay on this machine. */
  public boolean loopback() {
    return target.stream().allMatch(HostPort::loopback);
  }

  /** Whether secret files that others can read are refused. */
  public SecretFiles.Modes modes() {
    return insecureFiles ? SecretFiles.Modes.INSECURE : SecretFiles.Modes.CHECKED;
  }

  /** A server that was named, tried once if it accepts connections. */
  public RemoteTarget remote(Exchange exchange) {
    if (serverKey == null || clients == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--target needs the server's public key and its clients: give --server-key FILE and"
              + " --clients FILE");
    }
    SecretFiles.Modes modes = modes();
    try {
      ServerPublicKey key = KeyFiles.readPublic(serverKey);
      List<ClientCredentials> names =
          ClientFile.readCredentials(
              clients, modes, new PasswordSource(Optional.ofNullable(passwordFile), modes));
      return new RemoteTarget(target, exchange instanceof StreamExchange, key, names, statistics());
    } catch (IdentityFileException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private List<StatsClient> statistics() {
    Optional<StatsToken> token =
        StatsToken.from(Optional.ofNullable(statsTokenFile), System.getenv(), modes());
    return targetStats.stream().map(url -> new StatsClient(url, token)).toList();
  }

  /** Keys and clients for an own server. */
  public KeyFolder makeKeys(Exchange exchange, CryptoBackend backend) {
    try {
      return keys == null
          ? KeyFolder.create(KeyFolder.freshName(), false, exchange, backend)
          : KeyFolder.at(keys, exchange, backend);
    } catch (IdentityFileException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
