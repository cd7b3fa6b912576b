package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.machine.JvmSecond;
import dev.kexbench.results.render.page.Browser.Seen;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Second;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pauses, compilations and CPU pressure of a run's seconds, in a real browser. */
@Tag("process")
class JvmSectionInBrowserTest {
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();

  @TempDir private Path folder;

  private static LoadReport report(int seconds, UnaryOperator<Second.Builder> each) {
    List<Second> timeline =
        LongStream.range(0, seconds)
            .mapToObj(
                at ->
                    Second.builder(at)
                        .established(300)
                        .p50(2_000_000L)
                        .p99(9_000_000L)
                        .serverJvm(new JvmSecond(at == 2 ? 12 : 0, 0.5, 4, 80, null))
                        .clientJvm(new JvmSecond(at == 3 ? 6 : 0, 0.25, 1, 10, null)))
            .map(second -> each.apply(second).build())
            .toList();
    return SampleReport.with(run -> run.toBuilder().timeline(timeline).agents(List.of()).build());
  }

  private static LoadReport sample(int seconds) {
    return report(seconds, second -> second.clientPressure(0.4).serverPressure(0.4));
  }

  /** What a script returns in the page. */
  private String seen(LoadReport report, String script) throws Exception {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
    Seen seen = BROWSER.get().open(written(report, script), "--dump-dom");
    assertEquals(List.of(), seen.console());
    return seen.dom().replaceAll("(?s).*<body data-seen=\"([^\"]*)\".*", "$1");
  }

  private Path written(LoadReport report, String script) throws IOException {
    String running =
        "<script>document.body.dataset.seen = (() => { %s })();</script>".formatted(script);
    return Files.writeString(
        folder.resolve("page.html"), RunPage.of(report).replace("</body>", running + "</body>"));
  }

  /** The rows of the table under a chart. */
  private static String rows(String chart) {
    return """
    const details = document.querySelector("#run0-%s").closest("figure").querySelector("details");
    details.open = true;
    details.dispatchEvent(new Event("toggle"));
    return [...details.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent).join(",")).join(";");
    """
        .formatted(chart);
  }

  @Test
  void theTablesHaveTheFiguresOfTheReport() throws Exception {
    String pauses = "0 s,500 µs,0 ns;1 s,500 µs,0 ns;2 s,500 µs,12.0 ms;3 s,500 µs,0 ns";
    assertEquals(pauses, seen(sample(4), rows("server-pauses")));
    String compilers = "0 s,80.0 ms,10.0 ms;1 s,80.0 ms,10.0 ms";
    assertEquals(compilers, seen(sample(2), rows("compiling")));
    assertEquals("0 s,4,1;1 s,4,1", seen(sample(2), rows("compilations")));
    assertEquals("0 s,40 %;1 s,40 %", seen(sample(2), rows("pressure")));
  }

  @Test
  void barsAreDrawnToOneScaleAndHideAtTheirKey() throws Exception {
    String colours =
        """
        const count = (id, name) => {
          const drawn = document.querySelector("#run0-" + id + " canvas");
          const canvas = Object.assign(document.createElement("canvas"), { width: drawn.width, height: drawn.height });
          const copy = canvas.getContext("2d", { willReadFrequently: true });
          copy.drawImage(drawn, 0, 0);
          const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
          const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
          const rgb = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
          let found = 0;
          for (let i = 0; i < data.length; i += 4) if (rgb.every((c, at) => Math.abs(c - data[i + at]) < 4) && data[i + 3] > 200) found++;
          return found;
        };
        const server = count("server-pauses", "--s1"), client = count("client-pauses", "--s1");
        const twice = server > 1.8 * client && server < 2.2 * client;
        const others = count("server-pauses", "--s0") > 20;
        document.querySelectorAll("#run0-server-pauses .keys button")[1].click();
        queueMicrotask(() => { // the chart is drawn anew in one that was queued before
          document.body.dataset.seen = [client > 100, twice, others, count("server-pauses", "--s1")].join(" ");
        });
        """;
    assertEquals("true true true 0", seen(sample(10), colours));
  }

  @Test
  void onSeveralMachinesThePressureHasALineForEach() throws Exception {
    String keys =
        "return [...document.querySelectorAll('#run0-pressure .keys span')]"
            + ".map((each) => each.textContent).join();";
    assertEquals("the machine", seen(sample(3), keys));
    assertEquals("generator", seen(report(3, second -> second.clientPressure(0.1)), keys));
  }

  @Test
  void oldReportsHaveNoneOfIt() {
    LoadReport old =
        report(3, second -> Second.builder(0).established(300).p50(2_000_000L).p99(9_000_000L));
    String page = RunPage.of(old);
    assertFalse(page.contains("run0-pressure"), page);
    assertFalse(page.contains("-pauses"), page);
  }
}
