package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.page.RunPage.Additions;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a live page sends. */
class LivePageTest {
  private static final String ID = "heat";

  @TempDir private Path folder;

  private static Histogram of(long... nanos) {
    Histogram histogram = new Histogram(3);
    for (long each : nanos) {
      histogram.recordValue(each);
    }
    return histogram;
  }

  @Test
  void theHeatmapThatGrowsIsThatOfTheLogInTheEnd() throws IOException {
    new SampleLog(List.of("total", "lag", "total.bad-mac"), 100).write(folder, 9);
    Path log = folder.resolve(IntervalLog.NAME);
    HeatmapBins growing = new HeatmapBins(2);
    IntervalLog.forEach(
        log,
        each -> {
          growing.add(each.getTag(), each.getStartTimeStamp() / 1_000, each);
          growing.soFar(ID); // which must not change what comes later
        });
    assertEquals(HeatmapBins.of(ID, log, 2), growing.soFar(ID));
  }

  @Test
  void anIntervalThatIsNotOverYetHasItsHandshakesSoFar() {
    HeatmapBins bins = new HeatmapBins(2);
    assertEquals(Optional.empty(), bins.soFar(ID));
    bins.add("total", 0, of(1_000_000));
    assertEquals(List.of(1L), bins.soFar(ID).orElseThrow().tags().get(0).counts());
    bins.add("total", 1, of(1_000_000, 9_000_000));
    assertEquals(List.of(3L), bins.soFar(ID).orElseThrow().tags().get(0).counts());
    bins.add("total", 2, of(9_000_000));
    assertEquals(List.of(3L, 1L), bins.soFar(ID).orElseThrow().tags().get(0).counts());
  }

  @Test
  void aRunThatIsGoingOnHasNoVerdict() {
    LivePage page = new LivePage(SampleReport.complete(), "measuring, second 3 of 20");
    assertTrue(page.html().contains("RUNNING</span> measuring, second 3 of 20: 2,431 handshakes"));
    assertFalse(page.html().contains("badge good"));
  }

  @Test
  void aFrameIsOneLineWithThePlacesOfAllItsCharts() {
    LivePage page = new LivePage(SampleReport.complete(), "preparing");
    page.begin(20, 0);
    page.add(0, Map.of("total", of(5_000_000), "lag", of()));
    page.show(SampleReport.complete(), "measuring");
    assertEquals(1, page.frame().lines().count());
    assertTrue(page.frame().contains("id=\\\"run0-heat\\\""));
    assertTrue(page.frame().contains("\"tags\":[{\"stage\":\"from due time\""), page.frame());
  }

  @Test
  void theEndIsThePageOfTheReport() {
    LivePage page = new LivePage(SampleReport.complete(), "preparing");
    page.end(SampleReport.complete(), Additions.NONE);
    String report = RunPage.of(SampleReport.complete());
    String live = page.html();
    assertEquals(body(report), body(live));
    assertFalse(report.contains("EventSource"), "a report connects to nothing");
  }

  private static String body(String html) {
    return html.substring(html.indexOf("<body>"), html.indexOf("</main>"));
  }
}
