package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.page.RunPage;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.NetworkFigures;
import dev.kexbench.results.report.NetworkFigures.Direction;
import dev.kexbench.results.report.NetworkFigures.Timing;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges by their networks, in text, Markdown and on a page; and the network of one run. */
class NetworkGridTest {
  private static Run run(String exchange, long rttMillis) {
    return run(exchange, "rtt=" + rttMillis + "ms", rttMillis);
  }

  private static Run run(String exchange, String network, long rttMillis) {
    long delay = rttMillis * 500_000;
    Timing timing = new Timing(delay, delay, delay + 9_000, delay + 80_000, 81_000, 300_000);
    Direction direction = new Direction(1_234, 98_765, 12, 0, 0, timing);
    Plan plan = SampleReport.planWith(null, Map.of(Plan.NETWORK, network));
    return SampleReport.planned(SampleReport.run(), exchange, plan).toBuilder()
        .network(
            new NetworkFigures(
                "rtt=" + rttMillis + "ms",
                NetworkFigures.RELAY,
                true,
                delay,
                0.13,
                direction,
                direction,
                network.endsWith("fastopen") ? 95L : null))
        .build();
  }

  private static LoadReport report(int... rtts) {
    List<Run> runs = new ArrayList<>();
    for (String exchange : List.of("kx1-rsa2048", "tls12-ecdhe-rsa@bouncycastle")) {
      for (int rtt : rtts) {
        runs.add(run(exchange, rtt));
      }
    }
    return SampleReport.withRuns(Verdict.of(List.of()), runs);
  }

  @Test
  void columnsGoFromTheShortestDelayToTheLongest() {
    NetworkGrid grid = NetworkGrid.of(report(100, 1, 50)).orElseThrow();
    assertEquals(List.of("rtt=1ms", "rtt=50ms", "rtt=100ms"), grid.networks());
    assertEquals(2, grid.exchanges().size());
    assertTrue(grid.markdown().contains("| exchange, p99 | rtt=1ms | rtt=50ms | rtt=100ms |"));
  }

  @Test
  void manyNetworksAreSeveralTablesThatFitATerminal() {
    String text = Summary.of(report(1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120));
    assertTrue(text.lines().allMatch(line -> line.length() <= WrappedText.WIDTH), text);
    assertTrue(text.contains("rtt=120ms"), text);
  }

  @Test
  void rowsOfTheTableOfExchangesNameTheNetwork() {
    String text = Summary.of(report(1, 50));
    assertTrue(text.contains("\nkx1-rsa2048 over rtt=50ms "), text);
  }

  @Test
  void aPageHasAFieldForEachExchangeAndNetwork() {
    String page = RunPage.of(report(1, 50));
    assertTrue(page.contains("<h2>Latency by distance</h2>"));
    assertEquals(2 * 2 * 2, page.split("<td style=\"--share:").length - 1);
    assertTrue(page.contains("2 exchanges over 2 networks"));
  }

  @Test
  void aPresetIsExplainedOnceBelowTheGrid() {
    LoadReport named =
        SampleReport.withRuns(
            Verdict.of(List.of()),
            List.of(run("kx1-rsa2048", "dc", 5), run("kx1-rsa2048", "rtt=50ms", 50)));
    NetworkGrid grid = NetworkGrid.of(named).orElseThrow();
    assertEquals(List.of("dc", "rtt=50ms"), grid.networks());
    assertEquals("dc is rtt=5ms", grid.notes().get(1));
    assertEquals(2, grid.notes().size());
    assertEquals(2, Summary.of(named).split("dc is rtt=5ms", -1).length);
    assertEquals(2, RunPage.of(named).split("dc is rtt=5ms", -1).length);
    assertTrue(grid.markdown().endsWith("\ndc is rtt=5ms\n"), grid.markdown());
  }

  @Test
  void aFieldWithoutARunHasADashAndANote() {
    List<Run> runs =
        List.of(
            run("kx1-rsa2048", 1), run("kx1-rsa2048", 50), run("tls12-ecdhe-rsa@bouncycastle", 1));
    LoadReport stopped = SampleReport.withRuns(Verdict.of(List.of()), runs);
    NetworkGrid grid = NetworkGrid.of(stopped).orElseThrow();
    assertTrue(grid.markdown().contains("| – |"), grid.markdown());
    assertTrue(grid.notes().get(1).startsWith("– no run"), grid.notes()::toString);
    assertTrue(RunPage.of(stopped).contains("<td class=\"none\">–</td>"));
    assertFalse(NetworkGrid.of(report(1, 50)).orElseThrow().text().contains("–"));
  }

  @Test
  void aFieldWhoseGeneratorWasTheLimitHasADashToo() {
    ValidityReason late =
        new ValidityReason(
            ReasonKey.LAG, Validity.INVALID, "kx1-rsa2048 over rtt=1ms: the loops ran late");
    LoadReport report = SampleReport.withRuns(Verdict.of(List.of(late)), report(1, 50).runs());
    NetworkGrid grid = NetworkGrid.of(report).orElseThrow();
    assertEquals("–", grid.text("kx1-rsa2048", "rtt=1ms", ExchangeFigures.Figure.P99));
    assertEquals(
        List.of("– the generator was the limit: the latencies would describe it"),
        grid.notes().subList(1, grid.notes().size()));
    assertTrue(RunPage.of(report).contains("<td class=\"none\">–</td>"));
  }

  @Test
  void oneRunStatesHowManyConnectionsOpenedFast() {
    Run run = run("kx1-rsa2048", "rtt=50ms,fastopen", 50);
    LoadReport one = SampleReport.withRuns(Verdict.of(List.of()), List.of(run));
    String text = Summary.of(one).replaceAll("\\s+", " ");
    assertTrue(text.contains("the server took the first data of 95 of "), text);
  }

  @Test
  void oneNetworkIsNoGrid() {
    assertTrue(NetworkGrid.of(report(50)).isEmpty());
    assertFalse(Summary.of(report(50)).contains("over rtt=50ms"));
  }

  @Test
  void oneRunShowsWhatItsNetworkDid() {
    LoadReport one = SampleReport.withRuns(Verdict.of(List.of()), List.of(run("kx1-rsa2048", 50)));
    String text = Summary.of(one);
    assertTrue(text.contains("rtt=50ms, 25.0 ms each way, by a relay that used 0.130 cores"), text);
    assertTrue(text.matches("(?s).*to the server +1,234 +12 +0 +0 +25.0 ms +25.1 ms.*"), text);
    assertTrue(RunPage.of(one).contains("<h2>Network</h2>"));
  }

  @Test
  void aReportKeepsIt(@TempDir Path folder) {
    LoadReport written = report(1, 50);
    Path file = folder.resolve("report.json");
    ReportFiles.write(written, file);
    assertEquals(
        written.runs().stream().map(Run::network).toList(),
        ReportFiles.read(file).runs().stream().map(Run::network).toList());
  }
}
