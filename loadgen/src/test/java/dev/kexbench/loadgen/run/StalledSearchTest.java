package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.Workload;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.Objective;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.report.LoadReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Searches against a server of known capacity that stands still once, at a random moment. With
 * Poisson arrivals the objective itself costs some 2 % of the capacity.
 */
class StalledSearchTest {
  private static final int SEARCHES = 200;
  private static final double CAPACITY = 2_000;
  private static final Duration STALL = Duration.ofMillis(60);
  private static final int MOST_RETRIES = 2;

  private static LoadPlan plan(Arrivals arrivals, long seed) {
    return new LoadPlan(
        new LoadPlan.Pace(
            Optional.of(new Steady(100)),
            arrivals,
            10_000,
            Workload.WhenFull.WAIT,
            Optional.of(Objective.parse("p99<50ms,errors<0.1%"))),
        Plans.times(Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(15)),
        ClientPlan.PLAIN,
        new LoadPlan.Loops(1, seed));
  }

  private static LoadReport search(LoadPlan plan, ToyServer server) throws Exception {
    RunProgress silent = new RunProgress(new PrintWriter(new StringWriter()), false, true);
    return new FindMax(plan, server, silent).report();
  }

  @ParameterizedTest
  @EnumSource(Arrivals.class)
  void nineteenOfTwentyEndWithinFivePercentOfTheCapacity(Arrivals arrivals) throws Exception {
    ToyServer steady = new ToyServer(CAPACITY, Duration.ofDays(1), STALL);
    search(plan(arrivals, 0), steady);
    List<String> missed = new ArrayList<>();
    int trials = 0;
    for (int seed = 0; seed < SEARCHES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long momentNanos = (long) (random.nextDouble() * steady.elapsed().toNanos());
      ToyServer stalling = new ToyServer(CAPACITY, Duration.ofNanos(momentNanos), STALL);
      Double found = search(plan(arrivals, seed), stalling).search().ratePerSecond();
      trials += stalling.trials();
      if (found == null || Math.abs(found - CAPACITY) > 0.05 * CAPACITY) {
        missed.add(seed + ": " + found + " with a stall after " + momentNanos / 1e9 + " s");
      }
    }
    double each = (double) trials / SEARCHES;
    assertTrue(missed.size() <= SEARCHES / 20, missed::toString);
    assertTrue(each <= steady.trials() + MOST_RETRIES, () -> each + " trials in a search");
  }
}
