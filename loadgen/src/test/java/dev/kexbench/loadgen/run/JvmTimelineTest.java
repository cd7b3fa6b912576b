package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.AgentGroups;
import dev.kexbench.loadgen.cluster.StubAgent;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.PlainTarget;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.machine.JvmSecond;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Second;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How the seconds of several JVMs become those of a run. */
class JvmTimelineTest {
  private static final JvmSecond QUIET = new JvmSecond(0, 0.1, 0, 0, 0);
  private static final JvmSecond BUSY = new JvmSecond(12, 0.2, 5, 80, 1);
  private static final String ABSENT = "its Java runtime has no Flight Recorder";

  private final StringWriter lines = new StringWriter();
  private final RunProgress progress = new RunProgress(new PrintWriter(lines), false, false);

  private static final class Agent extends StubAgent {
    private final JvmReport seconds;

    private Agent(String name, JvmReport seconds) {
      super(name);
      this.seconds = seconds;
    }

    @Override
    public JvmReport recordJvm() {
      return new JvmReport(seconds.unavailable(), List.of());
    }

    @Override
    public JvmReport jvmSeconds(int count) {
      return seconds;
    }
  }

  private static PlainTarget target(JvmReport seconds) {
    return new PlainTarget(new HostPort("127.0.0.1", 1)) {
      @Override
      public JvmReport jvmSeconds(long ageNanos, int count) {
        return seconds;
      }
    };
  }

  private static Measurement measured() {
    List<Second> two =
        List.of(
            Second.builder(0).planned(5).clientPressure(0.4).build(),
            Second.builder(1).planned(6).build());
    return new Measurement(
        Instant.EPOCH,
        new Totals(1_000_000_000),
        List.of(),
        two,
        0,
        0,
        Counts.NONE,
        OptionalInt.empty(),
        false,
        false);
  }

  private List<Second> complete(PlainTarget target, Agent... agents) {
    AgentGroup group = AgentGroups.of(agents);
    JvmTimeline timeline = new JvmTimeline(target, group, progress);
    timeline.begin();
    timeline.second();
    return timeline.complete(measured()).timeline();
  }

  private static List<JvmSecond> of(List<Second> seconds, Function<Second, JvmSecond> side) {
    return seconds.stream().map(side).toList();
  }

  @Test
  void agentsAreMergedSecondBySecond() {
    List<Second> seconds =
        complete(
            target(JvmReport.of(List.of(BUSY, QUIET))),
            new Agent("a", JvmReport.of(List.of(QUIET, BUSY))),
            new Agent("b", JvmReport.of(List.of(QUIET, BUSY))));
    assertEquals(List.of(BUSY, QUIET), of(seconds, Second::serverJvm));
    assertEquals(List.of(QUIET, BUSY.with(BUSY)), of(seconds, Second::clientJvm));
    assertEquals(measured().timeline().get(0).with(QUIET, BUSY), seconds.get(0));
    assertEquals("", lines.toString());
  }

  @Test
  void aJvmThatCannotRecordIsNamedInOneLine() {
    List<Second> seconds =
        complete(
            target(JvmReport.unavailable(ABSENT)),
            new Agent("a", JvmReport.unavailable(ABSENT)),
            new Agent("b", JvmReport.of(List.of(QUIET, BUSY))));
    assertEquals(Arrays.asList(null, null), of(seconds, Second::serverJvm));
    assertEquals(Arrays.asList(null, null), of(seconds, Second::clientJvm));
    assertEquals(
        """
        GC pauses, safepoints and compilations of the generator a are not known: %s
        GC pauses, safepoints and compilations of the server are not known: %s
        """
            .formatted(ABSENT, ABSENT),
        lines.toString().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void aServerThatDoesNotAnswerCostsItsFiguresOnly() {
    PlainTarget silent =
        new PlainTarget(new HostPort("127.0.0.1", 1)) {
          @Override
          public JvmReport jvmSeconds(long ageNanos, int count) {
            throw new CommandFailure(ExitCode.USAGE, "no statistics");
          }
        };
    List<Second> seconds = complete(silent, new Agent("local", JvmReport.of(List.of(QUIET, BUSY))));
    assertEquals(Arrays.asList(null, null), of(seconds, Second::serverJvm));
    assertEquals(List.of(QUIET, BUSY), of(seconds, Second::clientJvm));
  }
}
