package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleExchanges;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of several exchanges for a terminal, and with all columns. */
class ExchangeTableTest {
  private static int width(String text) {
    return text.lines().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
  }

  @Test
  void noLineOfAllExchangesIsWiderThan120Characters() {
    LoadReport report = SampleExchanges.report();
    String summary = Summary.of(report);
    assertTrue(width(summary) <= 120, summary);
    SampleExchanges.NAMES.forEach(name -> assertTrue(summary.contains("\n" + name + " "), name));
    assertTrue(summary.contains("PQ post-quantum"), summary);
    assertTrue(
        words(summary).contains("--wide also prints p50, server CPU, in operations"), summary);
  }

  @Test
  void aRowIsMarkedWithWhatIsWrong() {
    String table = new ExchangeTable(SampleExchanges.report()).text(false);
    assertTrue(table.matches("(?s).*\ntls12-ecdhe-ecdsa@bouncycastle +\\S+ +\\S+\\*~! .*"), table);
    assertTrue(table.matches("(?s).*\ntls12-ecdhe-psk@bouncycastle +\\S+ +[\\d,]+\\* .*"), table);
    assertTrue(table.contains("! INVALID"), table);
  }

  private static LoadReport judged(List<Run> runs, ValidityReason... reasons) {
    return SampleReport.withRuns(Verdict.of(List.of(reasons)), runs);
  }

  private static List<Run> runs(String... names) {
    return SampleExchanges.report(List.of(names), 2).runs();
  }

  private static ValidityReason flaw(ReasonKey key, String exchange) {
    return new ValidityReason(key, Validity.INVALID, exchange + ": it was wrong");
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
  }

  @Test
  void aRowWhoseGeneratorWasTheLimitHasItsCostsAndNeitherRateNorLatencies() {
    ExchangeTable table = new ExchangeTable(SampleExchanges.report());
    for (String text : List.of(table.text(false), table.text(true))) {
      String name = "(?s).*\n" + SampleExchanges.ONLY_COSTS;
      assertTrue(text.matches(name + " +[\\d.,]+ +– +–( +–)? +[\\d.,]+ .*"), text);
      assertTrue(words(text).contains("– in rate, p50 and p99: the generator was the limit"), text);
    }
    assertTrue(
        table
            .markdown()
            .matches(
                "(?s).*\\| " + SampleExchanges.ONLY_COSTS + " \\| \\S+ \\| – \\| – \\| – \\| .*"),
        table.markdown());
  }

  @Test
  void aTableOfSuchRowsOnlyNamesNoOtherMark() {
    String text =
        new ExchangeTable(
                judged(
                    runs("kx1-noise", "kx1-hybrid"),
                    flaw(ReasonKey.LAG, "kx1-noise"),
                    flaw(ReasonKey.GENERATOR_CPU, "kx1-hybrid"),
                    flaw(ReasonKey.LAG, "kx1-hybrid")))
            .text(false);
    assertEquals(
        2, text.lines().filter(line -> line.matches("kx1-\\S+ +\\S+ +– +– .*")).count(), text);
    assertFalse(text.contains("!"), text);
    assertFalse(text.contains("*"), text);
  }

  @Test
  void aRowThatIsInvalidForAnotherReasonTooKeepsItsMark() {
    String text =
        new ExchangeTable(
                judged(
                    runs("kx1-noise", "kx1-hybrid"),
                    flaw(ReasonKey.LAG, "kx1-noise"),
                    flaw(ReasonKey.STARVED, "kx1-noise")))
            .text(false);
    assertTrue(text.matches("(?s).*\nkx1-noise +\\S+ +[\\d,]+! .*"), text);
    assertFalse(text.contains("–"), text);
  }

  @Test
  void whereTheHostChangedItsSpeedCpuTimeIsComparableInOperations() {
    LoadReport report =
        judged(
            runs("kx1-rsa2048", "kx1-noise"),
            new ValidityReason(
                ReasonKey.HOST_SPEED, Validity.SUSPECT, "kx1-noise: the host changed its speed"));
    ExchangeTable table = new ExchangeTable(report);
    assertTrue(
        words(table.text(false)).contains("server CPU in operations (--wide) remains comparable"));
    String wide = table.text(true);
    double operations = report.runs().get(0).serverCpuInOperations();
    double others = report.runs().get(1).serverCpuInOperations();
    assertTrue(wide.lines().findFirst().orElseThrow().contains("   in operations   "), wide);
    assertTrue(wide.contains("  " + Numbers.significant((operations + others) / 2) + "  "), wide);
    assertTrue(
        words(wide)
            .contains("in operations: server CPU over the time of one private-key operation"),
        wide);
  }

  @Test
  void wideTablesAndMarkdownHaveEveryColumn() {
    ExchangeTable table = new ExchangeTable(SampleExchanges.report());
    String wide = table.text(true);
    String head = wide.lines().findFirst().orElseThrow();
    for (String column : table.head()) {
      assertTrue(head.contains(column), column);
      assertTrue(table.markdown().contains("| " + column + " |"), column);
    }
    assertEquals(11 + SampleExchanges.TRAITS.size(), table.head().size());
    assertFalse(wide.contains("--wide"), wide);
  }

  @Test
  void longerNamesAndUnknownPropertiesCostColumnsNotWidth() {
    String name = "tls13-psk-dhe-over-a-much-longer-name-of-an-exchange";
    String summary = Summary.of(SampleExchanges.report(List.of(name, "kx1-rsa2048"), 2));
    assertTrue(width(summary) <= 120, summary);
    assertTrue(summary.contains("\n" + name + " "), summary);
    assertTrue(
        summary.contains(
            "p50, server CPU, in operations, client CPU, client B, server B, round trips"),
        summary);
    Map<String, Object> traits = Map.of(Plan.TRAITS, Map.of("resumes without a ticket", true));
    LoadReport report =
        SampleReport.withRuns(
            Verdict.of(List.of()),
            List.of(
                SampleReport.planned(
                    SampleReport.run(), "new", SampleReport.planWith(null, traits)),
                SampleReport.run()));
    assertTrue(Summary.of(report).contains("resumes without a ticket\n"), Summary.of(report));
  }

  @Test
  void aLineIsBrokenAtSpacesButNotBetweenANumberAndItsUnit() {
    String text = "  " + "word ".repeat(23) + "in 12 ms and then";
    assertEquals(
        "  " + "word ".repeat(23) + "in\n    12 ms and then\n", WrappedText.of(text, "    "));
  }
}
