package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.SampleExchanges;
import dev.kexbench.results.report.SampleReport;
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
    assertTrue(summary.matches("(?s).*--wide also prints p50,\\s+server\\s+CPU.*"), summary);
  }

  @Test
  void aRowIsMarkedWithWhatIsWrong() {
    String table = new ExchangeTable(SampleExchanges.report()).text(false);
    assertTrue(table.matches("(?s).*\ntls12-ecdhe-ecdsa@bouncycastle +\\S+ +\\S+\\*~! .*"), table);
    assertTrue(table.matches("(?s).*\ntls12-psk@bouncycastle +\\S+ +[\\d,]+\\* .*"), table);
    assertTrue(table.contains("! INVALID"), table);
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
    assertEquals(10 + SampleExchanges.TRAITS.size(), table.head().size());
    assertFalse(wide.contains("--wide"), wide);
  }

  @Test
  void longerNamesAndUnknownPropertiesCostColumnsNotWidth() {
    String name = "tls13-psk-dhe-over-a-much-longer-name-of-an-exchange";
    String summary = Summary.of(SampleExchanges.report(List.of(name, "kx1-rsa2048"), 2));
    assertTrue(width(summary) <= 120, summary);
    assertTrue(summary.contains("\n" + name + " "), summary);
    assertTrue(
        summary.contains("p50, server CPU, client CPU, client B, server B, round trips"), summary);
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
