package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.ConnectionPolicy;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.ResumptionPlan;
import dev.kexbench.loadgen.record.HeapSpace;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeapCheckTest {
  private static final long MEGABYTE = 1_000_000;
  private static final HeapSpace GIGABYTE = new HeapSpace(1_000 * MEGABYTE, 400 * MEGABYTE, 0);
  private static final String MANY = "ok=1,bad-mac=1,unknown-client=1,garbage=1,half-open=1";

  private static LoadPlan plan(int threads, String mix, Duration warmup) {
    LoadPlan plan =
        Plans.of(
            Plans.pace(Optional.empty(), Arrivals.POISSON, 1_000),
            Plans.times(warmup, Duration.ofSeconds(20), Duration.ofSeconds(15)),
            threads,
            1);
    return new LoadPlan(
        plan.pace(),
        plan.times(),
        new ClientPlan(
            1, false, Duration.ZERO, Mix.parse(mix), ConnectionPolicy.Close.FIN, List.of()),
        plan.loops());
  }

  private static LoadPlan plan(int threads, String mix) {
    return plan(threads, mix, Duration.ofSeconds(15));
  }

  private static List<String> warnings(LoadPlan plan) {
    List<String> lines = new ArrayList<>();
    new HeapCheck(plan, GIGABYTE).check(lines::add);
    return lines;
  }

  @Test
  void aPlanThatFitsGivesNoWarning() {
    assertEquals(List.of(), warnings(plan(16, "ok=100")));
    assertEquals(List.of(), warnings(plan(4, MANY)));
  }

  @Test
  void manyEventLoopsWithAMixAreRefusedWithWhatWouldFit() {
    CommandFailure failure = assertThrows(CommandFailure.class, () -> warnings(plan(128, MANY)));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    Matcher advice =
        Pattern.compile("heap: .* 128 event loops x 5 classes .*; give -t (\\d+) at most, .*")
            .matcher(failure.getMessage());
    assertTrue(advice.matches(), failure::getMessage);
    int fitting = Integer.parseInt(advice.group(1));
    warnings(plan(fitting, MANY));
    assertThrows(CommandFailure.class, () -> warnings(plan(fitting + 1, MANY)));
  }

  @Test
  void aPlanThatFillsTheOldGenerationGivesAWarning() {
    List<String> lines = warnings(plan(64, MANY));
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).contains("garbage collections may disturb the run"), lines::toString);
  }

  /** The heap of scripts/loadtest, and a mix of three classes with clients that return. */
  @Test
  void sixtyFourEventLoopsWithAMixFitTheUsualHeap() {
    LoadPlan mixed = plan(64, "ok=95,bad-mac=3,garbage=2");
    assertTrue(warnings(mixed).size() <= 1, "it may be warned of, and runs");
    LoadPlan returning =
        new LoadPlan(
            mixed.pace(),
            mixed.times(),
            mixed.clients().with(new ResumptionPlan(80, Optional.empty())),
            mixed.loops());
    assertTrue(warnings(returning).size() <= 1, "it may be warned of, and runs");
  }

  @Test
  void eventLoopsByDefaultAreAsManyAsTheOldGenerationHasRoomFor() {
    LoadPlan many = plan(64, MANY);
    LoadPlan fitted = new HeapCheck(many, GIGABYTE).fitted();
    assertTrue(fitted.threads() < 64 && fitted.threads() > 1, () -> "" + fitted.threads());
    assertEquals(List.of(), warnings(fitted));
    assertEquals(many.threadsAtMost(fitted.threads()), fitted);
    assertEquals(4, new HeapCheck(plan(4, MANY), GIGABYTE).fitted().threads());
    assertEquals(1, new HeapCheck(many, new HeapSpace(1, 1, 0)).fitted().threads());
  }

  @Test
  void withoutAWarmUpThereIsOneRecordingLess() {
    LoadPlan cold = plan(64, MANY, Duration.ZERO);
    int warm = new HeapCheck(plan(64, MANY), GIGABYTE).fitted().threads();
    assertTrue(new HeapCheck(cold, GIGABYTE).fitted().threads() >= 2 * warm);
  }

  private static List<String> ofCoordinator(int agents, String mix) {
    List<String> lines = new ArrayList<>();
    new HeapCheck(plan(1, mix), GIGABYTE).checkCoordinator(agents, lines::add);
    return lines;
  }

  @Test
  void aCoordinatorOfManyAgentsNeedsRoomForWhatTheyReport() {
    assertEquals(List.of(), ofCoordinator(10, MANY));
    assertEquals(List.of(), ofCoordinator(50, "ok=100"));
    List<String> lines = ofCoordinator(30, MANY);
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).contains("garbage collections may disturb the run"), lines::toString);
    CommandFailure failure = assertThrows(CommandFailure.class, () -> ofCoordinator(100, MANY));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(
        failure.getMessage().matches("heap: .* 100 agents x 5 classes .*; give fewer agents.*"),
        failure::getMessage);
  }

  @Test
  void theFootprintGrowsWithClassesAndTimeout() {
    long timeout = Duration.ofSeconds(15).toNanos();
    Recording.Footprint honest = Recording.footprint(timeout, Mix.HONEST, false);
    // One for each stage and one for the own lag of every class, one for the probe.
    assertTrue(honest.loopBytes() > 8 * 90_000 && honest.loopBytes() < 8 * 125_000);
    assertEquals(
        honest.loopBytes() / 8 * (2 * 7 + 1),
        Recording.footprint(timeout, Mix.parse("ok=1,garbage=1"), false).loopBytes());
    assertTrue(
        Recording.footprint(timeout / 10, Mix.HONEST, false).loopBytes() < honest.loopBytes());
    assertEquals(0, honest.loopsIn(0));
  }
}
