package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.LoopRecorder;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.schedule.Arrivals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An agent that reports the only second of a phase at once: a fixed number of handshakes. */
public class PromptAgent extends StubAgent {
  static final LoadPlan PLAN =
      Plans.of(
          Plans.pace(Optional.empty(), Arrivals.POISSON, 64),
          Plans.times(Duration.ZERO, Duration.ofSeconds(1), Eventually.PATIENCE),
          1,
          7);

  private final LoadPlan plan;
  private final Recording recording;
  private final int handshakes;
  private final Runnable onClose;

  PromptAgent(int handshakes, Runnable onClose) {
    this(PLAN, handshakes, onClose);
  }

  /** An agent for a part of this plan. */
  public PromptAgent(LoadPlan plan, int handshakes, Runnable onClose) {
    super("prompt");
    this.plan = plan;
    this.recording = new Recording(1, plan.timeout().toNanos(), plan.clients().mix());
    this.handshakes = handshakes;
    this.onClose = onClose;
  }

  /** This agent, for a service. */
  AgentFactory.PreparedAgent prepared() {
    return new AgentFactory.PreparedAgent(this, "test", plan, List.of());
  }

  private Interval interval(long endNanos) {
    return recording.take(endNanos, Interval.Use.NONE);
  }

  @Override
  public void begin(PhaseSpec spec, Listener listener) {
    LoopRecorder recorder = recording.recorders(0).of(ClientClass.OK);
    for (int i = 0; i < handshakes; i++) {
      recorder.planned();
      recorder.started(0);
      recorder.established(1_000_000, 1_000_000);
    }
    listener.interval(interval(1_000_000_000));
    listener.over();
  }

  @Override
  public Optional<PhaseResult> end(Duration patience) {
    return Optional.of(
        new PhaseResult(interval(1_000_000_001), 1, ResourceUsage.NONE, 0, 0, 0, Optional.empty()));
  }

  @Override
  public void close() {
    onClose.run();
  }
}
