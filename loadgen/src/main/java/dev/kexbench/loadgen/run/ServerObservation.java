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
 * @param operationsPerSecond private-key operations that they counted during the load; empty if
 *     unknown
 * @param ceilings their private-key rate before and after the measured time, if measured
 */
public record ServerObservation(
    List<String> addresses,
    boolean own,
    boolean sameMachine,
    boolean ended,
    List<ServerStats> each,
    Optional<Long> confirmed,
    Optional<Double> operationsPerSecond,
    Ceilings ceilings) {
  /**
   * The private-key rate before and after the measured time.
   *
   * @param before empty if it was not measured
   * @param after likewise
   */
  public record Ceilings(
      Optional<ServerStats.Ceiling> before, Optional<ServerStats.Ceiling> after) {
    static final Ceilings UNKNOWN = new Ceilings(Optional.empty(), Optional.empty());

    /** The mean of both, or the one that is known. */
    Optional<ServerStats.Ceiling> mean() {
      return after
          .map(last -> before.map(first -> mean(first, last)).orElse(last))
          .or(() -> before);
    }

    private static ServerStats.Ceiling mean(ServerStats.Ceiling one, ServerStats.Ceiling other) {
      return new ServerStats.Ceiling(
          (one.operationsPerSecondPerCore() + other.operationsPerSecondPerCore()) / 2,
          other.operation(),
          other.cores());
    }
  }

  /** Servers that were not asked. */
  public static ServerObservation none(List<String> addresses) {
    return new ServerObservation(
        addresses,
        false,
        false,
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Ceilings.UNKNOWN);
  }

  ServerObservation with(Ceilings measured) {
    return new ServerObservation(
        addresses, own, sameMachine, ended, each, confirmed, operationsPerSecond, measured);
  }

  /** Their private-key rate, if measured. */
  Optional<ServerStats.Ceiling> ceiling() {
    return ceilings.mean();
  }

  /** What all of them have counted. */
  Optional<ServerStats> all() {
    return each.stream().reduce(ServerStats::plus);
  }
}
