package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.render.page.Browser.Seen;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.MachineFigures.Check;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Second;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser draws of a run. */
@Tag("process")
class RunPageInBrowserTest {
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();
  private static final int SECONDS = 20;

  /** The share of a chart's pixels that are not transparent, in percent. */
  private static final String COVERED =
      """
      const canvas = document.querySelector("#run0-bands canvas");
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let covered = 0;
      for (let i = 3; i < pixels.length; i += 4) covered += pixels[i] > 0 ? 1 : 0;
      const measured = 100 * covered / (pixels.length / 4);
      """;

  /** By how many pixels the collapsed section grows when it is opened. */
  private static final String GROWTH =
      """
      const section = document.querySelector("details.section");
      const before = section.offsetHeight;
      section.querySelector("h2").click();
      const measured = section.offsetHeight - before;
      """;

  @TempDir private Path folder;

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
  }

  private static LoadReport report(Set<Integer> delayed) {
    List<Second> seconds =
        IntStream.range(0, SECONDS)
            .mapToObj(
                i ->
                    Second.builder(i)
                        .p50(10_000_000L)
                        .p99(11_000_000L)
                        .delayP99(delayed.contains(i) ? 9_000_000L : 1_000L)
                        .build())
            .toList();
    return SampleReport.with(run -> run.toBuilder().timeline(seconds).build());
  }

  /** Opens the page of a report with a script that sets {@code measured}. */
  private Seen open(LoadReport report, String script) throws Exception {
    String measuring =
        "<script>{" + script + "document.body.dataset.measured = Math.round(measured);}</script>";
    String html = RunPage.of(report).replace("</body>", measuring + "</body>");
    Path page = Files.writeString(folder.resolve("page.html"), html);
    Seen seen = BROWSER.get().open(page, "--dump-dom");
    assertEquals(List.of(), seen.console());
    return seen;
  }

  private static int measured(Seen seen) {
    return Integer.parseInt(seen.dom().replaceAll("(?s).*data-measured=\"(\\d+)\".*", "$1"));
  }

  @Test
  void shadesTheSecondsThatMayBeTheGeneratorsDelay() throws Exception {
    int without = measured(open(report(Set.of()), COVERED));
    Seen some = open(report(Set.of(3, 4, 5, 6, 7, 8, 9, 10, 11, 12)), COVERED);
    assertTrue(measured(some) > without + 15, measured(some) + " % over " + without + " %");
    assertTrue(some.text().contains("p99 in 10 of 20 seconds"), some.text());
  }

  @Test
  void theMachineIsCollapsedUntilItsHeadingIsPressed() throws Exception {
    Check check = new Check("governor", "advice", "powersave: set it to performance");
    Seen seen = open(report(Set.of()).withChecks(List.of(check)), GROWTH);
    assertTrue(measured(seen) > 20, "a table of two lines");
    assertTrue(seen.text().contains("powersave: set it to performance"), seen.text());
  }
}
