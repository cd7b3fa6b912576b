package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.page.RunPage;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Threshold;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedRunsTest {
  private static LoadReport part(int number, double factor, ValidityReason... reasons) {
    Run run = SampleReport.slower(SampleReport.run(), factor);
    return SampleReport.withRuns(
        Verdict.of(List.of(reasons)), List.of(run.toBuilder().folder("run-" + number).build()));
  }

  private static LoadReport three(ValidityReason... reasonsOfTheSecond) {
    return LoadReport.repeated(
        "three", List.of(part(1, 1), part(2, 2, reasonsOfTheSecond), part(4, 1.25)), false);
  }

  @Test
  void beginsWithTheMedianAndItsRange() {
    assertEquals(
        "VALID  kx1-rsa2048, 64 in flight, 20 s, median of 3 runs: 1,945 handshakes/s"
            + " (1,216 to 2,431), p99 38.4 ms (30.7 ms to 61.4 ms), 36 failed (0.02 %)",
        Summary.of(three()).lines().findFirst().orElseThrow());
  }

  @Test
  void hasALineForEachRunByTheNameOfItsFolder() {
    List<String> lines = Summary.of(three()).lines().toList();
    assertTrue(lines.get(2).startsWith("run "), lines::toString);
    List<String> names = lines.subList(3, 9).stream().map(line -> line.split(" ")[0]).toList();
    assertEquals(List.of("run-1", "run-2", "run-4", "median", "lowest", "highest"), names);
    assertTrue(lines.get(3).matches("run-1 +2,431 .* VALID"), lines.get(3));
  }

  @Test
  void isAsValidAsTheWorstRun() {
    LoadReport report = three(new ValidityReason(ReasonKey.GC, Validity.SUSPECT, "pauses"));
    List<String> lines = Summary.of(report).lines().toList();
    assertTrue(lines.get(0).startsWith("SUSPECT  "), lines.get(0));
    assertEquals("  gc, SUSPECT: run-2: pauses", lines.get(1));
    assertTrue(lines.get(5).matches("run-2 .* SUSPECT"), lines.get(5));
    assertTrue(lines.get(4).matches("run-1 .* VALID"), lines.get(4));
  }

  @Test
  void statesWhichRunCrossedAThreshold() {
    Run slow =
        part(2, 2).runs().get(0).toBuilder()
            .thresholds(List.of(new Threshold("p99>50ms", 61_400_000.0, true)))
            .build();
    LoadReport failed = SampleReport.withRuns(Verdict.of(List.of()), List.of(slow));
    LoadReport report = LoadReport.repeated("two", List.of(part(1, 1), failed), false);
    assertEquals(ExitCode.WORSE, report.exitCode());
    String text = Summary.of(report);
    assertTrue(text.matches("(?s).*p99>50ms +run-1 +30.7 ms +passed\n.*"), text);
    assertTrue(text.matches("(?s).*p99>50ms +run-2 +61.4 ms +FAILED\n.*"), text);
  }

  @Test
  void thePageHasTheTableAndThePlanOnce() {
    String page = RunPage.of(three());
    assertTrue(page.contains("median of 3 runs"), page);
    assertTrue(page.contains(">run-4</td>"), page);
    assertEquals(2, page.split(">Plan<", -1).length, "one heading");
  }

  @Test
  void runsOfDifferentLabelsAreNoRepetition() {
    Run other = SampleReport.run().toBuilder().label("tls13-psk-dhe").build();
    assertFalse(
        SampleReport.withRuns(Verdict.of(List.of()), List.of(SampleReport.run(), other))
            .holdsRepeats());
  }
}
