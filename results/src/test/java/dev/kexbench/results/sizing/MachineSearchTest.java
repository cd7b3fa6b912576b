package dev.kexbench.results.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.Condition;
import dev.kexbench.results.sizing.SizingReport.Answer;
import dev.kexbench.results.sizing.SizingReport.Bursts;
import dev.kexbench.results.sizing.SizingReport.Prices;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.statistics.ConfidenceInterval;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the ends of the interval of speed mean for the number of machines. */
class MachineSearchTest {
  private static final LatencyModel MODEL =
      LatencyModel.of(
          Stream.of(SimulatedRuns.closed(), SimulatedRuns.open(0.3)).map(MeasuredRun::of).toList(),
          null,
          1);

  /** With an idle server, p50 is 500 µs: 150 of them are outside the server. */
  private static Answer answer(String objective, double low, double high) {
    Question question =
        new Question(
            4 * SimulatedRuns.CAPACITY,
            objective,
            null,
            1,
            new Bursts(List.of(), 10),
            null,
            Prices.NONE,
            1);
    return new MachineSearch(MODEL, question, Condition.parseList(objective), 1, 1)
        .answer(false, new ConfidenceInterval(low, high))
        .orElseThrow();
  }

  @Test
  void theRangeHasNoUpperEndWhereNoNumberOfSlowerMachinesIsEnough() {
    Answer answer = answer("p50<700us", 0.9, 2);
    assertNull(answer.range().high(), answer::toString);
    assertTrue(answer.range().low() < answer.machines(), answer::toString);
  }

  @Test
  void theRangeReachesFromTheFasterMachinesToTheSlower() {
    Answer answer = answer("p99<20ms", 0.8, 1.25);
    assertTrue(answer.range().low() < answer.machines(), answer::toString);
    assertTrue(answer.range().high() > answer.machines(), answer::toString);
    assertEquals(1.25 * answer.machines(), answer.range().high(), 1);
  }
}
