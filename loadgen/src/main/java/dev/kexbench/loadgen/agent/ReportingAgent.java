package dev.kexbench.loadgen.agent;

import dev.kexbench.loadgen.cluster.Agent;
import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.PhaseResult;
import dev.kexbench.loadgen.cluster.PhaseSpec;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.record.Timeline;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.run.Measurement;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.loadgen.run.RunReport;
import dev.kexbench.loadgen.run.RunSpec;
import dev.kexbench.loadgen.run.ServerObservation;
import dev.kexbench.results.report.ReportFiles;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An agent that also stores its results on its own machine, so that they survive the loss of its
 * coordinator: a latency log during the run, and a report of its share at the end. The files are
 * those of the last phase.
 */
final class ReportingAgent implements Agent {
  private final Agent agent;
  private final Path folder;
  private final RunSpec spec;
  private final List<String> targets;
  private Kept kept;

  /**
   * An agent that stores its results in a folder.
   *
   * @param spec of its part of the run
   * @param targets as HOST:PORT
   */
  ReportingAgent(Agent agent, Path folder, RunSpec spec, List<String> targets) {
    this.agent = agent;
    this.folder = folder;
    this.spec = spec;
    this.targets = targets;
  }

  /** The stored results of one phase. */
  private final class Kept implements Listener {
    private final LoadPlan plan;
    private final boolean continues;
    private final Listener also;
    private final Totals totals;
    private final Timeline timeline = new Timeline();
    private final LatencyLog log;
    private final Instant startedAt = Instant.now();
    private double heardSeconds;
    private boolean cutShort;

    private Kept(PhaseSpec phase, Listener also) {
      this.plan = phase.plan();
      this.continues = phase.flows();
      this.also = also;
      this.totals = new Totals(plan.timeout().toNanos());
      try {
        log = new LatencyLog(folder.resolve(RunControl.LATENCY_LOG), startedAt.toEpochMilli());
      } catch (FileNotFoundException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void interval(Interval interval) {
      keep(interval);
      timeline.add(
          interval.counts(),
          List.of(interval),
          new Timeline.Cores(interval.use().cores(), null, null));
      also.interval(interval);
    }

    private void keep(Interval interval) {
      totals.add(interval);
      log.log(startedAt.toEpochMilli(), List.of(interval));
      heardSeconds = interval.endNanos() / 1e9;
    }

    @Override
    public void over() {
      also.over();
    }

    private void end(PhaseResult ending) {
      var atEnd = totals.counts();
      keep(ending.rest());
      log.close();
      AgentResult share =
          new AgentResult(name(), totals, Optional.of(ending), heardSeconds, Optional.empty());
      Measurement measured =
          new Measurement(
              startedAt,
              totals,
              List.of(share),
              timeline.seconds(),
              0,
              atEnd,
              OptionalInt.empty(),
              continues,
              cutShort);
      RunReport report =
          new RunReport(
              spec.with(plan),
              AgentGroup.Facts.of(agent),
              measured,
              ServerObservation.none(targets));
      ReportFiles.write(report.report(), folder.resolve("report.json"));
    }
  }

  @Override
  public String name() {
    return agent.name();
  }

  @Override
  public String transport() {
    return agent.transport();
  }

  @Override
  public List<String> fallbackAlgorithms() {
    return agent.fallbackAlgorithms();
  }

  @Override
  public void prepare(int phasesAhead, Map<ClientClass, Long> each) {
    agent.prepare(phasesAhead, each);
  }

  @Override
  public void begin(PhaseSpec phase, Listener listener) {
    if (kept != null) {
      kept.log.close(); // the log of a warm-up whose load continues into this phase
    }
    kept = new Kept(phase, listener);
    agent.begin(phase, kept);
  }

  @Override
  public void stopEarly() {
    kept.cutShort = true;
    agent.stopEarly();
  }

  @Override
  public Optional<PhaseResult> end(Duration patience) {
    Optional<PhaseResult> ending = agent.end(patience);
    ending.ifPresent(each -> kept.end(each));
    return ending;
  }

  @Override
  public Optional<String> lost() {
    return agent.lost();
  }

  @Override
  public void close() {
    agent.close();
  }
}
