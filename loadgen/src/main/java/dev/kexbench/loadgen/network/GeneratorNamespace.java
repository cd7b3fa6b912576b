package dev.kexbench.loadgen.network;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace of its own for the process that generates load. It has no name: it ends with
 * the last process in it.
 */
public final class GeneratorNamespace {
  private static final String OUTSIDE = "KEXBENCH_OUTER_NETWORK";
  private static final Path OWN = Path.of("/proc/self/ns/net");
  private static final long POLL_MILLIS = 100;

  private static final String IPV6 = "/proc/sys/net/ipv6/conf/default/disable_ipv6";

  /**
   * What a shell runs in every new namespace. Of a connection's round-trip time and losses nothing
   * is kept for the next one to the same address: each stands for a client that was not there
   * before. Without IPv6 the kernel sends no packets of its own through the path.
   */
  private static final String PREPARE =
      "ip link set lo up && echo 1 > /proc/sys/net/ipv4/tcp_no_metrics_save"
          + " && { [ ! -e %1$s ] || echo 1 > %1$s; }".formatted(IPV6);

  private GeneratorNamespace() {}

  /** What a shell runs in a new namespace of this network. */
  static String prepare(NetworkSpec network) {
    return network.fastOpen() ? PREPARE + " && " + FastOpen.SWITCH_ON : PREPARE;
  }

  /** Whether this process, or the one that started it, was started by {@link #run}. */
  public static boolean inside() {
    String outer = System.getenv(OUTSIDE);
    return outer != null && !outer.equals(own());
  }

  private static String own() {
    try {
      return Files.readSymbolicLink(OWN).toString();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "cannot read " + OWN + ": " + e.getMessage() + "; mount /proc", e);
    }
  }

  /**
   * Runs a program in a new namespace to its end and returns its exit code. Its output is this
   * process's. It must stop when its standard input closes (see {@code ParentWatch}), which happens
   * at this process's end.
   *
   * @param network whose path the program will make
   * @param command the program and its arguments
   * @param interrupt passed on as SIGTERM
   */
  public static int run(NetworkSpec network, List<String> command, Interrupt interrupt)
      throws InterruptedException {
    List<String> all = new ArrayList<>(List.of("unshare", "--net", "--", "sh", "-c"));
    all.addAll(List.of(prepare(network) + " && exec \"$@\"", "sh"));
    all.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put(OUTSIDE, own());
    Process process = started(builder);
    boolean passedOn = false;
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      if (interrupt.requested() && !passedOn) {
        process.destroy(); // SIGTERM; the program still writes its report
        passedOn = true;
      }
    }
    return process.exitValue();
  }

  private static Process started(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "cannot start a program in a new network: " + e.getMessage(), e);
    }
  }
}
