package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.Browser.Seen;
import dev.kexbench.results.render.page.RunPage.Additions;
import dev.kexbench.results.report.AgentFigures;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a load test with the latencies of each second, in a real browser. */
@Tag("process")
class LoadPageInBrowserTest {
  private static final Optional<Browser> BROWSER = Browser.installed().findFirst();
  private static final int SECONDS = 20;
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'";

  @TempDir private Path folder;
  private Histogram total;

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(BROWSER.isPresent(), "no Chromium here; on Debian: apt-get install chromium");
  }

  @BeforeEach
  void logs() throws IOException {
    total = new SampleLog(List.of("total", "lag", "total.bad-mac"), 300).write(folder, SECONDS);
  }

  private List<Second> timeline() {
    List<Second> timeline = new ArrayList<>();
    for (Histogram each : IntervalLog.read(folder.resolve(IntervalLog.NAME), Stage.TOTAL)) {
      timeline.add(
          Second.builder(timeline.size())
              .planned(310)
              .started(305 + timeline.size())
              .established(300 - timeline.size())
              .failed(timeline.size())
              .inFlight(40 + timeline.size())
              .p50(each.getValueAtPercentile(50))
              .p99(each.getValueAtPercentile(99))
              .lagP99(90_000L)
              .clientCpu(0.3)
              .serverCpu(0.9)
              .serverJit(0.01)
              .build());
    }
    return timeline;
  }

  /** Two agents, a machine of which the cores are known, and a search. */
  private LoadReport report() {
    Contention cores = new Contention("0-1", 0.01, 0.0, 0.02, List.of());
    return SampleReport.with(
            run -> {
              Map<String, Latency> latency = new HashMap<>(run.latency());
              latency.put(Stage.TOTAL.key(), Latency.of(total));
              return run.toBuilder()
                  .timeline(timeline())
                  .latency(latency)
                  .machine(new MachineFigures(cores, cores, null))
                  .agents(List.of(agent("a1", run), agent("a2", run)))
                  .build();
            })
        .searched(SampleReport.search(1_250.0, "the generator was the limit"));
  }

  private static AgentFigures agent(String name, Run run) {
    Verdict valid = Verdict.of(List.of());
    return new AgentFigures(
        name, 1_200, 90_000, null, Counts.NONE, run.latency(), null, null, 0.2, valid);
  }

  /** The page with a script that returns a text, or a promise of one, and what takes it. */
  private Path written(LoadReport report, String script, String taker) throws IOException {
    String measuring =
        "<script>(async () => { %s })().then((text) => %s);</script>".formatted(script, taker);
    String html = RunPage.of(report, new Additions(folder, 0.04));
    return Files.writeString(
        folder.resolve("page.html"), html.replace("</body>", measuring + "</body>"));
  }

  /** What the script returns in the page. */
  private String seen(LoadReport report, String script) throws Exception {
    return seen(written(report, script, "document.body.dataset.seen = text"));
  }

  private static String seen(Path page) throws Exception {
    Seen seen = BROWSER.get().open(page, "--dump-dom");
    assertEquals(List.of(), seen.console());
    return seen.dom()
        .replaceAll("(?s).*<body data-seen=\"([^\"]*)\".*", "$1")
        .replace("&amp;", "&");
  }

  @Test
  void everyChartIsDrawn() throws Exception {
    String colourful =
        """
        const empty = [...document.querySelectorAll("canvas")].map((canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let coloured = 0;
          for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] > 90 && Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 60) coloured++;
          return coloured > 30 ? "drawn" : "empty";
        });
        return empty.join(" ");
        """;
    assertEquals("drawn ".repeat(11).strip(), seen(report(), colourful));
  }

  @Test
  void theTableOfTheHeatmapHasTheFiguresOfTheLog() throws Exception {
    String rows =
        """
        const details = document.querySelector("#run0-heat").closest("figure").querySelector("details");
        details.open = true;
        await new Promise((done) => setTimeout(done, 50));
        return [...details.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent).join(",")).join(";");
        """;
    List<String> expected = new ArrayList<>();
    for (Second second : timeline()) {
      expected.add(
          "%d,300,%s,%s"
              .formatted(
                  second.second(), Numbers.duration(second.p50()), Numbers.duration(second.p99())));
    }
    assertEquals(String.join(";", expected), seen(report(), rows));
  }

  @Test
  void stageAndClassOfTheHeatmapAreChosenAndArrowKeysMoveAlongIt() throws Exception {
    String choose =
        """
        const figure = document.querySelector("#run0-heat").closest("figure");
        const picture = () => figure.querySelector(".chart canvas").toDataURL();
        const [stage, clients] = figure.querySelectorAll("select");
        const pictures = [picture()];
        const choose = (select, value) => { select.value = value; select.dispatchEvent(new Event("change")); pictures.push(picture()); };
        choose(stage, "generator lag");
        choose(clients, "bad-mac");
        const chosen = stage.value;
        figure.querySelector(".chart").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
        return new Set(pictures).size + " pictures, " + chosen + ", " + figure.querySelector(".where").textContent.split(",")[0];
        """;
    assertEquals("3 pictures, from due time, second 0: 300 handshakes", seen(report(), choose));
  }

  @Test
  void tablesAndChartsLeaveThePageAsMarkdownCsvAndPng() throws Exception {
    String copy =
        """
        const taken = [];
        navigator.clipboard.writeText = async (text) => taken.push(text.split("\\n").slice(0, 3).join("/"));
        HTMLAnchorElement.prototype.click = function () { taken.push(this.download); };
        const figure = document.querySelector("#run0-rates").closest("figure");
        for (const button of figure.querySelectorAll(".tools button")) button.click();
        await new Promise((done) => setTimeout(done, 500));
        return taken.join(" & ");
        """;
    assertEquals(
        "| time | started | established | failed |/| --- | ---: | ---: | ---: |/"
            + "| 0 s | 305/s | 300/s | 0/s |"
            + " & time,started,established,failed/0 s,305/s,300/s,0/s/1 s,306/s,299/s,1.00/s"
            + " & Handshakes-per-second.png",
        seen(report(), copy));
  }

  @Test
  void paperIsLightWideEnoughAndShowsWhatIsCollapsed() throws Exception {
    String print =
        """
        const state = () => [document.querySelectorAll("details.section[open]").length, Math.round(document.querySelector("main").clientWidth) <= 700].join(" ");
        const before = state();
        dispatchEvent(new Event("beforeprint"));
        const during = state();
        dispatchEvent(new Event("afterprint"));
        return [before, during, state()].join(", ");
        """;
    assertEquals("0 false, 2 true, 0 false", seen(report(), print));
  }

  @Test
  void nothingIsCutOffOnAPhone() throws Exception {
    String cut =
        """
        const cut = [...document.querySelectorAll("body, main > .scroll, h1, p, .tile")]
          .filter((each) => each.querySelectorAll("th").length < 7 && each.scrollWidth > each.clientWidth);
        return document.documentElement.clientWidth + " " + cut.map((each) => each.textContent.slice(0, 40)).join("; ");
        """;
    written(report(), cut, "parent.postMessage(text, '*')");
    String phone =
        """
        <!doctype html><body><script>addEventListener("message", (told) => (document.body.dataset.seen = told.data.trim()));</script>
        <iframe src="page.html" style="width:390px;height:20000px;border:0"></iframe></body>
        """;
    assertEquals("390", seen(Files.writeString(folder.resolve("phone.html"), phone)));
  }

  @Test
  void textsOfUsersAreText() throws Exception {
    LoadReport report = report();
    Run run = report.runs().get(0);
    Map<String, Object> others = Map.of("options", Map.of("exchange", HOSTILE));
    Run hostile =
        run.toBuilder()
            .label(HOSTILE)
            .plan(SampleReport.planWith(null, others))
            .agents(List.of(agent(HOSTILE, run), agent("a2", run)))
            .classes(Map.of(HOSTILE, run.classes().get("bad-mac")))
            .build();
    LoadReport named =
        SampleReport.withRuns(report.verdict(), List.of(hostile)).searched(report.search());
    assertEquals("0 images", seen(named, "return document.images.length + ' images'"));
    assertFalse(
        RunPage.of(named, new Additions(folder, null)).contains("<img"), "nothing unescaped");
  }
}
