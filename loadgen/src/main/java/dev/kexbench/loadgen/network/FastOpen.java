package dev.kexbench.loadgen.network;

import dev.kexbench.results.machine.KernelCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * TCP Fast Open (RFC 7413) in the namespaces of an emulated network, where it may be switched on
 * for all sockets without a change to this machine.
 */
final class FastOpen {
  private static final Path SETTING = Path.of("/proc/sys/net/ipv4/tcp_fastopen");

  /** The kernel's pause after a failure, in seconds; some kernels do not have it. */
  private static final String PAUSE = "/proc/sys/net/ipv4/tcp_fastopen_blackhole_timeout_sec";

  /**
   * Bits of the setting: for clients, for servers, and for servers that have not set TCP_FASTOPEN
   * on their socket. See Documentation/networking/ip-sysctl.rst of the kernel.
   */
  private static final int ON = 0x1 | 0x2 | 0x400;

  /**
   * What a shell runs in each namespace. A lost SYN is no sign that something on the path drops
   * SYNs with data, so that the kernel does not pause fast opens after it.
   */
  static final String SWITCH_ON =
      "echo %d > %s && { [ ! -e %3$s ] || echo 0 > %3$s; }".formatted(ON, SETTING, PAUSE);

  /**
   * The most addresses for which the kernel keeps the cookies of one server: from the seventh on, a
   * new one replaces the oldest (TCP_METRICS_RECLAIM_DEPTH in net/ipv4/tcp_metrics.c). Two less are
   * used.
   */
  static final int MOST_ADDRESSES = 4;

  private FastOpen() {}

  /** Why the kernel does not have it, and what to do; empty if it does. */
  static Optional<String> problem() {
    return Files.exists(SETTING)
        ? Optional.empty()
        : Optional.of(
            "fastopen needs a kernel with TCP Fast Open (%s); leave it out".formatted(SETTING));
  }

  /**
   * The connections from this process's namespace so far whose first data the server took with the
   * SYN.
   */
  static long connections() {
    Long counted = KernelCounts.tcpExtension("TCPFastOpenActive");
    return counted == null ? 0 : counted;
  }
}
