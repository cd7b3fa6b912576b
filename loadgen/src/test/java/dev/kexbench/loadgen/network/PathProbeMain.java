package dev.kexbench.loadgen.network;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.command.ParentWatch;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.report.NetworkFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Tries out an emulated path and writes what it measured to a file, a name and a value in each
 * line. Arguments: {@code run}, a network, a seed, the file, and what to do. {@code connect LIMIT},
 * {@code receive LIMIT BYTES} and {@code echo LIMIT BYTES} are repeated until one attempt takes no
 * longer than the limit, for two minutes at most; {@code load PACKETS_PER_SECOND SECONDS echo|sink}
 * reports how late packets are at that load.
 */
final class PathProbeMain {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
  private static final long SETTLED_MILLIS = 200;

  private final EmulatedPath path;
  private final HelperProcess server;
  private final PathProbeClient client;
  private final List<String> lines = new ArrayList<>();

  /** Packets of a load. */
  private long sent;

  private PathProbeMain(EmulatedPath path, HelperProcess server) throws IOException {
    this.path = path;
    this.server = server;
    client = new PathProbeClient(path, server.line().split(" "));
  }

  /** The command line of a program among the tests. */
  static List<String> command(Class<?> program, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(args));
    return command;
  }

  public static void main(String[] args) throws InterruptedException {
    Interrupt interrupt = Interrupt.install(0);
    ParentWatch.hold(interrupt);
    int code = 1;
    try {
      code = program(args, interrupt);
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(PathProbeMain.class).error("the probe has failed", e);
    }
    interrupt.done(code);
    System.exit(code);
  }

  private static int program(String[] args, Interrupt interrupt)
      throws IOException, InterruptedException {
    if (args[0].equals("run")) {
      args[0] = "inside";
      return GeneratorNamespace.run(
          NetworkSpec.parse(args[1]), command(PathProbeMain.class, args), interrupt);
    }
    inside(args, interrupt);
    return 0;
  }

  private static void inside(String[] args, Interrupt interrupt)
      throws IOException, InterruptedException {
    NetworkSpec spec = NetworkSpec.parse(args[1]);
    try (EmulatedPath path = EmulatedPath.start(spec, Long.parseLong(args[2]));
        HelperProcess server = new HelperProcess(serverCommand(path))) {
      PathProbeMain probe = new PathProbeMain(path, server);
      if (args[4].equals("hold")) {
        probe.hold(Path.of(args[3]), interrupt);
      } else {
        PathMark before = path.mark();
        probe.measure(List.of(args).subList(4, args.length));
        probe.report(before);
        probe.write(Path.of(args[3]));
      }
    }
  }

  private static List<String> serverCommand(EmulatedPath path) {
    return Stream.concat(
            path.serverCommand().stream(),
            command(PathProbeServerMain.class, path.serverAddress()).stream())
        .toList();
  }

  private void measure(List<String> what) throws IOException {
    long limit = Long.parseLong(what.get(1));
    int bytes = what.size() < 3 ? 0 : Integer.parseInt(what.get(2));
    switch (what.get(0)) {
      case "connect" -> shortest(client::connect, limit);
      case "receive" -> shortest(() -> client.receive(bytes), limit);
      case "echo" -> shortest(() -> client.echo(bytes), limit);
      case "load" -> {
        int seconds = Integer.parseInt(what.get(2));
        sent = client.load((int) limit, seconds, what.get(3).equals("echo"));
        line("sent", sent);
      }
      default -> throw new IllegalArgumentException(what.get(0));
    }
  }

  /** A time that is measured. */
  private interface Attempt {
    long nanos() throws IOException;
  }

  private void shortest(Attempt attempt, long limitNanos) throws IOException {
    long start = System.nanoTime();
    long least = Long.MAX_VALUE;
    int attempts = 0;
    while (least > limitNanos && System.nanoTime() - start < PATIENCE_NANOS) {
      least = Math.min(least, attempt.nanos());
      attempts++;
    }
    line("least", least);
    line("attempts", attempts);
  }

  private void line(String name, long value) {
    lines.add(name + " " + value);
  }

  /** The path's own figures, once all packets have been delivered. */
  private void report(PathMark before) {
    NetworkFigures report = settled(before);
    line("realTime", report.realTime() ? 1 : 0);
    line("relay", report.way().equals(NetworkFigures.RELAY) ? 1 : 0);
    line("milliCores", Math.round(1_000 * report.relayCores()));
    direction("there", report.toServer());
    direction("back", report.toGenerator());
  }

  /**
   * The report when it has not changed for longer than a round trip, and has every packet of a
   * load: the thread of a direction may be held up for longer.
   */
  private NetworkFigures settled(PathMark before) {
    NetworkFigures last;
    NetworkFigures report = path.since(before);
    long start = System.nanoTime();
    do {
      last = report;
      await(SETTLED_MILLIS);
      report = path.since(before);
    } while (report.toServer().packets() != last.toServer().packets()
        || report.toGenerator().packets() != last.toGenerator().packets()
        || counted(report.toServer()) < sent && System.nanoTime() - start < PATIENCE_NANOS);
    return report;
  }

  private static long counted(NetworkFigures.Direction direction) {
    return direction.packets() + direction.lost() + direction.queueDropped() + direction.overrun();
  }

  private static void await(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void direction(String name, NetworkFigures.Direction direction) {
    line(name + ".packets", direction.packets());
    line(name + ".bytes", direction.bytes());
    line(name + ".lost", direction.lost());
    line(name + ".queueDropped", direction.queueDropped());
    line(name + ".overrun", direction.overrun());
    NetworkFigures.Timing timing = direction.timing();
    if (timing != null) {
      line(name + ".requestedP50", timing.requestedP50());
      line(name + ".deliveredP50", timing.deliveredP50());
      line(name + ".deliveredP99", timing.deliveredP99());
      line(name + ".latenessP99", timing.latenessP99());
      line(name + ".latenessMax", timing.latenessMax());
    }
  }

  /** Writes the processes, and waits until it is to end. */
  private void hold(Path file, Interrupt interrupt) throws IOException, InterruptedException {
    line("generator", ProcessHandle.current().pid());
    line("server", server.pid());
    path.processes().forEach(pid -> line("path" + pid, pid));
    write(file);
    while (!interrupt.await(TimeUnit.SECONDS.toNanos(1))) {
      Thread.onSpinWait();
    }
  }

  private void write(Path file) throws IOException {
    Path whole = Files.createTempFile(file.getParent(), "probe", null);
    Files.writeString(whole, lines.stream().collect(Collectors.joining("\n")));
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
