package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.report.LoadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * Runs of one group of agents against one server, one after the other, each with a report of its
 * own. The latency log is that of the last one.
 */
final class RunSession implements FindMax.Trials {
  private final Target target;
  private final AgentGroup agents;
  private final LoadtestRun.Watch watch;
  private final Path latencyLog;
  private final Function<LoadPlan, RunReport.Setting> setting;

  /** What a report says besides figures is asked for when the run is over. */
  RunSession(
      Target target,
      AgentGroup agents,
      Loadtest.Outside outside,
      Function<LoadPlan, RunReport.Setting> setting) {
    this.target = target;
    this.agents = agents;
    this.watch = outside.watch();
    this.latencyLog = outside.folder().resolve(Loadtest.LATENCY_LOG);
    this.setting = setting;
  }

  /** Warms up and measures. */
  LoadReport whole(LoadPlan plan) throws IOException, InterruptedException {
    return report(plan, LoadtestRun::run);
  }

  @Override
  public Duration warmUp(LoadPlan plan) throws InterruptedException {
    return run(plan).onlyWarmUp();
  }

  @Override
  public LoadReport probe(LoadPlan plan, String name) throws IOException, InterruptedException {
    return report(plan, (run, log) -> run.probe(name, log));
  }

  @Override
  public LoadReport measure(LoadPlan plan) throws IOException, InterruptedException {
    return report(plan, LoadtestRun::afterWarmUp);
  }

  /** Which part of a run is meant. */
  private interface Part {
    LoadtestRun.Outcome of(LoadtestRun run, LatencyLog log) throws InterruptedException;
  }

  private LoadReport report(LoadPlan plan, Part part) throws IOException, InterruptedException {
    Files.createDirectories(latencyLog.getParent()); // it may have gone during a search
    try (LatencyLog log = new LatencyLog(latencyLog, System.currentTimeMillis())) {
      LoadtestRun.Outcome outcome = part.of(run(plan), log);
      return new RunReport(plan, outcome).report(setting.apply(plan.warmedUpFor(outcome.warmup())));
    }
  }

  private LoadtestRun run(LoadPlan plan) {
    return new LoadtestRun(plan, target, agents, watch);
  }
}
