package dev.kexbench.loadgen.network;

import com.sun.management.OperatingSystemMXBean;
import dev.kexbench.loadgen.plan.NetworkSpec;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The relay's process: two TUN devices and a thread for each direction between them. Standard input
 * ties its lifetime to its parent. It writes {@code ready} when both devices exist; to each line
 * that it reads it answers with one line: its CPU time in nanoseconds, then the figures of both
 * directions.
 */
final class RelayMain {
  static final String READY = "ready";

  private final NetworkSpec spec;
  private final long start = System.nanoTime();

  private RelayMain(NetworkSpec spec) {
    this.spec = spec;
  }

  /** Arguments: network, seed, device at the generator's end, device at the server's end. */
  public static void main(String[] args) throws IOException {
    TunDevice generator = new TunDevice(args[2]);
    TunDevice server = new TunDevice(args[3]);
    long seed = Long.parseLong(args[1]);
    RelayMain relay = new RelayMain(NetworkSpec.parse(args[0]));
    DirectionRecorder toServer = relay.carry("to-server", generator, server, seed);
    DirectionRecorder toGenerator = relay.carry("to-generator", server, generator, seedBack(seed));
    answer(List.of(toServer, toGenerator));
    System.exit(0);
  }

  /** The seed of the direction from server to generator. */
  static long seedBack(long seed) {
    return seed + 1;
  }

  private DirectionRecorder carry(String name, TunDevice from, TunDevice to, long seed) {
    DirectionRecorder recorder = new DirectionRecorder();
    LongSupplier clock = () -> System.nanoTime() - start;
    Thread thread =
        new Thread(
            new RelayDirection(from, to, new PathModel(spec, seed), spec, recorder, clock), name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((which, failure) -> end(failure));
    thread.start();
    return recorder;
  }

  /** A path of which one direction is dead is no path. */
  private static void end(Throwable failure) {
    try (PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true)) {
      err.println("the relay of the emulated network has ended: " + failure);
    }
    Runtime.getRuntime().halt(1);
  }

  private static void answer(List<DirectionRecorder> directions) throws IOException {
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.US_ASCII);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    out.println(READY);
    while (in.readLine() != null) {
      StringBuilder line = new StringBuilder().append(process.getProcessCpuTime());
      directions.forEach(each -> line.append(' ').append(each.read().text()));
      out.println(line);
    }
  }
}
