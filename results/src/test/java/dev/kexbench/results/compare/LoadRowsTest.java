package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleExchanges;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.statistics.Sample;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadRowsTest {
  @TempDir private Path folder;

  private static Run run(String round) {
    return SampleReport.run().toBuilder().round(round).build();
  }

  private static LoadReport report(String... rounds) {
    return SampleReport.withRuns(
        Verdict.of(List.of()), List.of(rounds).stream().map(LoadRowsTest::run).toList());
  }

  private static Sample first(LoadReport report) {
    return LoadRows.of("x", report).rows().get(0).sample();
  }

  @Test
  void runsOfOnePlanAreOneFigureWithTheirRounds() {
    Sample sample = first(report("a, round 1", "a, round 2"));
    assertEquals(2, sample.runs().size());
    assertEquals(List.of("a, round 1", "a, round 2"), sample.rounds());
  }

  @Test
  void runsThatWereNotMeasuredInRoundsHaveNone() {
    LoadReport plain =
        SampleReport.withRuns(
            Verdict.of(List.of()), List.of(SampleReport.run(), SampleReport.run()));
    assertEquals(2, first(plain).runs().size());
    assertEquals(List.of(), first(plain).rounds());
  }

  @Test
  void anExchangeWhoseGeneratorWasTheLimitHasItsCostsOnly() {
    Map<String, Set<String>> figures = new HashMap<>();
    LoadRows.of("x", SampleExchanges.report())
        .rows()
        .forEach(
            row ->
                figures
                    .computeIfAbsent(
                        row.key().facets().values().iterator().next(), any -> new TreeSet<>())
                    .add(row.key().figure()));
    assertEquals(
        Set.of(
            "clientCpuMicrosPerHandshake", "serverCpuMicrosPerHandshake", "serverCpuInOperations"),
        figures.get(SampleExchanges.ONLY_COSTS));
    assertTrue(figures.get("kx1-rsa2048").contains("total.p99"), figures::toString);
    assertTrue(figures.get(SampleExchanges.INVALID).contains("total.p99"), figures::toString);
  }

  @Test
  void theReasonIsThatOfOneExchangeWhereTheyAreCompared() {
    ReportFiles.write(SampleExchanges.report(), folder.resolve("report.json"));
    Map<String, ResultSet> exchanges = Results.load(folder.toString()).by("label");
    FigureKey p99 = new FigureKey(Map.of(), "total.p99", "ns");
    assertEquals(
        "the generator was the limit, so only costs are compared",
        exchanges.get(SampleExchanges.ONLY_COSTS).omitted().get(p99));
    assertEquals(Map.of(), exchanges.get("kx1-rsa2048").omitted());
  }

  @Test
  void roundsAreReadFromAFolder() {
    ReportFiles.write(report("a, round 1", "a, round 3"), folder.resolve("report.json"));
    Sample sample = ResultSet.load(List.of(folder)).rows().get(0).sample();
    assertEquals(List.of("a, round 1", "a, round 3"), sample.rounds());
  }
}
