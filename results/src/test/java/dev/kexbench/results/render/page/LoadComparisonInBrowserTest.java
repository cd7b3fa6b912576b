package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.render.FigureNames;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.Browser.Seen;
import dev.kexbench.results.render.page.ComparedLoadTests.Compared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of two sides of load tests, in a real browser. */
@Tag("process")
class LoadComparisonInBrowserTest {
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'";

  @TempDir private Path folder;

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
  }

  private Compared severalRuns() throws IOException {
    ComparedLoadTests tests = new ComparedLoadTests(folder);
    return tests.compare(tests.side("before", 5, 1), tests.side("after", 5, 1.2));
  }

  /** What a script returns in a page, which must write nothing to its console. */
  private String seen(Compared compared, String script) throws Exception {
    return seen(written(compared, script, "document.body.dataset.seen = text"));
  }

  private Path written(Compared compared, String script, String taker) throws IOException {
    assertTrue(compared.html().length() < 1 << 20, "a page is under 1 MiB");
    String measuring =
        "<script>(async () => { %s })().then((text) => %s);</script>".formatted(script, taker);
    return Files.writeString(
        folder.resolve("page.html"), compared.html().replace("</body>", measuring + "</body>"));
  }

  private static String seen(Path page) throws Exception {
    Seen seen = BROWSER.get().open(page, "--dump-dom");
    assertEquals(List.of(), seen.console());
    return seen.dom()
        .replaceAll("(?s).*<body data-seen=\"([^\"]*)\".*", "$1")
        .replace("&amp;", "&")
        .replace("&lt;", "<");
  }

  @Test
  void theFiguresAreThoseOfTheJsonTheClearestChangeFirst() throws Exception {
    Compared compared = severalRuns();
    String rows =
        """
        return [...document.querySelectorAll("table")].filter((each) => each.querySelectorAll("th").length === 8)
          .map((table) => [...table.tBodies[0].rows].map((row) => [0, 1, 2, 3, 4, 5].map((at) => row.cells[at].textContent).join("|")).join(";"))
          .join(" & ");
        """;
    JsonNode all = new ObjectMapper().readTree(compared.json()).path("rows");
    assertEquals(expected(all, false) + " & " + expected(all, true), seen(compared, rows));
  }

  private static String expected(JsonNode rows, boolean unchanged) {
    List<JsonNode> some = new ArrayList<>();
    rows.forEach(
        row -> {
          boolean same = row.path("base").asDouble() == row.path("fresh").asDouble();
          if (unchanged == (same || row.path("verdict").asText().equals("equivalent"))) {
            some.add(row);
          }
        });
    assertFalse(some.isEmpty());
    some.sort(Comparator.comparingDouble(LoadComparisonInBrowserTest::overNoise).reversed());
    return String.join(";", some.stream().map(LoadComparisonInBrowserTest::line).toList());
  }

  /** From the interval, which is symmetric on a logarithmic scale. */
  private static double overNoise(JsonNode row) {
    double moved = Math.log(row.path("ratio").asDouble());
    double reach = Math.log(row.path("high").asDouble() / row.path("ratio").asDouble());
    return Math.abs(moved) < 1e-12 ? 0 : Math.abs(moved) / reach;
  }

  private static String line(JsonNode row) {
    String unit = row.path("unit").asText();
    FigureKey key = new FigureKey(Map.of(), row.path("figure").asText(), unit);
    return String.join(
        "|",
        FigureNames.of(key),
        Numbers.value(row.path("base").asDouble(), unit),
        Numbers.value(row.path("fresh").asDouble(), unit),
        Numbers.change(row.path("ratio").asDouble()),
        Numbers.change(row.path("low").asDouble())
            + " to "
            + Numbers.change(row.path("high").asDouble()),
        Numbers.significant(overNoise(row)));
  }

  @Test
  void unchangedRowsAreFoldedExceptOnPaper() throws Exception {
    String folded =
        """
        const rows = document.querySelector("details.rows");
        const state = () => [rows.open, rows.querySelectorAll("tbody tr").length].join(" ");
        const before = rows.querySelector("summary").textContent + ", " + state();
        dispatchEvent(new Event("beforeprint"));
        const during = state();
        dispatchEvent(new Event("afterprint"));
        return [before, during, state()].join(", ");
        """;
    assertEquals("6 unchanged rows, false 6, true 6, false 6", seen(severalRuns(), folded));
  }

  @Test
  void everyChartIsDrawn() throws Exception {
    String drawn =
        """
        return [...document.querySelectorAll("canvas")].map((canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let coloured = 0;
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] > 90 && Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 60) coloured++;
          return coloured > 30 ? "drawn" : "empty";
        }).join(" ");
        """;
    // two of percentiles, two heatmaps with their scales, six of seconds
    assertEquals("drawn ".repeat(12).strip(), seen(severalRuns(), drawn));
  }

  @Test
  void bothHeatmapsHaveOneScaleAndWhatIsChosenOfOneIsChosenOfBoth() throws Exception {
    String scales =
        """
        const maps = JSON.parse(document.getElementById("charts").textContent).filter((each) => "tags" in each);
        const scale = (map) => JSON.stringify([map.step, map.seconds, map.scales, map.tags.map((tag) => [tag.stage, tag.perDecade, tag.low])]);
        const [one, other] = document.querySelectorAll(".linked select");
        one.value = "generator lag";
        one.dispatchEvent(new Event("change", { bubbles: true }));
        return [maps.length, scale(maps[0]) === scale(maps[1]), maps[0].scales.length, other.value].join(" ");
        """;
    assertEquals("2 true 2 generator lag", seen(severalRuns(), scales));
  }

  @Test
  void statesBothSidesAndTheVerdictInWords() throws Exception {
    String text = BROWSER.get().open(written(severalRuns(), "", "0"), "--dump-dom").text();
    for (String shown :
        List.of(
            "kx1-rsa2048, 64 handshakes in flight for 20 s: new compared with base",
            "REGRESSED 6 of 12 judged figures regressed, most clearly ",
            "; none improved, 6 equivalent within 3 %.",
            "22 November 2026, 19:00 UTC",
            "5 runs",
            "The bands are 95 % intervals of each percentile, over 5 and 5 runs.",
            "of 2026-11-22T19-00-00-kx1-rsa2048, one of 5 runs",
            "each point is the median of all")) {
      assertTrue(text.contains(shown), shown + " in " + text);
    }
  }

  @Test
  void oneRunOfEachSideHasNoIntervals() throws Exception {
    ComparedLoadTests tests = new ComparedLoadTests(folder);
    Compared compared = tests.compare(tests.side("before", 1, 1), tests.side("after", 1, 1.2));
    String edges =
        """
        const curves = JSON.parse(document.getElementById("charts").textContent)[0];
        return curves.series.map((each) => each.label).join(" ") + " " + document.body.textContent.includes("there are no intervals");
        """;
    assertEquals("base new true", seen(compared, edges));
  }

  @Test
  void aSideWithoutItsLogNamesWhatIsMissing() throws Exception {
    ComparedLoadTests tests = new ComparedLoadTests(folder);
    String before = tests.side("before", 1, 1);
    Files.delete(Path.of(before).resolve("latency.hlog"));
    Compared compared = tests.compare(before, tests.side("after", 1, 1.2));
    String heatmaps =
        """
        return [...document.querySelectorAll(".linked figure")].map((each) => each.querySelectorAll("canvas").length + " " + each.querySelector("p")?.textContent).join("; ");
        """;
    assertEquals(
        "0 No heatmap: there is no latency.hlog of 2026-11-22T19-00-00-kx1-rsa2048 next to its"
            + " report.; 2 undefined",
        seen(compared, heatmaps));
  }

  @Test
  void logsAreReadForAPageOnly() throws Exception {
    ComparedLoadTests tests = new ComparedLoadTests(folder);
    String before = tests.side("before", 1, 1);
    String after = tests.side("after", 1, 1);
    Files.writeString(Path.of(before).resolve("latency.hlog"), "no histogram");
    assertEquals(0, ComparedLoadTests.execute(before, after));
    Compared compared = tests.compare(before, after);
    assertEquals(0, compared.exitCode());
    assertTrue(compared.html().contains("No heatmap: "), "and the page states it");
  }

  @Test
  void nothingIsCutOffOnAPhone() throws Exception {
    String cut =
        """
        const cut = [...document.querySelectorAll("body, main > .scroll, h1, p, .tile, figure")]
          .filter((each) => each.querySelectorAll("th").length < 8 && each.scrollWidth > each.clientWidth);
        return document.documentElement.clientWidth + " " + cut.map((each) => each.textContent.slice(0, 40)).join("; ");
        """;
    written(severalRuns(), cut, "parent.postMessage(text, '*')");
    String phone =
        """
        <!doctype html><body><script>addEventListener("message", (told) => (document.body.dataset.seen = told.data.trim()));</script>
        <iframe src="page.html" style="width:390px;height:20000px;border:0"></iframe></body>
        """;
    assertEquals("390", seen(Files.writeString(folder.resolve("phone.html"), phone)));
  }

  @Test
  void textsOfUsersAreText() throws Exception {
    ComparedLoadTests tests = new ComparedLoadTests(folder);
    Path before = tests.run("before", 1, report -> report);
    Path after =
        tests.run(
            "after",
            1.2,
            report ->
                report.withRuns(List.of(report.runs().get(0).toBuilder().label(HOSTILE).build())));
    Compared compared = tests.compare(before, after);
    assertFalse(compared.html().contains("<img"), "nothing unescaped");
    assertEquals("0 images", seen(compared, "return document.images.length + ' images'"));
  }
}
