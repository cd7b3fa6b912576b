package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.render.page.Browser.Seen;
import dev.kexbench.results.report.LoadReport;
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

  /** Leaves the share of a chart's pixels that are not transparent in the page. */
  private static final String COVERED =
      """
      <script>
      const canvas = document.querySelector("#run0-bands canvas");
      const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
      let covered = 0;
      for (let i = 3; i < pixels.length; i += 4) covered += pixels[i] > 0 ? 1 : 0;
      document.body.dataset.covered = Math.round(100 * covered / (pixels.length / 4));
      </script>
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

  private Seen open(LoadReport report) throws Exception {
    String html = RunPage.of(report).replace("</body>", COVERED + "</body>");
    Path page = Files.writeString(folder.resolve("page.html"), html);
    Seen seen = BROWSER.get().open(page, "--dump-dom");
    assertEquals(List.of(), seen.console());
    return seen;
  }

  /** In percent. */
  private static int covered(Seen seen) {
    return Integer.parseInt(seen.dom().replaceAll("(?s).*data-covered=\"(\\d+)\".*", "$1"));
  }

  @Test
  void shadesTheSecondsThatMayBeTheGeneratorsDelay() throws Exception {
    int without = covered(open(report(Set.of())));
    Seen some = open(report(Set.of(3, 4, 5, 6, 7, 8, 9, 10, 11, 12)));
    assertTrue(covered(some) > without + 25, covered(some) + " % over " + without + " %");
    assertTrue(some.text().contains("p99 in 10 of 20 seconds"), some.text());
  }
}
