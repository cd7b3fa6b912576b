package dev.kexbench.loadgen.machine;

import dev.kexbench.results.machine.KernelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Limits and settings of the kernel that thousands of connections depend on.
 *
 * @param descriptors that this process may still open; empty if unknown
 */
record KernelItems(Path proc, Path sys, OptionalLong descriptors) {
  private static final long MANY = 10_100;
  private static final long FEW_PORTS = 20_000;
  private static final int LISTEN_QUEUE = 4_096;

  /** Clocks that are read without a system call. */
  private static final Set<String> FAST_CLOCKS = Set.of("tsc", "kvm-clock", "arch_sys_counter");

  List<CheckItem> items() {
    return List.of(openFiles(), ports(), listenQueue(), clock());
  }

  private CheckItem openFiles() {
    if (descriptors.isEmpty()) {
      return CheckItem.unknown("descriptors");
    }
    long free = descriptors.getAsLong();
    return free < MANY
        ? CheckItem.advice(
            "descriptors", "%,d: too few for 10,000 in flight; raise the limit (ulimit -n)", free)
        : CheckItem.ok("descriptors", "%,d", free);
  }

  private CheckItem ports() {
    OptionalLong ports = SystemLimits.ports(proc);
    if (ports.isEmpty()) {
      return CheckItem.unknown("ports");
    }
    return ports.getAsLong() < FEW_PORTS
        ? CheckItem.advice(
            "ports",
            "%,d local ports per address: widen net.ipv4.ip_local_port_range, or give --local-ips",
            ports.getAsLong())
        : CheckItem.ok("ports", "%,d local ports per address", ports.getAsLong());
  }

  private CheckItem listenQueue() {
    return first(proc.resolve("sys/net/core/somaxconn"))
        .map(Integer::parseInt)
        .map(
            size ->
                size < LISTEN_QUEUE
                    ? CheckItem.advice(
                        "somaxconn",
                        "%,d: bursts of connections are dropped; set net.core.somaxconn to %,d",
                        size,
                        LISTEN_QUEUE)
                    : CheckItem.ok("somaxconn", "listen queues of up to %,d", size))
        .orElse(CheckItem.unknown("somaxconn"));
  }

  private CheckItem clock() {
    return first(sys.resolve("devices/system/clocksource/clocksource0/current_clocksource"))
        .map(
            source ->
                FAST_CLOCKS.contains(source)
                    ? CheckItem.ok("clock", source)
                    : CheckItem.advice(
                        "clock",
                        "%s: each reading is a system call; choose tsc if the machine has it",
                        source))
        .orElse(CheckItem.unknown("clock"));
  }

  private static Optional<String> first(Path file) {
    return KernelFile.lines(file).stream().findFirst().map(String::strip);
  }
}
