package dev.kexbench.loadgen.target;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.machine.CompilerThreads;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.loadgen.serve.ServeMain;
import dev.kexbench.loadgen.server.KeyFolder;
import dev.kexbench.loadgen.server.StatsToken;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.AllowedCores;
import dev.kexbench.results.machine.CpuPressure;
import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.report.ServerStats;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run's own server in a second JVM. Its standard input ties its lifetime to this process: it
 * exits when the stream closes, however that happens. Once it listens it has read its keys, and
 * generated keys are deleted: a run that is killed leaves no secrets behind.
 */
public final class OwnServer implements Target {
  private static final Logger LOG = LoggerFactory.getLogger(OwnServer.class);
  private static final Pattern READY = Pattern.compile("listening on (\\S+) stats (http://\\S+)");

  /** What it may take to stop after its drain: to accept, to close, and to end the JVM. */
  private static final Duration STOP = Duration.ofSeconds(15);

  private static final JvmReport ENDED = JvmReport.unavailable("it has exited");

  private static final int TOKEN_BYTES = 16;

  private final KeyFolder keys;
  private final ServerPlace place;
  private final Duration stopWithin;
  private final int cores;
  private final Process process;
  private final CompilerThreads compilers;
  private final HostPort address;
  private final String statisticsUrl;
  private final StatsClient statistics;

  /**
   * How it is started.
   *
   * @param options of {@code scripts/serve}, except the key folder
   * @param log where its standard error goes
   * @param cores of server and generator; the server starts on both, and is bound to its own once
   *     it listens, because a JVM on a single core takes twice as long to start
   * @param drain how long it waits for exchanges in progress when it stops, as in the options
   */
  public record Launch(List<String> options, Path log, CoreSplit cores, Duration drain) {}

  /**
   * Starts the server and waits until it listens.
   *
   * @throws CommandFailure with exit code 2 if it does not start
   */
  public OwnServer(KeyFolder keys, Launch launch) {
    this(keys, launch, ServerPlace.LOOPBACK);
  }

  /** The same in another place. */
  public OwnServer(KeyFolder keys, Launch launch, ServerPlace place) {
    this.keys = keys;
    this.place = place;
    this.stopWithin = launch.drain().plus(ServerPatience.of(STOP));
    this.cores =
        launch
            .cores()
            .server()
            .map(list -> AllowedCores.parse(list).size())
            .orElse(Runtime.getRuntime().availableProcessors());
    Optional<String> drawn = place.onLoopback() ? Optional.empty() : Optional.of(token());
    this.process = start(command(launch), launch.log(), drawn);
    this.compilers = CompilerThreads.of(process.pid());
    try {
      Matcher ready = awaitReady(launch.log());
      keys.forget();
      bind(launch.cores());
      address = HostPort.parse(ready.group(1));
      statisticsUrl = ready.group(2);
      statistics =
          new StatsClient(
              URI.create(statisticsUrl), drawn.map(StatsToken::new).or(OwnServer::inheritedToken));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The token that the server has inherited with this process's environment. */
  private static Optional<StatsToken> inheritedToken() {
    return StatsToken.from(Optional.empty(), System.getenv(), SecretFiles.Modes.CHECKED);
  }

  /** A token of this run: its environment is the one place where it stands. */
  private static String token() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private void bind(CoreSplit split) {
    try {
      split.bindServer(process.pid());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          process.isAlive()
              ? "cannot bind the server to cores %s: %s".formatted(split.label(), e.getMessage())
              : "the test's own server ended while it started; its log has the reason",
          e);
    }
  }

  private Process start(List<String> command, Path log, Optional<String> token) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
      token.ifPresent(drawn -> builder.environment().put(StatsToken.VARIABLE, drawn));
      return builder.start();
    } catch (IOException e) {
      keys.forget();
      throw noSecondJvm(e);
    }
  }

  private Matcher awaitReady(Path log) {
    try {
      Matcher ready = READY.matcher(String.valueOf(firstLine()));
      if (ready.matches()) {
        return ready;
      }
      throw new CommandFailure(
          ExitCode.USAGE, "the test's own server did not start: " + lastLine(log));
    } catch (IOException e) {
      throw noSecondJvm(e);
    }
  }

  private static CommandFailure noSecondJvm(IOException e) {
    return new CommandFailure(
        ExitCode.USAGE, "cannot start a second JVM for the server: " + e.getMessage(), e);
  }

  /**
   * Its command line, outside the terminal's session. The JVM and the server count the cores that
   * it will be bound to.
   */
  private List<String> command(Launch launch) {
    List<String> command = new ArrayList<>(place.prefix());
    if (SystemCommands.exists("setsid")) {
      command.add("setsid");
    }
    Optional<String> starting = launch.cores().both();
    starting.ifPresent(list -> command.addAll(List.of("taskset", "--cpu-list", list)));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    launch
        .cores()
        .serverProcessors()
        .ifPresent(count -> command.add("-XX:ActiveProcessorCount=" + count));
    command.addAll(List.of(System.getProperty("kexbench.server.jvm", "").trim().split("\\s+")));
    command.removeIf(String::isEmpty);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ServeMain.class.getName());
    command.addAll(List.of("--listen", place.address() + ":0", "--with-parent"));
    command.addAll(List.of("--stats", place.statisticsAddress() + ":0"));
    command.add(keys.directory().toString());
    command.addAll(launch.options());
    return command;
  }

  private String firstLine() throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    return out.readLine();
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1);
  }

  @Override
  public List<HostPort> addresses() {
    return List.of(address);
  }

  @Override
  public boolean own() {
    return true;
  }

  @Override
  public ServerIdentity server() {
    return ServerIdentity.of(keys.keys().publicKey());
  }

  @Override
  public List<ClientCredentials> clients() {
    return keys.clients();
  }

  @Override
  public List<ServerStats> eachStats() {
    return ended() ? List.of() : List.of(statistics.stats());
  }

  @Override
  public Optional<Long> openConnections() {
    return ended() ? Optional.empty() : Optional.of(statistics.openConnections());
  }

  /** The URL of its statistics port. */
  public String statisticsUrl() {
    return statisticsUrl;
  }

  /** Its statistics after a garbage collection. */
  public ServerStats collected() {
    return statistics.collected();
  }

  @Override
  public Optional<ServerStats> measureCeiling() {
    return ended() ? Optional.empty() : Optional.of(statistics.measureCeiling());
  }

  @Override
  public void startProfile() {
    statistics.startProfile();
  }

  @Override
  public void stopProfile() {
    statistics.stopProfile();
  }

  @Override
  public Optional<Long> cpuNanos() {
    return process.info().totalCpuDuration().map(Duration::toNanos);
  }

  @Override
  public Optional<Long> pressureMicros() {
    return Optional.ofNullable(CpuPressure.micros());
  }

  @Override
  public JvmReport recordJvm() {
    return ended() ? ENDED : statistics.recordJvm();
  }

  @Override
  public JvmReport jvmSeconds(long ageNanos, int count) {
    return ended() ? ENDED : statistics.jvmSeconds(ageNanos, count);
  }

  @Override
  public Optional<Long> compilerNanos() {
    return compilers.cpuNanos();
  }

  @Override
  public void compileOn(String cores) {
    compilers.useCores(cores);
  }

  @Override
  public void compileWhenIdle() {
    compilers.giveWay();
  }

  @Override
  public Set<Long> processes() {
    Set<Long> all = new HashSet<>(place.alongside());
    all.add(process.pid());
    return all;
  }

  @Override
  public double cores() {
    return cores;
  }

  @Override
  public boolean ended() {
    return !process.isAlive();
  }

  @Override
  public void close() {
    compilers.endGivingWay();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(stopWithin.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the server did not stop within {} s; killing it", stopWithin.toSeconds());
        process.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.warn("the server's input was already closed: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    keys.forget();
  }
}
