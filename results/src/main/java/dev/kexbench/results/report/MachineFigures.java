package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.machine.AllowedCores;
import dev.kexbench.results.machine.Contention;
import java.util.List;
import java.util.OptionalInt;

/**
 * Whether server and generator had their cores to themselves over the measured time, and what the
 * check of the generator's machine found before the run. A component is null, and absent from a
 * report, if it is unknown.
 *
 * @param server the worst of all servers
 * @param generator the worst of all agents
 * @param ceilingOmitted why the private-key rate, which is the ceiling, is not reported, as the end
 *     of a sentence
 * @param checks properties of the machine before the run; empty in old reports, and where other
 *     machines generate the load
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MachineFigures(
    Contention server, Contention generator, String ceilingOmitted, List<Check> checks) {
  /**
   * One property of a machine.
   *
   * @param name such as {@code governor}
   * @param state {@code OK}, {@code advice} or {@code problem}
   * @param text its value, and what to do about it
   */
  public record Check(String name, String state, String text) {
    /** The state in which there is nothing to do. */
    public static final String OK = "OK";
  }

  /** Missing checks become none. */
  public MachineFigures {
    checks = Copies.list(checks);
  }

  /** These figures, which may be null, with the checks; null if nothing is known. */
  static MachineFigures with(List<Check> checks, MachineFigures known) {
    if (checks.isEmpty() || known == null) {
      return checks.isEmpty() ? known : new MachineFigures(null, null, null, checks);
    }
    return new MachineFigures(known.server, known.generator, known.ceilingOmitted, checks);
  }

  /**
   * The number of cores that were watched for the server: those that it could use; empty if
   * unknown.
   */
  public OptionalInt serverCores() {
    return server == null || server.cores() == null
        ? OptionalInt.empty()
        : OptionalInt.of(AllowedCores.parse(server.cores()).size());
  }

  /** Without checks before the run. */
  public MachineFigures(Contention server, Contention generator, String ceilingOmitted) {
    this(server, generator, ceilingOmitted, List.of());
  }
}
