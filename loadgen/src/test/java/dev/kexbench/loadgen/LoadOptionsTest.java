package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LoadOptionsTest {
  /** A command that only reads its options. */
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
  void isAClosedLoopOf64ForTwentySecondsUnlessTold() {
    LoadPlan plan = plan();
    assertEquals(OptionalDouble.empty(), plan.rate());
    assertEquals(64, plan.concurrency());
    assertEquals(Duration.ofSeconds(20), plan.duration());
    assertEquals(Duration.ofSeconds(15), plan.warmup());
    assertEquals(Duration.ofSeconds(15), plan.timeout());
    assertEquals(OptionalLong.empty(), plan.count());
    assertTrue(plan.threads() >= 1);
  }

  @Test
  void withARateItIsAnOpenLoopWithRoomForTenThousand() {
    LoadPlan plan = plan("-R", "2k", "--arrivals", "constant");
    assertEquals(OptionalDouble.of(2_000), plan.rate());
    assertEquals(Arrivals.CONSTANT, plan.arrivals());
    assertEquals(10_000, plan.concurrency());
  }

  @Test
  void takesAmountsWithTheirUnits() {
    LoadPlan plan = plan("-c", "1k", "-d", "500ms", "-w", "0s", "-n", "10k", "-t", "3");
    assertEquals(1_000, plan.concurrency());
    assertEquals(Duration.ofMillis(500), plan.duration());
    assertEquals(Duration.ZERO, plan.warmup());
    assertEquals(OptionalLong.of(10_000), plan.count());
    assertEquals(3, plan.threads());
  }

  @Test
  void aWarmUpMayEndByItselfWithinAMinute() {
    assertTrue(plan("-w", "auto").untilSettled());
    assertEquals(Duration.ofSeconds(60), plan("-w", "auto").warmup());
    assertFalse(plan("-w", "20s").untilSettled());
    assertFalse(plan().untilSettled());
  }

  @Test
  void drawsASeedUnlessItIsGivenOne() {
    assertEquals(42, plan("--seed", "42").seed());
    assertNotEquals(plan().seed(), plan().seed());
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
    "--arrivals, bursts, --arrivals",
    "--seed, x, --seed"
  })
  void refusesWhatMakesNoSenseInOneLineThatNamesTheOption(String option, String value, String in) {
    assertEquals(ExitCode.USAGE, read(new Reader(), option, value), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains(in), err::toString);
  }
}
