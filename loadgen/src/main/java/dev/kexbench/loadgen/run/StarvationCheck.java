package dev.kexbench.loadgen.run;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.OtherProcess;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks that server and generator had their cores to themselves. What other processes take from
 * them, neither the rate nor a latency of the run can show.
 */
final class StarvationCheck {
  private static final double SUSPECT = Contention.TOLERATED;
  private static final double INVALID = 0.25;

  private StarvationCheck() {}

  /**
   * The reasons of both sides; one if they share the same cores.
   *
   * @param server contention for the servers' cores; null if unknown
   * @param generator contention for the generator's cores; null if unknown
   */
  static List<ValidityReason> of(Contention server, Contention generator) {
    List<ValidityReason> reasons = new ArrayList<>();
    if (shareCores(server, generator)) {
      of("server and generator", Contention.worse(server, generator)).ifPresent(reasons::add);
      return reasons;
    }
    of("server", server).ifPresent(reasons::add);
    of("generator", generator).ifPresent(reasons::add);
    return reasons;
  }

  private static boolean shareCores(Contention server, Contention generator) {
    return server != null
        && generator != null
        && server.cores() != null
        && server.cores().equals(generator.cores());
  }

  /** The reason of one side, if it had too little of its cores. */
  static Optional<ValidityReason> of(String side, Contention cores) {
    if (!starved(cores)) {
      return Optional.empty();
    }
    Validity effect = cores.share() > INVALID ? Validity.INVALID : Validity.SUSPECT;
    return Optional.of(new ValidityReason(ReasonKey.STARVED, effect, text(side, cores)));
  }

  /** Whether other processes took so much of the cores that a figure is in doubt. */
  static boolean starved(Contention cores) {
    return cores != null && cores.share() != null && cores.share() > SUSPECT;
  }

  /** What took the cores, with the processes that used them most. */
  static String text(String side, Contention cores) {
    boolean used = cores.others() != null && cores.others() > SUSPECT;
    return used
        ? line(
            "other processes used %s (%s) for %.0f %% of the time%s",
            named(cores.cores()), side, 100 * cores.others(), processes(cores))
        : line(
            "threads of the %s waited for %s for %.0f %% of the time without running threads of"
                + " the run there: a cgroup quota, the hypervisor or another container took it%s",
            side, named(cores.cores()), 100 * cores.waited(), processes(cores));
  }

  private static String named(String cores) {
    if (cores == null) {
      return "a core";
    }
    return (cores.matches("\\d+") ? "core " : "cores ") + cores;
  }

  private static String processes(Contention cores) {
    String list =
        cores.processes().stream().map(StarvationCheck::process).collect(Collectors.joining(", "));
    return list.isEmpty() ? "" : ": " + list;
  }

  private static String process(OtherProcess process) {
    return line("pid %d %s (%.0f %%)", process.pid(), process.name(), 100 * process.share());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
