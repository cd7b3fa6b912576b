package dev.kexbench.loadgen.attack;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;

import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.ForeignPrograms;
import dev.kexbench.loadgen.serve.ServeMain;
import dev.kexbench.loadgen.target.StatsClient;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code scripts/serve} with one exchange, as a process with bounded memory and descriptors, at
 * free ports of the loopback interface.
 */
final class AttackedServer implements AutoCloseable {
  /** How long the server waits for a first frame, for a confirmation, and for the next frame. */
  static final Duration DEADLINE = Duration.ofSeconds(2);

  private static final int DESCRIPTORS = 2_048;

  private final ChildProcess process;
  private final HostPort address;
  private final StatsClient statistics;

  AttackedServer(AttackSetting setting, Path home) {
    Path keys = home.resolve("keys-" + setting.name());
    ServerFolder folder = new ServerFolder(keys);
    folder.write(setting.keys(), setting.clients());
    setting.authority().ifPresent(folder::add);
    process =
        ChildProcess.startBy(limits(), home, ServeMain.class, arguments(setting, keys).toArray());
    String ready = process.firstLine();
    if (!ready.startsWith("listening on ")) {
      throw new IllegalStateException("it does not listen: " + process.end());
    }
    address = HostPort.parse(ready.split(" ")[2]);
    statistics = new StatsClient(URI.create(ready.substring(ready.indexOf("http"))));
  }

  private static List<String> limits() {
    return ForeignPrograms.has("prlimit")
        ? List.of("prlimit", "--nofile=" + DESCRIPTORS, "--core=0")
        : List.of();
  }

  private static List<String> arguments(AttackSetting setting, Path keys) {
    List<String> all = new ArrayList<>(List.of(keys.toString(), "-x", setting.exchange().name()));
    all.addAll(List.of("--listen", "127.0.0.1:0", "--stats", "127.0.0.1:0", "--with-parent"));
    for (String limit : List.of("--first-frame-timeout", "--confirm-timeout", "--idle-timeout")) {
      all.addAll(List.of(limit, DEADLINE.toSeconds() + "s"));
    }
    if (setting.admission()) {
      all.add("--admission");
    }
    return all;
  }

  /** One or more honest handshakes. */
  interface Attempt<T> {
    /** What comes of it; an exception if the server ends one. */
    T make() throws IOException;
  }

  /**
   * Makes it again as long as the server ends it after one of its deadlines: this machine may have
   * been too busy for them. A server that ends it sooner has refused it.
   */
  static <T> T inTime(Attempt<T> attempt) throws IOException {
    long beganNanos = System.nanoTime();
    while (true) {
      long startNanos = System.nanoTime();
      try {
        return attempt.make();
      } catch (IOException ended) {
        if (!late(startNanos) || System.nanoTime() - beganNanos > Eventually.PATIENCE.toNanos()) {
          throw ended;
        }
      }
    }
  }

  /** Whether a deadline of what began then may be over. */
  static boolean late(long startNanos) {
    return System.nanoTime() - startNanos >= DEADLINE.toNanos();
  }

  int port() {
    return address.port();
  }

  /** Its statistics now. */
  ServerStats stats() {
    return statistics.stats();
  }

  /** Its statistics after a garbage collection. */
  ServerStats collected() {
    return statistics.collected();
  }

  /** Waits until no connection is open. */
  void awaitNoneOpen() {
    eventually("no connection is open", () -> stats().counts().open() == 0, () -> stats().counts());
  }

  /** What it has logged. */
  String log() {
    return process.errSoFar();
  }

  @Override
  public void close() {
    process.close();
  }
}
