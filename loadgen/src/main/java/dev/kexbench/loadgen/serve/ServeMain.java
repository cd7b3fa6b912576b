package dev.kexbench.loadgen.serve;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.exchange.CertificateSetup;
import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.ReloadableClientTable;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.core.identity.ServerKeyWatch;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.command.ParentWatch;
import dev.kexbench.loadgen.command.Program;
import dev.kexbench.loadgen.machine.SystemLimits;
import dev.kexbench.loadgen.server.KexServer;
import dev.kexbench.loadgen.server.KeyFolder;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.server.ServerSettings;
import dev.kexbench.loadgen.server.StageClock;
import dev.kexbench.loadgen.server.StatsSettings;
import dev.kexbench.loadgen.server.StatsToken;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.render.Numbers;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/serve}: the server alone, until Ctrl-C. */
@Command(
    name = "scripts/serve",
    description = {"Serves one key exchange until Ctrl-C.", ""},
    footer = {
      "",
      "Example: serve the keys and clients of a folder, with statistics on a separate port",
      "  scripts/serve keys/ --listen 127.0.0.1:7443 --stats 127.0.0.1:7444"
    })
public final class ServeMain implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeMain.class);

  private final Interrupt interrupt;

  /** The generated keys and clients, if no folder was given. */
  private Optional<KeyFolder> made = Optional.empty();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "Folder of keys and clients (default: a new one under target/keys).")
  private Path directory;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7443",
      converter = HostPort.Converter.class,
      description = "Address to listen on; port 0 takes any free port.")
  private HostPort listen;

  @Option(
      names = "--stats",
      paramLabel = "HOST:PORT",
      converter = HostPort.Converter.class,
      description =
          "Address for GET /stats, /metrics and /healthz, POST /ceiling and /gc (default: off).")
  private HostPort stats;

  @OnlyWith("--stats")
  @Option(
      names = "--stats-token-file",
      paramLabel = "FILE",
      description =
          "File with the token that clients of --stats present, else "
              + StatsToken.VARIABLE
              + " (default: none; then only a loopback address is allowed).")
  private Path statsTokenFile;

  @Option(
      names = "--with-parent",
      description = "Exit when standard input closes; read the clients only once.")
  private boolean withParent;

  @Option(names = "--insecure-files", description = "Accept secret files that others can read.")
  private boolean insecureFiles;

  @Mixin private Help help;
  @Mixin private CryptoOptions crypto;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "File with the private key's passphrase, else "
              + SecretFiles.PASSPHRASE_VARIABLE
              + " (default: not encrypted).")
  private Path passphraseFile;

  @Mixin private ServerOptions options;
  @Mixin private ServerTransportOption transport;
  @Mixin private TableOptions table;
  @Mixin private KeyRotationOptions rotation;
  @Mixin private ServerProfileOptions profile;
  @Spec private CommandSpec spec;

  private ServeMain(Interrupt interrupt) {
    this.interrupt = interrupt;
  }

  /** Runs the command; the process exits with its exit code. */
  public static void main(String[] args) {
    System.exit(Program.run(ExitCode.FINE, ServeMain::new, args));
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (crypto.list()) {
      out.println(CryptoOptions.catalogue());
      return ExitCode.FINE;
    }
    interrupt.bePatientFor(options.drain());
    Exchange exchange = crypto.exchange();
    SocketTransport sockets = transport.of(exchange);
    options.check(exchange, sockets);
    CryptoBackend backend = crypto.backend();
    Optional<StatsSettings> statistics = statistics();
    StageClock clock = new StageClock();
    ServerSettings setting = setting(exchange, sockets, backend);
    Identity identity = identity(exchange, backend);
    ServerSetup setup = setup(identity, backend, clock);
    try (KexServer server = new KexServer(setting, clock);
        ClientTableReloader watch = new ClientTableReloader(identity.clients());
        KeyRotator rotator = new KeyRotator(server, rotation.overlap())) {
      Served served = served(exchange, setup, server);
      HostPort bound = bound(served.listening(), "--listen", listen);
      if (!withParent) {
        watch.start(table.interval());
        served.side().ifPresent(side -> rotator.start(identity.watch(), setup, exchange, side));
      }
      out.println("listening on " + bound + listenForStats(statistics, server, served));
      LOG.info("{}", summary(server, setup, bound));
      made.ifPresent(keys -> LOG.info("{}", hint(keys, bound)));
      awaitEnd();
      long start = System.nanoTime();
      long cutOff = server.drain(options.drain());
      LOG.info("{}", stopSummary(server, cutOff, System.nanoTime() - start));
    }
    return ExitCode.FINE;
  }

  private Optional<StatsSettings> statistics() {
    if (stats == null) {
      return Optional.empty();
    }
    Optional<StatsToken> token =
        StatsToken.from(Optional.ofNullable(statsTokenFile), System.getenv(), modes());
    try {
      return Optional.of(
          StatsSettings.at(stats.host(), stats.port(), token).with(profile.profile()));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--stats: " + e.getMessage(), e);
    }
  }

  private String listenForStats(Optional<StatsSettings> at, KexServer server, Served served) {
    return at.map(each -> bound(server.listenForStats(served.costly(), each), "--stats", stats))
        .map(bound -> " stats http://" + bound)
        .orElse("");
  }

  /** The command line that loads a server with generated keys. */
  private static String hint(KeyFolder keys, HostPort bound) {
    return String.format(
        "created keys and %,d clients; to test this server: scripts/loadtest --target %s"
            + " --server-key %s --clients %s",
        keys.clients().size(), bound, keys.publicKey(), keys.credentials());
  }

  /** The contents of the server's folder. */
  private record Identity(
      ServerKeys keys,
      ServerKeyWatch watch,
      ReloadableClientTable clients,
      Optional<X509Certificate> clientAuthority) {}

  private SecretFiles.Modes modes() {
    return insecureFiles ? SecretFiles.Modes.INSECURE : SecretFiles.Modes.CHECKED;
  }

  private Identity identity(Exchange exchange, CryptoBackend backend) {
    SecretFiles.Modes modes = modes();
    try {
      ServerFolder folder =
          directory == null ? makeFolder(exchange, backend) : new ServerFolder(directory);
      Supplier<Optional<char[]>> passphrase =
          () ->
              SecretFiles.readPassphrase(
                  Optional.ofNullable(passphraseFile), System.getenv(), modes);
      ServerKeys keys = folder.readKeys(exchange.keyKind(), modes, passphrase);
      return new Identity(
          keys,
          folder.watch(keys, modes, passphrase),
          table.open(folder, modes),
          exchange.usesClientCertificates()
              ? Optional.of(folder.readAuthorityCertificate())
              : Optional.empty());
    } catch (IdentityFileException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private ServerSetup setup(Identity identity, CryptoBackend backend, StageClock clock) {
    int threads = Math.max(options.cryptoThreadCount(), options.eventLoopCount()) + 1;
    return new ServerSetup(
        identity.keys(),
        identity.clients(),
        new CryptoChoice(backend, crypto.pool(), threads),
        new ExchangeContext(System::currentTimeMillis, new SecureRandom(), clock.timer()),
        options.admission(),
        options.tickets().lifetime(),
        new CertificateSetup(options.chain(), identity.clientAuthority()));
  }

  private ServerFolder makeFolder(Exchange exchange, CryptoBackend backend) {
    KeyFolder keys = KeyFolder.create(KeyFolder.freshName(), true, exchange, backend);
    made = Optional.of(keys);
    return keys.server();
  }

  /**
   * A server side that listens, or failed to.
   *
   * @param side empty for datagrams
   */
  private record Served(Future<SocketAddress> listening, Optional<ServerSide> side) {
    /** The operation that bounds its rate, if it has one. */
    private Optional<ServerSide.CostlyOperation> costly() {
      return side.flatMap(ServerSide::costlyOperation);
    }
  }

  private static Served served(Exchange exchange, ServerSetup setup, KexServer server) {
    try {
      if (exchange instanceof DatagramExchange datagrams) {
        return new Served(server.listen(datagrams.server(setup)), Optional.empty());
      }
      ServerSide side = ((StreamExchange) exchange).server(setup);
      return new Served(server.listen(side), Optional.of(side));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage() + "; choose another with -x", e);
    }
  }

  private ServerSettings setting(
      Exchange exchange, SocketTransport sockets, CryptoBackend backend) {
    return new ServerSettings(
        listen.host(),
        listen.port(),
        sockets,
        options.deferAcceptSeconds(),
        options.eventLoopCount(),
        options.cryptoThreadCount(),
        options.limits(SystemLimits.freeDescriptors()),
        exchange.name(),
        backend.label());
  }

  private static HostPort bound(Future<SocketAddress> listening, String option, HostPort wanted) {
    try {
      return new HostPort(
          wanted.host(), listening.toCompletionStage().toCompletableFuture().join().port());
    } catch (CompletionException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot listen on %s (%s); choose another address with %s"
              .formatted(wanted, e.getCause().getMessage(), option),
          e.getCause());
    }
  }

  private String summary(KexServer server, ServerSetup setup, HostPort bound) {
    return String.format(
        Locale.ROOT,
        "serving %s at %s with %s over %s: %,d clients, admission %s, %d event loops, crypto %s,"
            + " pool %s; %s",
        server.exchange(),
        bound,
        setup.crypto().backend().label(),
        server.transport() + (options.deferAccept() ? " with deferred accept" : ""),
        setup.clients().size(),
        options.admission() ? "on" : "off",
        options.eventLoopCount(),
        options.cryptoThreads(),
        crypto.pool(),
        server.limits());
  }

  private static String stopSummary(KexServer server, long cutOff, long nanos) {
    return String.format(
        Locale.ROOT,
        "stopped after %,d confirmed exchanges: drained in %s, %,d exchanges cut off",
        server.confirmed(),
        Numbers.duration(nanos),
        cutOff);
  }

  private void awaitEnd() throws InterruptedException {
    if (withParent) {
      ParentWatch.hold(interrupt);
    }
    interrupt.await(Long.MAX_VALUE);
  }
}
