package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.ServerStats;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the servers after a measured time.
 *
 * @param addresses of the servers
 * @param own whether there is one, which is the run's own
 * @param sameMachine whether they are known to be on this machine
 * @param ended whether one exited or stopped responding
 * @param each what each has counted over the measured time; empty if they were not asked
 * @param confirmed valid CONFIRMs of honest clients; empty if unknown
 * @param ceiling their private-key rate, if measured
 */
public record ServerObservation(
    List<String> addresses,
    boolean own,
    boolean sameMachine,
    boolean ended,
    List<ServerStats> each,
    Optional<Long> confirmed,
    Optional<ServerStats.Ceiling> ceiling) {
  /** Servers that were not asked. */
  public static ServerObservation none(List<String> addresses) {
    return new ServerObservation(
        addresses, false, false, false, List.of(), Optional.empty(), Optional.empty());
  }

  ServerObservation with(Optional<ServerStats.Ceiling> measured) {
    return new ServerObservation(addresses, own, sameMachine, ended, each, confirmed, measured);
  }

  /** What all of them have counted. */
  Optional<ServerStats> all() {
    return each.stream().reduce(ServerStats::plus);
  }
}
