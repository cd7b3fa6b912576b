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
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * An agent that also stores its results on its own machine, so that they survive the loss of its
 * coordinator: a latency log during the run, and a report of its share at the end. The files are
 * those of the last phase. If they cannot be written, the coordinator receives the results all the
 * same.
 */
final class ReportingAgent implements Agent {
  private static final String REPORT = "report.json";

  private final Agent agent;
  private final Copy copy;
  private Kept kept;

  /** An agent that stores a copy of its results. */
  ReportingAgent(Agent agent, Copy copy) {
    this.agent = agent;
    this.copy = copy;
  }

  /**
   * What a copy states, and where it is stored.
   *
   * @param spec of its part of the run
   * @param targets as HOST:PORT
   * @param notices receives a message for each file that cannot be written
   */
  record Copy(Path folder, RunSpec spec, List<String> targets, Consumer<String> notices) {
    private Path file(String name) {
      return folder.resolve(name);
    }

    private void notWritten(String why) {
      notices.accept(
          "its own copy of the results is not complete: %s; the coordinator still receives them"
              .formatted(why));
    }
  }

  /** The stored results of one phase. */
  private final class Kept implements Listener {
    private final LoadPlan plan;
    private final boolean continues;
    private final Listener also;
    private final Totals totals;
    private final Timeline timeline = new Timeline();
    private Optional<LatencyLog> log;
    private final Instant startedAt = Instant.now();
    private double heardSeconds;
    private boolean cutShort;

    private Kept(PhaseSpec phase, Listener also) {
      this.plan = phase.plan();
      this.continues = phase.flows();
      this.also = also;
      this.totals = new Totals(plan.timeout().toNanos());
      this.log = newLog();
    }

    private Optional<LatencyLog> newLog() {
      try {
        ReportFiles.makeFolder(copy.folder());
        return Optional.of(
            new LatencyLog(copy.file(RunControl.LATENCY_LOG), startedAt.toEpochMilli()));
      } catch (CommandFailure | FileNotFoundException e) {
        copy.notWritten(e.getMessage());
        return Optional.empty();
      }
    }

    @Override
    public void interval(Interval interval) {
      keep(interval);
      timeline.add(
          interval.counts(),
          List.of(interval),
          new Timeline.Cores(interval.use().cores(), null, null, null));
      also.interval(interval);
    }

    private void keep(Interval interval) {
      totals.add(interval);
      log.ifPresent(file -> file.log(startedAt.toEpochMilli(), List.of(interval)));
      if (log.flatMap(LatencyLog::failure).isPresent()) {
        closeLog();
      }
      heardSeconds = interval.endNanos() / 1e9;
    }

    private void endsEarly(IOException failure) {
      copy.notWritten(
          "cannot write %s: %s"
              .formatted(
                  ProjectPaths.shown(copy.file(RunControl.LATENCY_LOG)), failure.getMessage()));
    }

    private void closeLog() {
      log.ifPresent(LatencyLog::close);
      log.flatMap(LatencyLog::failure).ifPresent(this::endsEarly);
      log = Optional.empty();
    }

    @Override
    public void over() {
      also.over();
    }

    private void end(PhaseResult ending) {
      var atEnd = totals.counts();
      keep(ending.rest());
      closeLog();
      AgentResult share =
          new AgentResult(name(), totals, Optional.of(ending), heardSeconds, Optional.empty());
      Measurement measured =
          new Measurement(
              startedAt,
              totals,
              List.of(share),
              timeline.seconds(),
              0,
              0,
              atEnd,
              OptionalInt.empty(),
              continues,
              cutShort);
      write(
          new RunReport(
              copy.spec().with(plan),
              AgentGroup.Facts.of(agent),
              measured,
              ServerObservation.none(copy.targets())));
    }

    private void write(RunReport report) {
      try {
        ReportFiles.write(report.report(), copy.file(REPORT));
      } catch (CommandFailure e) {
        copy.notWritten(e.getMessage());
      }
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
      kept.closeLog(); // the log of a warm-up whose load continues into this phase
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
  public JvmReport recordJvm() {
    return agent.recordJvm();
  }

  @Override
  public JvmReport jvmSeconds(int count) {
    return agent.jvmSeconds(count);
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
