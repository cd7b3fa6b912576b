package dev.kexbench.loadgen.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Ramp;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.schedule.Steps;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LoadOptionsTest {
  /** A command that only parses its options. */
  @Command(name = "reader")
  static final class Reader implements Callable<Integer> {
    @Mixin private LoadOptions options;

    private LoadPlan plan;

    @Override
    public Integer call() {
      plan = options.plan();
      return ExitCode.FINE;
    }
  }

  private final StringWriter err = new StringWriter();

  private int read(Reader reader, String... args) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new Console(nowhere, new PrintWriter(err), false).execute(reader, args);
  }

  private LoadPlan plan(String... args) {
    Reader reader = new Reader();
    assertEquals(ExitCode.FINE, read(reader, args), err::toString);
    return reader.plan;
  }

  @Test
  void clientsReturnIfAsked() {
    assertEquals(Optional.empty(), plan().clients().returning());
    ResumptionPlan some = plan("--resume", "80%").clients().returning().orElseThrow();
    assertEquals(0.8, some.share());
    assertEquals(Optional.empty(), some.mode());
    assertEquals(ResumptionPlan.Mode.RESUME_DHE, some.modeOrDefault());
    ResumptionPlan all =
        plan("--resume", "100", "--resume-mode", "resume").clients().returning().orElseThrow();
    assertEquals(Optional.of(ResumptionPlan.Mode.RESUME), all.mode());
    assertEquals(1, all.share());
  }

  @Test
  void defaultsToAClosedLoopOf64ForTwentySeconds() {
    LoadPlan plan = plan();
    assertEquals(Optional.empty(), plan.rate());
    assertEquals(64, plan.concurrency());
    assertEquals(Duration.ofSeconds(20), plan.duration());
    assertTrue(plan.untilSettled());
    assertEquals(Duration.ofSeconds(60), plan.warmup());
    assertEquals(Duration.ofSeconds(15), plan.timeout());
    assertEquals(OptionalLong.empty(), plan.count());
    assertTrue(plan.threads() >= 1);
  }

  @Test
  void aRateMakesAnOpenLoopWithRoomForAllThatHaveNotTimedOut() {
    LoadPlan plan = plan("-R", "2k", "--arrivals", "constant");
    assertEquals(Optional.of(new Steady(2_000)), plan.rate());
    assertEquals(Arrivals.CONSTANT, plan.arrivals());
    assertEquals(30_000, plan.concurrency());
    assertEquals(10_000, plan("-R", "500").concurrency());
    assertEquals(50_000, plan("-R", "1M").concurrency());
    assertEquals(200, plan("-R", "2k", "-c", "200").concurrency());
  }

  @Test
  void aChangingRateMakesAnOpenLoopOverTheMeasuredTime() {
    Duration over = Duration.ofSeconds(8);
    LoadPlan ramp = plan("--ramp", "30/min..2k", "-d", "8s");
    assertEquals(Optional.of(new Ramp(0.5, 2_000, over)), ramp.rate());
    assertEquals(30_000, ramp.concurrency());
    LoadPlan steps = plan("--steps", "500,1k,500/s", "-d", "8s");
    assertEquals(Optional.of(new Steps(List.of(500.0, 1_000.0, 500.0), over)), steps.rate());
    assertTrue(steps.openLoop());
  }

  @Test
  void aSearchStartsAtAHundredPerSecondByDefault() {
    LoadPlan plan = plan("--find-max", "p99<50ms, errors<0.1%");
    assertEquals(Optional.of(new Steady(100)), plan.rate());
    assertEquals("p99<50ms,errors<0.1%", plan.findMax().orElseThrow().toString());
    assertEquals(10_000, plan.concurrency());
    assertEquals(Optional.of(new Steady(2_000)), plan("--find-max", "p99<1s", "-R", "2k").rate());
    assertEquals(Optional.empty(), plan("-R", "2k").findMax());
  }

  @Test
  void takesQuantitiesWithUnits() {
    LoadPlan plan = plan("-c", "1k", "-d", "500ms", "-w", "0s", "-n", "10k", "-t", "3");
    assertEquals(1_000, plan.concurrency());
    assertEquals(Duration.ofMillis(500), plan.duration());
    assertEquals(Duration.ZERO, plan.warmup());
    assertEquals(OptionalLong.of(10_000), plan.count());
    assertEquals(3, plan.threads());
  }

  @Test
  void aWarmUpMayEndAutomaticallyWithinAMinute() {
    assertTrue(plan("-w", "auto").untilSettled());
    assertEquals(Duration.ofSeconds(60), plan("-w", "auto").warmup());
    assertFalse(plan("-w", "20s").untilSettled());
  }

  @Test
  void drawsARandomSeedByDefault() {
    assertEquals(42, plan("--seed", "42").seed());
    assertNotEquals(plan().seed(), plan().seed());
  }

  @ParameterizedTest
  @CsvSource({
    "-R 500 --ramp 1..2, --rate and --ramp exclude each other",
    "'-R 500 --steps 1,2', --rate and --steps exclude each other",
    "'--ramp 1..2 --steps 1,2', --ramp and --steps exclude each other",
    "--ramp 1..2 --find-max p99<1s, --ramp and --find-max exclude each other",
    "--find-max p99<1s --count 5, give --duration instead of --count",
    "--find-max p99<1s --mix garbage=1, give --mix a share of ok",
    "--when-full drop -R max, give -R"
  })
  void refusesOptionsThatContradictEachOther(String options, String why) {
    assertEquals(ExitCode.USAGE, read(new Reader(), options.split(" ")), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains(why), err::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "-c, 0, --concurrency",
    "-c, 3G, --concurrency",
    "-t, 0, --threads",
    "-n, 0, --count",
    "-d, 0s, --duration",
    "--timeout, 0s, --timeout",
    "-w, soon, --warmup",
    "-R, 0, --rate",
    "-R, fast, --rate",
    "--ramp, 500, expected A..B",
    "--ramp, 1..2..3, expected A..B",
    "--ramp, 0..2k, --ramp",
    "--ramp, 500..fast, --ramp: 'fast'",
    "--steps, '500,,2k', --steps",
    "--steps, '500,0', --steps",
    "--find-max, p99, is not a condition",
    "--find-max, p99>50ms, write it with <",
    "--find-max, rate<500, give limits of latencies or errors",
    "--arrivals, bursts, --arrivals",
    "--seed, x, --seed"
  })
  void refusesInvalidValuesInOneLineThatNamesTheOption(String option, String value, String in) {
    assertEquals(ExitCode.USAGE, read(new Reader(), option, value), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains(in), err::toString);
  }

  @Test
  void eventLoopsThatAreNotGivenAreThoseThatSuitTheMachine() {
    Reader reader = new Reader();
    read(reader, "-c", "40");
    assertEquals(16, reader.options.plan(16).threads());
    assertEquals(40, reader.options.plan(64).threads());
    read(reader, "-t", "8");
    assertEquals(8, reader.options.plan(16).threads());
    assertFalse(reader.options.isThreadsByDefault());
  }
}
