package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.CompareMain;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.Browser.Seen;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages in a real browser; a screenshot of each is left in {@code target/pages}. */
@Tag("process")
class PagesInBrowserTest {
  private static final Path SHOTS = Path.of("target", "pages");
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();

  @TempDir private Path folder;

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
  }

  @Test
  void showsEveryFigureOfARun() throws Exception {
    LoadReport report = searched();
    Seen seen = open("run", RunPage.of(report));
    Run run = report.runs().get(0);
    for (Stage stage : List.of(Stage.TOTAL, Stage.EXCHANGE)) {
      Latency latency = run.latency(stage);
      for (long figure : new long[] {latency.p50(), latency.p99(), latency.max()}) {
        assertTrue(seen.text().contains(Numbers.duration(figure)), seen.text());
      }
    }
    for (String shown :
        List.of(
            Numbers.significant(run.rates().establishedPerSecond()) + "/s",
            Numbers.whole(run.counts().planned()),
            report.environment().cpu(),
            String.valueOf(report.verdict().state()),
            report.search().objective())) {
      assertTrue(seen.text().contains(shown), shown);
    }
  }

  @Test
  void drawsEveryChartAndItsSwitches() throws Exception {
    LoadReport report = searched();
    Seen seen = open("run-charts", RunPage.of(report));
    int charts = 6 * report.runs().size() + 1;
    assertEquals(charts, count(seen.dom(), "<canvas"));
    assertEquals(charts, count(seen.dom(), "class=\"keys"));
    assertTrue(seen.dom().contains("aria-pressed=\"true\""), "series can be switched");
    assertTrue(seen.dom().contains("<th scope=\"col\"><button"), "tables can be sorted");
  }

  @Test
  void showsEveryFigureOfAComparison() throws Exception {
    Path page = folder.resolve("comparison.html");
    compare(reports("a", 1), reports("b", 1.2), "--html", page);
    Seen seen = open("comparison", Files.readString(page));
    assertTrue(seen.text().contains("8 of 14 judged figures regressed"), seen.text());
    assertTrue(seen.text().contains("6 equivalent within 3 %"), seen.text());
    assertTrue(seen.text().contains("p99 from due time"), seen.text());
    assertTrue(count(seen.dom(), "class=\"point bad\"") == 8, "a bar for each");
  }

  @Test
  void drawsTheLatenciesOfBothSidesWithTheirIntervals() throws Exception {
    Path page = folder.resolve("latency.html");
    ComparedLoadTests tests = new ComparedLoadTests(folder);
    compare(tests.side("before", 5, 1), tests.side("after", 5, 1.2), "--html", page);
    Seen seen = open("comparison-latency", Files.readString(page));
    assertEquals(
        12, count(seen.dom(), "<canvas"), "two curves, two heatmaps with scales, six lines");
    assertEquals(
        15, count(seen.dom(), "aria-pressed=\"true\""), "edges are switched with their lines");
    assertTrue(seen.text().contains("p99 from due time"), seen.text());
  }

  @Test
  void drawsTheSuiteItsWaterfallAndItsScaling() throws Exception {
    Path page = folder.resolve("suite.html");
    compare(
        SampleSuite.write(folder.resolve("before"), 1),
        SampleSuite.write(folder.resolve("after"), 1.3),
        "--html",
        page);
    Seen seen = open("comparison-suite", Files.readString(page));
    for (String shown :
        List.of("base, time", "private-key operation", "684 µs", "889 µs", "Key.pooled")) {
      assertTrue(seen.text().contains(shown), shown + " in " + seen.text());
    }
    assertEquals(1, count(seen.dom(), "<canvas"), "one benchmark was measured with two counts");
    assertEquals(2, count(seen.dom(), "class=\"cut\""), "the private key's bar on each side");
    Path one = folder.resolve("before");
    open("suite", SuitePage.of("before", Results.load(one.toString()).joined()));
  }

  @Test
  void drawsSeveralSidesNextToEachOther() throws Exception {
    Path page = folder.resolve("projection.html");
    compare(SampleSuite.write(folder.resolve("all"), 1), "--col", "provider", "--html", page);
    Seen seen = open("projection", Files.readString(page));
    assertTrue(seen.text().contains("+200.0 %"), seen.text());
    assertTrue(seen.text().contains("bc"), seen.text());
  }

  @Test
  void fitsAPhone() throws Exception {
    Path page = write(RunPage.of(searched()));
    Seen seen = BROWSER.get().open(page, "--dump-dom", "--window-size=390,3000");
    assertEquals(List.of(), seen.console());
    shot(page, "run-phone", "--window-size=500,3000");
  }

  private static LoadReport searched() {
    LoadReport one =
        SampleReport.withRuns(new Verdict(Validity.VALID, List.of()), List.of(SampleReport.run()));
    return one.searched(SampleReport.search(1_250.0, "the generator was the limit"));
  }

  private static void compare(Object... arguments) {
    Console console =
        new Console(
            new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);
    console.execute(
        new CompareMain(), Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
  }

  private String reports(String name, double factor) {
    return IntStream.range(0, 5)
        .mapToObj(
            i -> {
              Path file = folder.resolve(name + i).resolve("report.json");
              double all = factor * (1 + 0.002 * (i - 2));
              ReportFiles.write(SampleReport.with(run -> SampleReport.slower(run, all)), file);
              return file.toString();
            })
        .collect(Collectors.joining(","));
  }

  /** What the browser makes of a page that must say nothing on its console and be small. */
  private Seen open(String name, String html) throws Exception {
    assertTrue(html.length() < 1 << 20, "a page is under 1 MiB");
    Path page = write(html);
    Seen seen = BROWSER.get().open(page, "--dump-dom");
    assertEquals(List.of(), seen.console());
    shot(page, name);
    shot(page, name + "-dark", "--blink-settings=preferredColorScheme=0");
    return seen;
  }

  private static void shot(Path page, String name, String... more) throws Exception {
    Path shot = Files.createDirectories(SHOTS).resolve(name + ".png").toAbsolutePath();
    String[] arguments = new String[more.length + 1];
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[0] = "--screenshot=" + shot;
    BROWSER.get().open(page, arguments);
    assertTrue(Files.size(shot) > 10_000, "a screenshot");
  }

  private Path write(String html) throws Exception {
    return Files.writeString(folder.resolve("page.html"), html);
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
