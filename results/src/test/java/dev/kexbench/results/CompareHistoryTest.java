package dev.kexbench.results;

import static dev.kexbench.results.jmh.SampleJmh.FORKS;
import static dev.kexbench.results.jmh.SampleJmh.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.jmh.SampleJmh;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/compare --history}. */
class CompareHistoryTest {
  @TempDir Path folder;

  @Test
  void findsWhenARowChangedAndByHowMuch() throws IOException {
    for (int day = 1; day <= 14; day++) {
      day(day, (day < 9 ? 100 : 120) * (1 + FORKS[day % 7]), 2);
    }
    CommandRun run = history(folder);
    assertEquals(0, run.exitCode(), run::err);
    assertEquals("14 results, 2026-11-01 to 2026-11-14: 1 of 2 figures changed", run.firstLine());
    assertTrue(
        run.out()
            .matches(
                "(?s).*Key.pooled avgt, provider=accp +2026-11-09 +\\S+ µs/op +\\S+ µs/op"
                    + " +\\+(19|20)\\.\\d % .*8\\+6 +regressed\n"),
        run.out());
  }

  @Test
  void findsNothingWhereNothingChanged() throws IOException {
    for (int day = 1; day <= 12; day++) {
      day(day, 100 * (1 + FORKS[day % 7]), 2);
    }
    CommandRun run = history(folder);
    assertEquals("12 results, 2026-11-01 to 2026-11-12: 0 of 2 figures changed\n", run.out());
  }

  @Test
  void saysThatAFewResultsAreTooFew() throws IOException {
    CommandRun run = history(day(1, 100, 2), day(2, 100, 2), day(3, 200, 2));
    assertEquals(0, run.exitCode());
    assertTrue(run.firstLine().endsWith(": too few to find a change; 8 or more are needed"));
  }

  @Test
  void refusesOtherMachinesAndFoldersWithoutResults() throws IOException {
    CommandRun run = history(day(1, 100, 2), day(2, 100, 4));
    assertEquals(3, run.exitCode());
    assertTrue(run.out().startsWith("not comparable\n  cores of the machine: 2 in "), run.out());
    assertEquals(2, history(folder.resolve("nowhere")).exitCode());
    assertEquals(2, history(folder, "--html", folder.resolve("page.html")).exitCode());
  }

  private Path day(int day, double score, int cores) throws IOException {
    Path results = folder.resolve("2026-11-%02d".formatted(day));
    return SampleJmh.write(results, cores, row(score));
  }

  private static CommandRun history(Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = "--history";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CommandRun.of(new CompareMain(), all);
  }
}
