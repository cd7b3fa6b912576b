package dev.kexbench.results.render;

import dev.kexbench.results.report.AgentFigures;
import dev.kexbench.results.report.GeneratorDelay.Percentile;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.List;

/** The agents of a run over several machines, a line each. */
public final class AgentTable {
  /** What its columns are. */
  public static final List<String> HEAD =
      List.of(
          "Agents",
          "started",
          "established",
          "failed",
          "p99",
          "lag p99",
          "CPU",
          "clock",
          "round trip",
          "drift",
          "verdict");

  private AgentTable() {}

  /** Nothing where a run had the agent of its own process alone. */
  static String of(Run run) {
    TextTable table = new TextTable(1, HEAD);
    run.agents()
        .forEach(
            agent -> {
              List<String> cells = new ArrayList<>(cells(agent));
              cells.set(0, "  " + agent.name());
              table.add(cells);
            });
    return table.isEmpty() ? "" : table.text();
  }

  /** An agent's line. */
  public static List<String> cells(AgentFigures agent) {
    return List.of(
        agent.name(),
        Numbers.whole(agent.counts().started()),
        Numbers.whole(agent.counts().established()),
        Numbers.whole(agent.counts().failedTotal()),
        p99(agent, Stage.TOTAL) + DelayText.mark(agent.generatorDelay(), Percentile.P99),
        p99(agent, Stage.LAG),
        agent.cpu() == null ? "-" : Numbers.percent(agent.cpu()),
        Numbers.signed(agent.offsetNanos()),
        Numbers.duration(agent.roundTripNanos()),
        agent.driftNanos() == null ? "-" : Numbers.signed(agent.driftNanos()),
        agent.verdict().state().toString());
  }

  private static String p99(AgentFigures agent, Stage stage) {
    Latency latency = agent.latency().get(stage.key());
    return latency == null || latency.count() == 0 ? "-" : Numbers.duration(latency.p99());
  }
}
