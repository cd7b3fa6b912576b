package dev.kexbench.loadgen.server;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.results.machine.CoreCounters;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.TicketFigures;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;

/** The present statistics of a server, with the ceiling that was measured last. */
final class StatsSnapshot {
  private final KexServer server;
  private final RequestCpu cpu;
  private final AtomicReference<ServerStats.Ceiling> ceiling = new AtomicReference<>();

  StatsSnapshot(KexServer server, RequestCpu cpu) {
    this.server = server;
    this.cpu = cpu;
  }

  /** Keeps a measured ceiling, or null if there is none. */
  void keep(ServerStats.Ceiling measured) {
    ceiling.set(measured);
  }

  /**
   * All of it as JSON.
   *
   * @param machine whether with the counters of cores and threads, which take a millisecond to read
   */
  String json(boolean machine) {
    return Json.toJson(stats(machine)) + "\n";
  }

  private ServerStats stats(boolean machine) {
    return ServerStats.builder(server.setting().exchange(), server.setting().provider())
        .uptimeNanos(ManagementFactory.getRuntimeMXBean().getUptime() * 1_000_000)
        .cpuNanos(processCpuNanos())
        .statsCpuNanos(cpu.nanos())
        .counts(server.figures().counts())
        .listeningSockets(server.listeningSockets())
        .queue(new ServerStats.Queue(server.queueDepth(), server.queueLimit()))
        .stages(server.stages().encoded())
        .ceiling(ceiling.get())
        .footprint(footprint())
        .replayWindow(server.replayCounts().map(StatsSnapshot::window).orElse(null))
        .tickets(server.ticketCounts().map(StatsSnapshot::tickets).orElse(null))
        .machine(machine ? CoreCounters.read() : null)
        .build();
  }

  private static ServerStats.ReplayWindow window(ServerSide.ReplayCounts now) {
    return new ServerStats.ReplayWindow(now.tags(), now.capacity(), now.earlyRotations());
  }

  private static TicketFigures tickets(ServerSide.TicketCounts now) {
    return new TicketFigures(
        now.issued(), now.refused(), now.used().map(StatsSnapshot::window).orElse(null));
  }

  private static ServerStats.Footprint footprint() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new ServerStats.Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        system instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : null);
  }

  private static long processCpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }
}
