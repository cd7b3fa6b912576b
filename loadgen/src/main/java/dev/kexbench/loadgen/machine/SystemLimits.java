package dev.kexbench.loadgen.machine;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.kexbench.results.machine.KernelFile;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much a process may open on this machine; each limit is empty if the platform does not report
 * it.
 *
 * @param descriptors how many more this process may open
 * @param ports local ports per local address for connections to one target
 * @param timeWaitSeconds how long a closed connection keeps its port
 * @param foreign the first of the source addresses that does not belong to this machine
 */
public record SystemLimits(
    OptionalLong descriptors,
    OptionalLong ports,
    OptionalLong timeWaitSeconds,
    Optional<String> foreign) {
  private static final Path IPV4 = Path.of("sys", "net", "ipv4");
  private static final long TIME_WAIT_SECONDS = 60;
  private static final long REUSED_AFTER_SECONDS = 1;
  private static final String REUSED = "1";
  private static final String REUSED_ON_LOOPBACK = "2";

  /** The current limits, for connections from these addresses, over loopback or not. */
  public static SystemLimits here(boolean loopback, List<InetSocketAddress> sources) {
    Path proc = Path.of("/proc");
    return new SystemLimits(
        freeDescriptors(), ports(proc), timeWaitSeconds(proc, loopback), foreign(sources));
  }

  private static Optional<String> foreign(List<InetSocketAddress> addresses) {
    for (InetSocketAddress address : addresses) {
      try (DatagramSocket socket = new DatagramSocket(address)) {
        socket.getLocalPort(); // a listening socket, so exhausted client ports do not matter
      } catch (BindException e) {
        return Optional.of(address.getAddress().getHostAddress());
      } catch (SocketException e) {
        return Optional.empty(); // no socket available: the run will report it
      }
    }
    return Optional.empty();
  }

  /** How many more descriptors this process may open. */
  public static OptionalLong freeDescriptors() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof UnixOperatingSystemMXBean unix && unix.getMaxFileDescriptorCount() > 0
        ? OptionalLong.of(unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount())
        : OptionalLong.empty();
  }

  static OptionalLong ports(Path proc) {
    return setting(proc, "ip_local_port_range")
        .map(range -> range.split("\\s+"))
        .map(ends -> OptionalLong.of(Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1))
        .orElse(OptionalLong.empty());
  }

  static OptionalLong timeWaitSeconds(Path proc, boolean loopback) {
    return setting(proc, "tcp_tw_reuse")
        .map(reuse -> reuse.equals(REUSED) || reuse.equals(REUSED_ON_LOOPBACK) && loopback)
        .map(reused -> OptionalLong.of(reused ? REUSED_AFTER_SECONDS : TIME_WAIT_SECONDS))
        .orElse(OptionalLong.empty());
  }

  private static Optional<String> setting(Path proc, String name) {
    return KernelFile.lines(proc.resolve(IPV4).resolve(name)).stream()
        .findFirst()
        .map(String::strip);
  }
}
