package dev.kexbench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleExchanges;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/compare} of load tests of several exchanges. */
class CompareExchangesTest {
  @TempDir private Path folder;

  /** Names that are not wider than those of the figures, which leaves room for the evidence. */
  private static final List<String> COMPARED = SampleExchanges.NAMES.subList(0, 9);

  @BeforeEach
  void write() {
    for (String side : List.of("a", "b")) {
      ReportFiles.write(
          SampleExchanges.report(COMPARED, 3), folder.resolve(side).resolve("report.json"));
    }
  }

  private CommandRun compare(Object... more) {
    Object[] args = new Object[more.length + 2];
    System.arraycopy(more, 0, args, 2, more.length);
    args[0] = folder.resolve("a");
    args[1] = folder.resolve("b");
    return CommandRun.of(new CompareMain(), args);
  }

  private static int width(String line) {
    return line.codePointCount(0, line.length());
  }

  @Test
  void figuresAreGroupedByExchangeIn120Characters() {
    CommandRun run = compare();
    List<String> lines =
        run.out().lines().filter(line -> !line.contains(folder.toString())).toList();
    assertTrue(lines.stream().allMatch(line -> width(line) <= 120), run::out);
    for (String name : COMPARED) {
      assertTrue(lines.contains(name), name + run.out());
    }
    assertTrue(lines.stream().anyMatch(line -> line.matches("  total.p99 .* 3 runs .*")), run::out);
  }

  @Test
  void wideHasALineWithAllColumnsForEachFigure() throws Exception {
    Path markdown = folder.resolve("table.md");
    CommandRun run = compare("--wide", "--markdown", markdown);
    String head = "figure +base +new +change +95 % interval +p +from";
    assertTrue(run.out().lines().anyMatch(line -> line.matches(head)), run::out);
    long wide = run.out().lines().filter(line -> line.matches("d?(kx1|tls1).* 3 runs.*")).count();
    assertEquals(
        wide, compare().out().lines().filter(line -> line.matches("  \\S+ .* 3 runs.*")).count());
    assertTrue(Files.readString(markdown).contains("| 95 % interval | p | from |"));
  }
}
