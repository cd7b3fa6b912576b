package dev.kexbench.loadgen.target;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.server.KeyFolder;
import dev.kexbench.loadgen.server.StatsToken;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.NoEffectWith;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which server is loaded, and in whose names. */
@OptionHeading("Target")
public final class TargetOptions {
  private static final int ROOT_BYTES = 32;

  @Option(
      names = "--target",
      split = ",",
      paramLabel = "HOST:PORT",
      converter = HostPort.Converter.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Running servers to load in turn, all with the same keys; TLS has the engine bouncycastle"
              + " then, unless another is named (default: its own server in a second JVM).")
  private List<HostPort> target = List.of();

  @Mixin private VerificationOptions verification;

  @OnlyWith("--target")
  @Option(
      names = "--clients",
      paramLabel = "FILE",
      description =
          "With --target: clients' credentials, as 'scripts/enroll add' writes them"
              + " (id,root,admission,name); not needed where the exchange does not authenticate"
              + " clients.")
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

  @NoEffectWith("--target")
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

  /** What the target has chosen in a first handshake; null if there was none, or no choice. */
  private String negotiated;

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

  /** How clients verify the server. */
  public VerificationOptions verification() {
    return verification;
  }

  /** What the target has chosen in a first handshake; empty if there was none, or no choice. */
  public Optional<String> negotiated() {
    return Optional.ofNullable(negotiated);
  }

  /** Whether secret files that others can read are refused. */
  public SecretFiles.Modes modes() {
    return insecureFiles ? SecretFiles.Modes.INSECURE : SecretFiles.Modes.CHECKED;
  }

  /**
   * A server that was named, tried once if it accepts connections, and by a handshake if it may be
   * any TLS server.
   */
  public RemoteTarget remote(Exchange exchange, CryptoBackend backend) {
    try {
      ServerIdentity server = verification.identity(exchange, target);
      List<ClientCredentials> names = clients(exchange);
      RemoteTarget remote =
          new RemoteTarget(target, exchange instanceof StreamExchange, server, names, statistics());
      if (!verification.hasServerKey() && exchange instanceof StreamExchange stream) {
        probe(stream.client(setup(server, backend)), names.get(0));
      }
      return remote;
    } catch (IdentityFileException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private static ClientSetup setup(ServerIdentity server, CryptoBackend backend) {
    return new ClientSetup(
        server,
        new CryptoChoice(backend, PoolKind.FRESH, 1),
        new ExchangeContext(System::currentTimeMillis, new SecureRandom(), StageTimer.NONE));
  }

  private void probe(ClientSide side, ClientCredentials client) {
    TargetProbe probe = new TargetProbe(side, client);
    negotiated =
        target.stream()
            .map(probe::handshake)
            .filter(text -> !text.isEmpty())
            .distinct()
            .reduce((one, other) -> one + "; " + other)
            .orElse(null);
  }

  private List<ClientCredentials> clients(Exchange exchange) {
    SecretFiles.Modes modes = modes();
    if (clients != null) {
      List<ClientCredentials> read =
          ClientFile.readCredentials(
              clients, modes, new PasswordSource(Optional.ofNullable(passwordFile), modes));
      requireCertificates(exchange, read);
      return read;
    }
    boolean anonymous =
        exchange.traits().contains(Trait.SHOWS_CERTIFICATE)
            && !exchange.traits().contains(Trait.AUTHENTICATES_CLIENT);
    if (!anonymous) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s authenticates clients: give --target the server's clients with --clients FILE"
              .formatted(exchange.name()));
    }
    return List.of(
        new ClientCredentials(
            ClientId.ofName("anonymous"), new byte[ROOT_BYTES], Optional.empty(), "anonymous"));
  }

  private void requireCertificates(Exchange exchange, List<ClientCredentials> of) {
    if (exchange.usesClientCertificates()
        && of.stream().anyMatch(each -> each.certificate().isEmpty())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s holds clients without a certificate, which %s needs; enrol them again after 'scripts/enroll init -x %2$s'"
              .formatted(clients, exchange.name()));
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
