package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.ServerStats;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of the servers after a measured time.
 *
 * @param addresses of the servers
 * @param own whether there is one, which is the run's own
 * @param sameMachine whether they are known to be on this machine
 * @param ended whether one exited or stopped responding
 * @param each what each has counted over the measured time; empty if they were not asked
 * @param confirmed valid CONFIRMs of honest clients; empty if unknown
 * @param returned full and resumed handshakes by their count; empty if unknown
 * @param ceilings their private-key rate before and after the measured time
 * @param machine contention for their cores, and why the private-key rate is omitted
 */
public record ServerObservation(
    List<String> addresses,
    boolean own,
    boolean sameMachine,
    boolean ended,
    List<ServerStats> each,
    Optional<Long> confirmed,
    Optional<Returned> returned,
    Ceilings ceilings,
    MachineFigures machine) {
  /**
   * What servers have counted since no handshake was in flight, and how often they used their
   * private key.
   *
   * @param resumed of honest clients in the measured time
   * @param full full handshakes of all clients, in the lead-in as well
   * @param keyOperations private-key operations; empty if they count none for this exchange
   * @param unfinished OFFERs that may have cost such an operation, but led to no session
   */
  record Returned(long resumed, long full, OptionalLong keyOperations, long unfinished) {}

  /**
   * The private-key rate before and after the measured time, and what the load made of it.
   *
   * @param before empty if it was not measured on free cores
   * @param after likewise
   * @param operationsPerSecond private-key operations that the servers counted during the load;
   *     empty if unknown
   */
  public record Ceilings(
      Optional<ServerStats.Ceiling> before,
      Optional<ServerStats.Ceiling> after,
      Optional<Double> operationsPerSecond) {
    /** Not measured. */
    static Ceilings unknown(Optional<Double> operationsPerSecond) {
      return new Ceilings(Optional.empty(), Optional.empty(), operationsPerSecond);
    }

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
        Ceilings.unknown(Optional.empty()),
        new MachineFigures(null, null, null));
  }

  /** With the private-key rate before and after the measured time. */
  ServerObservation with(
      Optional<ServerStats.Ceiling> before, Optional<ServerStats.Ceiling> after) {
    return with(new Ceilings(before, after, ceilings.operationsPerSecond()), machine);
  }

  /** Without a private-key rate, for this reason. */
  ServerObservation withoutCeiling(String why) {
    return with(
        Ceilings.unknown(ceilings.operationsPerSecond()),
        new MachineFigures(machine.server(), null, why));
  }

  private ServerObservation with(Ceilings others, MachineFigures figures) {
    return new ServerObservation(
        addresses, own, sameMachine, ended, each, confirmed, returned, others, figures);
  }

  /** Private-key operations per second that they counted during the load; empty if unknown. */
  Optional<Double> operationsPerSecond() {
    return ceilings.operationsPerSecond();
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
