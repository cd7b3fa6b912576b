package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.render.page.Browser.Seen;
import dev.kexbench.results.render.page.RunPage.Additions;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Second;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser makes of the frames of a live page, without a server. */
@Tag("process")
class LivePageInBrowserTest {
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();

  /** The page's connection, of which the test plays the server. */
  private static final String CONNECTION =
      """
      <script>
      class Connection extends EventTarget {
        constructor(url) { super(); window.connection = this; this.url = url; this.closed = 0; }
        close() { this.closed++; }
      }
      window.EventSource = Connection;
      </script>
      """;

  private static final String HELPERS =
      """
      const pause = () => new Promise((done) => setTimeout(done, 60));
      const next = async (type = "frame") => {
        connection.dispatchEvent(Object.assign(new Event(type), { data: JSON.stringify(frames.shift()) }));
        await pause();
      };
      const find = (selector) => document.querySelector(selector);
      const picture = (id) => find("#" + id + " canvas").toDataURL();
      const data = (id) => find("#" + id).closest("figure").querySelector("details.data");
      """;

  @TempDir private Path folder;

  private final LivePage page = new LivePage(seconds(0), "preparing");
  private final List<String> frames = new ArrayList<>();

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
  }

  private static LoadReport seconds(int number) {
    List<Second> timeline =
        IntStream.range(0, number)
            .mapToObj(
                i ->
                    Second.builder(i)
                        .planned(300)
                        .started(300)
                        .established(290 + i)
                        .inFlight(20 + i)
                        .p50(10_000_000L + 1_000_000L * i)
                        .p99(30_000_000L)
                        .clientCpu(0.3)
                        .serverCpu(number < 3 ? null : Double.valueOf(0.9))
                        .build())
            .toList();
    return SampleReport.with(run -> run.toBuilder().timeline(timeline).build());
  }

  private void second(int number) {
    Histogram latencies = new Histogram(3);
    IntStream.range(1, 100).forEach(i -> latencies.recordValue(1_000_000L * i));
    page.add(number - 1, Map.of("total", latencies));
    page.show(seconds(number), "measuring, second " + number + " of 9");
    frames.add(page.frame());
  }

  /** What the script returns in the page, with the frames so far as {@code frames}. */
  private String seen(String script) throws Exception {
    String whole =
        "<script>(async () => { const frames = [%s]; %s %s })().then((text) => (document.body.dataset.seen = text));</script>"
            .formatted(String.join(",", frames).replace("<", "\\u003c"), HELPERS, script);
    LivePage first = new LivePage(seconds(0), "preparing");
    String html =
        first
            .html()
            .replace("<style>", CONNECTION + "<style>")
            .replace("</body>", whole + "</body>");
    Path file = Files.writeString(folder.resolve("page.html"), html);
    Seen seen = BROWSER.get().open(file, "--dump-dom");
    assertEquals(List.of(), seen.console());
    return seen.dom().replaceAll("(?s).*<body data-seen=\"([^\"]*)\".*", "$1");
  }

  @Test
  void everySecondChangesFiguresAndDrawings() throws Exception {
    page.begin(9, 0);
    IntStream.rangeClosed(3, 6).forEach(this::second);
    assertEquals(
        "4 headings, 4 rates, 4 heatmaps, 6 rows",
        seen(
            """
            const kinds = [new Set(), new Set(), new Set()];
            for (let i = 0; i < 4; i++) {
              await next();
              [find(".verdict").textContent, picture("run0-rates"), picture("run0-heat")].forEach((each, at) => kinds[at].add(each));
            }
            data("run0-rates").open = true;
            await pause();
            return kinds.map((each) => each.size).join("|").replace(/(.*)\\|(.*)\\|(.*)/, "$1 headings, $2 rates, $3 heatmaps, ")
              + data("run0-rates").querySelectorAll("tbody tr").length + " rows";
            """));
  }

  @Test
  void whatAReaderHasOpenedChosenOrFocusedStays() throws Exception {
    page.begin(9, 0);
    IntStream.rangeClosed(3, 7).forEach(this::second);
    assertEquals(
        "environment open, table open with 7 rows, line hidden, focus on key, focus on chart at 3 s, sorted",
        seen(
            """
            await next();
            const environment = [...document.querySelectorAll("details.section")].pop();
            environment.open = true;
            data("run0-rates").open = true;
            const key = find("#run0-rates .keys button");
            key.click();
            key.focus();
            const head = [...document.querySelectorAll("th button")].find((each) => each.textContent === "p99");
            head.click();
            const column = () => [...head.closest("table").tBodies[0].rows].map((row) => Number(row.cells[3].dataset.value));
            await pause();
            await next();
            const first = document.activeElement === key;
            const chart = find("#run0-rates");
            chart.focus();
            chart.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
            for (let i = 0; i < 3; i++) chart.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
            await next();
            await next();
            await next();
            await pause();
            const where = chart.closest("figure").querySelector(".where").textContent;
            return [
              environment.isConnected && environment.open ? "environment open" : "environment closed",
              (data("run0-rates").open ? "table open" : "table closed") + " with " + data("run0-rates").querySelectorAll("tbody tr").length + " rows",
              key.isConnected && key.getAttribute("aria-pressed") === "false" ? "line hidden" : "line shown",
              first ? "focus on key" : "focus lost",
              "focus on " + (document.activeElement === chart ? "chart at " + where : "?"),
              column().every((value, i, all) => i === 0 || all[i - 1] <= value) ? "sorted" : "not sorted",
            ].join(", ");
            """));
  }

  @Test
  void sectionsAndLinesAppearOnceTheyAreKnown() throws Exception {
    page.begin(9, 0);
    second(1);
    second(3);
    assertEquals(
        "none; heatmap, generator; heatmap, server generator; sections in order, 1 set of tools",
        seen(
            """
            const lines = () => [...document.querySelectorAll("#run0-cpu .keys span")].map((each) => each.textContent).join(" ");
            const state = () => (find("#run0-heat canvas") ? "heatmap, " + lines() : "none");
            const states = [state()];
            await next();
            states.push(state());
            find("#run0-cpu").focus();
            await next();
            states.push(state());
            const headings = [...document.querySelectorAll("h2")].map((each) => each.textContent);
            const at = (name) => headings.indexOf(name);
            const inOrder = at("Latency over time") >= 0 && at("Latency over time") < at("Second by second") && at("Second by second") < at("Latency by percentile");
            const sets = find("#run0-cpu").closest("figure").querySelectorAll("details.data").length;
            return states.join("; ") + "; " + (inOrder ? "sections in order, " : headings.join() + ", ") + sets + " set of tools";
            """));
  }

  @Test
  void theEndShowsTheVerdictAndConnectsNoMore() throws Exception {
    page.begin(9, 0);
    second(4);
    page.end(seconds(4).servedTo(2), Additions.NONE);
    frames.add(page.frame());
    assertEquals(
        "RUNNING, 0 closed; VALID, 1 closed; The run has ended; served live, to 2 viewers at most",
        seen(
            """
            const state = () => find(".badge").textContent + ", " + connection.closed + " closed";
            await next();
            const states = [state()];
            await next("end");
            return [...states, state(), find("[role=status]").textContent.split(".")[0], find("h1 + p").textContent.split(" · ").pop()].join("; ");
            """));
  }

  @Test
  void aLostConnectionIsShownAndNotTriedAgain() throws Exception {
    page.begin(9, 0);
    second(4);
    assertEquals(
        "RUNNING, 1 closed, The run has ended, or the connection to it was lost",
        seen(
            """
            await next();
            connection.dispatchEvent(new Event("error"));
            return [find(".badge").textContent, connection.closed + " closed", find("[role=status]").textContent.split(":")[0]].join(", ");
            """));
  }
}
