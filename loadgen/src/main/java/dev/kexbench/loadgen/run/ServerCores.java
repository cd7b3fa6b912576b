package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.CoreWatch;
import dev.kexbench.results.report.ServerStats;
import java.util.List;
import java.util.Set;

/**
 * The contention for the servers' cores over some time. Of servers on this machine it is read here,
 * of others it is computed from their statistics. It is unknown where neither is available.
 */
final class ServerCores {
  private final Target target;
  private CoreWatch watch;
  private CoreWatch.Reading reading;
  private List<ServerStats> statistics = List.of();

  ServerCores(Target target) {
    this.target = target;
  }

  /** The time begins. */
  void begin() {
    Set<Long> here = target.processes();
    watch = here.isEmpty() ? null : CoreWatch.servers(here);
    reading = watch == null ? null : watch.read();
    statistics = watch == null ? statistics() : List.of();
  }

  /** The contention since {@link #begin}; that of the worst of several servers; null if unknown. */
  Contention end() {
    if (watch != null) {
      return watch.since(reading);
    }
    List<ServerStats> now = statistics.isEmpty() ? List.of() : statistics();
    Contention worst = null;
    for (int i = 0; i < now.size() && now.size() == statistics.size(); i++) {
      worst = Contention.worse(worst, since(statistics.get(i), now.get(i)));
    }
    return worst;
  }

  private static Contention since(ServerStats before, ServerStats now) {
    boolean restarted = now.uptimeNanos() < before.uptimeNanos();
    return restarted
        ? null
        : Contention.of(before.machine(), now.machine(), now.cpuNanos() - before.cpuNanos());
  }

  private List<ServerStats> statistics() {
    try {
      return target.eachWithMachine();
    } catch (CommandFailure e) {
      return List.of(); // the queries for its counts report it
    }
  }
}
