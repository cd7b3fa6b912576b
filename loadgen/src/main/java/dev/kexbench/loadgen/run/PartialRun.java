package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;

/** What is known of a run in progress. The server has not been asked for its figures. */
public final class PartialRun {
  private final RunSpec spec;
  private final AgentGroup.Facts agents;
  private final Measurement soFar;

  PartialRun(RunSpec spec, AgentGroup.Facts agents, Measurement soFar) {
    this.spec = spec;
    this.agents = agents;
    this.soFar = soFar;
  }

  /** A run that has not begun. */
  public static PartialRun none(RunSpec spec) {
    Totals nothing = new Totals(spec.load().plan().timeout().toNanos());
    return new PartialRun(
        spec,
        new AgentGroup.Facts("", List.of(), Map.of()),
        new Measurement(
            Instant.now(),
            nothing,
            List.of(),
            List.of(),
            0,
            0,
            nothing.counts(),
            OptionalInt.empty(),
            false,
            false));
  }

  /** How many seconds it has lasted. */
  public int seconds() {
    return soFar.timeline().size();
  }

  /** The report as far as it is known, with a placeholder for the verdict. */
  public LoadReport report() {
    LoadReport report =
        new RunReport(spec, agents, soFar, ServerObservation.none(List.of()))
            .report(Verdict.of(List.of()));
    return report.withRuns(report.runs().stream().map(PartialRun::withCost).toList());
  }

  /** By the CPU time of each second, as the totals are read at the end only. */
  private static Run withCost(Run run) {
    return run.toBuilder()
        .cost(new Cost(micros(run, Second::clientCpu), micros(run, Second::serverCpu), null))
        .build();
  }

  private static Double micros(Run run, Function<Second, Double> cores) {
    List<Double> known = run.timeline().stream().map(cores).filter(Objects::nonNull).toList();
    long established = run.timeline().stream().mapToLong(Second::established).sum();
    return established == 0 || known.size() < run.timeline().size()
        ? null
        : Double.valueOf(1e6 * known.stream().mapToDouble(each -> each).sum() / established);
  }
}
