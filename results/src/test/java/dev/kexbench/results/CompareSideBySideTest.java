package dev.kexbench.results;

import static dev.kexbench.results.jmh.SampleJmh.result;
import static dev.kexbench.results.jmh.SampleJmh.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.jmh.SampleJmh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/compare --col KEY --row KEY}. */
class CompareSideBySideTest {
  private static final String EXPLANATION = "change from accp; ~ within the margin, ? undecided\n";

  @TempDir Path folder;

  @Test
  void setsTheValuesOfAParameterSideBySide() throws IOException {
    String all = row(100) + "," + result("Key.pooled", "bc", 300, 7);
    CommandRun run = CommandRun.of(new CompareMain(), bench("all", 2, all), "--col", "provider");
    assertEquals(0, run.exitCode(), run::err);
    assertTrue(run.out().contains("figure "), run.out());
    assertTrue(
        run.out().matches("(?s).*Key.pooled avgt +100 µs/op +300 µs/op +\\+200\\.0 %.*"),
        run.out());
    assertTrue(
        run.out().endsWith("change from accp; ~ within the margin, ? undecided\n"), run.out());
  }

  @Test
  void setsWhatTheEnvironmentsDifferInSideBySide() throws IOException {
    Path two = bench("two", 2, row(100));
    Path four = bench("four", 4, row(90));
    CommandRun run =
        CommandRun.of(new CompareMain(), two + "," + four, "--col", "cores-of-the-machine");
    assertEquals(0, run.exitCode(), run::out);
    assertTrue(run.out().contains("-10.0 %"), run.out());
  }

  @Test
  void namesTheKeysThatThereAre() throws IOException {
    CommandRun run = CommandRun.of(new CompareMain(), bench("all", 2, row(100)), "--col", "colour");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("no row has a key 'colour'; there are benchmark, "), run.err());
  }

  @Test
  void makesATableForEachValueOfTheKeysThatAreNoRows() throws IOException {
    CommandRun run = sideBySide(providersAndBenchmarks(), "--row", "benchmark");
    assertEquals(0, run.exitCode(), run::err);
    List<String> lines = run.out().lines().skip(1).toList();
    assertEquals("avgt", lines.get(0));
    assertTrue(lines.get(1).matches("figure +accp +bc +change"), run.out());
    assertTrue(lines.get(2).matches("Key.pooled +100 µs/op +300 µs/op +\\+200.0 %"), run.out());
    assertTrue(lines.get(3).matches("Key.fresh +200 µs/op +400 µs/op +\\+100.0 %"), run.out());
    assertEquals("", lines.get(4));
    assertEquals("avgt gc.alloc.rate.norm", lines.get(5));
    assertTrue(lines.get(7).matches("Key.pooled +500 B/op +500 B/op +~"), run.out());
    assertTrue(run.out().endsWith(EXPLANATION), run.out());
  }

  @Test
  void tellsRowsApartByWhatTheFilesDifferInToo() throws IOException {
    Path two = bench("two", 2, both(100, 300));
    Path four = bench("four", 4, both(90, 270));
    CommandRun mixed = sideBySide(two + "," + four);
    assertEquals(3, mixed.exitCode(), mixed::out);
    CommandRun run = sideBySide(two + "," + four, "--row", "benchmark,cores-of-the-machine");
    assertEquals(0, run.exitCode(), run::out);
    assertTrue(
        run.out().matches("(?s).*Key.pooled, cores of the machine=2 +100 µs/op +300 µs/op.*"),
        run.out());
    assertTrue(
        run.out().matches("(?s).*Key.pooled, cores of the machine=4 +90.0 µs/op +270 µs/op.*"),
        run.out());
  }

  @Test
  void comparesProvidersWithinTheRoundsOfOneRun() throws IOException {
    List<String> rounds = new ArrayList<>();
    for (double machine : new double[] {1, 1.6, 0.8, 1.3, 0.9, 1.5, 1.1}) {
      rounds.add(
          result("Key.pooled", "accp", 1, 100 * machine)
              + ","
              + result("Key.pooled", "bc", 1, 104 * machine));
    }
    Path run = SampleJmh.writeRounds(folder.resolve("run"), rounds);
    Path json = folder.resolve("out.json");
    Files.writeString(run.resolve("order.json"), "{}");
    CommandRun stored = sideBySide(run, "--json", json);
    assertTrue(stored.out().matches("(?s).*118 µs/op +\\+4\\.0 %\n.*"), stored.out());
    String written = Files.readString(json);
    assertTrue(written.contains("\"kexbench/projection/1\""), written);
    assertTrue(written.contains("\"kind\" : \"ROUNDS\""), written);
  }

  @Test
  void writesMarkdownAndAPage() throws IOException {
    Path markdown = folder.resolve("out.md");
    Path page = folder.resolve("out.html");
    Path all = providersAndBenchmarks();
    sideBySide(all, "--row", "benchmark", "--markdown", markdown, "--html", page);
    String text = Files.readString(markdown);
    assertTrue(
        text.contains("\n**avgt**\n\n| figure | accp | bc | change |\n|---|---:|---:|---:|\n"),
        text);
    assertTrue(text.contains("| Key.pooled | 100 µs/op | 300 µs/op | +200.0 % |"), text);
    assertTrue(Files.readString(page).contains("200 µs/op"));
  }

  @Test
  void refusesWhatMakesNoSenseInOneLine() throws IOException {
    Path all = providersAndBenchmarks();
    refused("--row has no effect without --col", all, "--row", "benchmark");
    refused("no row has a key 'colour'", all, "--col", "provider", "--row", "colour");
    refused("--junit needs BASE and NEW", all, "--col", "provider", "--junit", folder.resolve("x"));
    assertFalse(Files.exists(folder.resolve("x")));
  }

  private void refused(String why, Object... arguments) {
    CommandRun run = CommandRun.of(new CompareMain(), arguments);
    assertEquals(2, run.exitCode(), run::out);
    assertTrue(run.err().startsWith(why), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private Path providersAndBenchmarks() throws IOException {
    return bench(
        "all",
        2,
        both(100, 300)
            + ","
            + result("Key.fresh", "accp", 200, 7)
            + ","
            + result("Key.fresh", "bc", 400, 7));
  }

  private static String both(double accp, double bc) {
    return row(accp) + "," + result("Key.pooled", "bc", bc, 7);
  }

  private static CommandRun sideBySide(Object results, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(results, "--col", "provider"));
    arguments.addAll(List.of(more));
    return CommandRun.of(new CompareMain(), arguments.toArray());
  }

  private Path bench(String name, int cores, String rows) throws IOException {
    return SampleJmh.write(folder.resolve(name), cores, rows);
  }
}
