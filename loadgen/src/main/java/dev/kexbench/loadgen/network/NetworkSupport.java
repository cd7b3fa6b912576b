package dev.kexbench.loadgen.network;

import dev.kexbench.loadgen.machine.SystemCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether this machine can emulate networks. What has to be tried out is tried once in a process;
 * each attempt takes a few milliseconds.
 */
public final class NetworkSupport {
  private static final Path TUN = Path.of("/dev/net/tun");

  private NetworkSupport() {}

  /** Tried out when it is first asked for. */
  private static final class HasNetem {
    static final boolean HERE =
        SystemCommands.exists("tc")
            && succeeds(
                "unshare",
                "--net",
                "--",
                "sh",
                "-c",
                "ip link set lo up && tc qdisc add dev lo root netem delay 1ms");
  }

  /** Tried out when it is first asked for. */
  private static final class HasRealTime {
    static final boolean HERE =
        SystemCommands.exists("chrt") && succeeds("chrt", "--fifo", "1", "true");
  }

  /** What is missing and what to do, as one line; empty if nothing is missing. */
  public static Optional<String> problem() {
    return Stream.of("unshare", "nsenter", "ip")
        .filter(command -> !SystemCommands.exists(command))
        .findFirst()
        .map(NetworkSupport::missing)
        .or(NetworkSupport::rights)
        .or(NetworkSupport::device);
  }

  private static String missing(String command) {
    return "an emulated network needs '%s'; install %s, on Linux"
        .formatted(command, command.equals("ip") ? "iproute2" : "util-linux");
  }

  /** Why TCP Fast Open is not possible and what to do, as one line; empty if it is. */
  public static Optional<String> fastOpenProblem() {
    return FastOpen.problem();
  }

  private static Optional<String> rights() {
    return succeeds("unshare", "--net", "--", "ip", "link", "set", "lo", "up")
        ? Optional.empty()
        : Optional.of(
            "an emulated network needs root, or CAP_SYS_ADMIN and CAP_NET_ADMIN;"
                + " run it as root, or with sudo");
  }

  private static Optional<String> device() {
    return Files.isWritable(TUN) || netem()
        ? Optional.empty()
        : Optional.of(
            "an emulated network needs /dev/net/tun, or a kernel with netem; run 'modprobe tun', or"
                + " give a container --device /dev/net/tun");
  }

  /** Whether the kernel has netem, tried out in a namespace that ends with the attempt. */
  static boolean netem() {
    return HasNetem.HERE;
  }

  /** Whether processes may run at real-time priority. */
  static boolean realTime() {
    return HasRealTime.HERE;
  }

  private static boolean succeeds(String... command) {
    try {
      SystemCommands.run(command);
      return true;
    } catch (IOException e) {
      return false; // its message is the kernel's; what to do about it is said above
    }
  }
}
