package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.PhaseSpec;
import dev.kexbench.loadgen.cluster.StubAgent;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.fixture.PlainTarget;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.results.command.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which seconds of a phase are shown, by when their intervals end. */
class PhaseWatchTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Interrupt interrupt = Interrupt.install(ExitCode.INTERRUPTED);

  @AfterEach
  void end() {
    interrupt.done(ExitCode.FINE);
  }

  /** Reports intervals that end at these times, in seconds, as soon as a phase begins. */
  private static final class Reports extends StubAgent {
    private final double[] ends;

    private Reports(double... ends) {
      super("reports");
      this.ends = ends.clone();
    }

    @Override
    public void begin(PhaseSpec spec, Listener listener) {
      Recording recording = new Recording(1, TIMEOUT.toNanos(), Mix.HONEST);
      for (double end : ends) {
        listener.interval(recording.take((long) (1e9 * end), Interval.Use.NONE));
      }
      listener.over();
    }
  }

  private List<Long> shown(double... ends) throws InterruptedException {
    LoadPlan plan =
        Plans.of(
            Plans.pace(Optional.empty(), Arrivals.POISSON, 8),
            Plans.times(Duration.ZERO, Duration.ofSeconds(5), TIMEOUT),
            1,
            7);
    AgentGroup agents = AgentGroup.of(new Reports(ends));
    PhaseWatch watch =
        new PhaseWatch(
            agents.begin(plan, AgentGroup.Flow.NONE),
            new PlainTarget(new HostPort("127.0.0.1", 1)),
            interrupt);
    List<Long> seconds = new ArrayList<>();
    watch.watch(second -> seconds.add(second.second()), Optional.empty());
    return seconds;
  }

  @Test
  void everySecondIsShownHoweverLateItWasTaken() throws InterruptedException {
    assertEquals(List.of(0L, 1L, 2L), shown(1, 2, 3));
    assertEquals(List.of(0L, 1L, 2L), shown(1.6, 2, 3));
    assertEquals(List.of(0L, 1L, 2L, 3L), shown(1, 3.9, 4), "none of them begins in the third");
  }

  @Test
  void aShortRestIsNot() throws InterruptedException {
    assertEquals(List.of(0L, 1L), shown(1, 2, 2.4));
    assertEquals(List.of(0L, 1L, 2L), shown(1, 2, 2.5));
    assertEquals(List.of(0L), shown(0.1), "unless there is no other");
  }
}
