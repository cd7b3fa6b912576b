package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleExchanges;
import dev.kexbench.results.report.Stage;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of several exchanges, as HTML. */
class ExchangePageTest {
  private static final LoadReport REPORT = SampleExchanges.report();
  private static final String PAGE = RunPage.of(REPORT);

  private static String line(String exchange) {
    Matcher line =
        Pattern.compile("<tr [^>]*><td role=\"rowheader\" data-value=\"" + exchange + "\">.*</tr>")
            .matcher(PAGE);
    assertTrue(line.find(), exchange);
    return line.group();
  }

  /** The middle one of the exchange's three runs. */
  private static double median(String exchange, ToDoubleFunction<Run> figure) {
    return REPORT.runs().stream()
        .filter(run -> run.label().equals(exchange))
        .mapToDouble(figure)
        .sorted()
        .skip(1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyFigureIsTheMedianOfTheReportsRuns() {
    for (String name : SampleExchanges.NAMES) {
      String line = line(name);
      boolean onlyCosts = name.equals(SampleExchanges.ONLY_COSTS);
      double cpu = median(name, run -> run.cost().serverCpuMicrosPerHandshake());
      double p99 = median(name, run -> run.latency(Stage.TOTAL).p99());
      List<String> texts =
          List.of(
              Numbers.significant(1e6 / cpu) + "/s",
              onlyCosts ? "–" : Numbers.duration(p99),
              onlyCosts
                  ? "–"
                  : Numbers.duration(median(name, run -> run.latency(Stage.TOTAL).p50())),
              Numbers.duration(cpu * 1e3),
              Numbers.duration(median(name, run -> run.cost().clientCpuMicrosPerHandshake()) * 1e3),
              Numbers.whole(median(name, run -> run.wire().clientBytes())) + " B",
              Numbers.whole(median(name, run -> run.wire().serverBytes())) + " B",
              Numbers.whole(median(name, run -> run.wire().roundTrips())));
      texts.forEach(text -> assertTrue(line.contains("<span>" + text + "</span>"), text + line));
      String sorted = "data-value=\"" + BigDecimal.valueOf(p99).toPlainString() + "\"";
      assertEquals(!onlyCosts, line.contains(sorted), sorted + line);
    }
  }

  @Test
  void barsBeginAtZeroAndTheLongestIsTheFirst() {
    Matcher lengths =
        Pattern.compile("handshakes per core\"[^>]*>.*?class=\"length\" style=\"width:([\\d.]+)%")
            .matcher(PAGE);
    double longest = 0;
    double most = 1e6 / median("kx1-rsa2048", run -> run.cost().serverCpuMicrosPerHandshake());
    for (String name : SampleExchanges.NAMES) {
      assertTrue(lengths.find(), name);
      double length = Double.parseDouble(lengths.group(1));
      longest = Math.max(longest, length);
      double share =
          1e6 / median(name, run -> run.cost().serverCpuMicrosPerHandshake()) / most * longest;
      assertEquals(share, length, 0.02, name);
    }
    assertTrue(PAGE.contains("aria-sort=\"descending\">handshakes per core"));
  }

  @Test
  void whiskersReachFromTheLowestToTheHighestRun() {
    String line = line("kx1-rsa2048");
    assertTrue(line.contains("aria-label=\"3 runs, from 12,860/s to 13,889/s\""), line);
    assertEquals(2, line.split("class=\"whisker\"", -1).length - 1, line);
    String single = RunPage.of(SampleExchanges.report(SampleExchanges.NAMES, 1));
    assertTrue(!single.contains("class=\"whisker\"") && single.contains("One run of each."));
  }

  @Test
  void marksHaveNamesAndALegend() {
    String line = line("kx1-rsa3072");
    assertTrue(
        line.contains("role=\"img\" aria-label=\"forward secret\" title=\"forward secret\">FS<"),
        line);
    assertTrue(!line.contains(">once<"), line);
    for (String mark : List.of("FS", "auth", "cert", "dict", "PQ", "once")) {
      assertTrue(
          PAGE.contains("<span class=\"mark\" aria-hidden=\"true\">" + mark + "</span>"), mark);
    }
  }

  @Test
  void linesThatAreNotValidStateTheReason() {
    String invalid = line(SampleExchanges.INVALID);
    assertTrue(invalid.startsWith("<tr role=\"row\" class=\"unusable\">"), invalid);
    assertTrue(
        invalid.contains(
            ">INVALID</span> <a href=\"#why-tls12-ecdhe-ecdsa@bouncycastle\">other processes used"
                + " the cores, the generator was the limit, and 1 more</a>"),
        invalid);
    assertTrue(PAGE.contains("<h3 id=\"why-tls12-ecdhe-ecdsa@bouncycastle\">"));
    assertTrue(PAGE.contains("JIT compilers used &lt;3 %&gt;"), "texts are escaped");
    assertTrue(
        line("kx1-noise").contains(">SUSPECT</span> <a href=\"#why-kx1-noise\">not in steady"));
    assertTrue(!line("kx1-rsa2048").contains("badge"));
    assertTrue(PAGE.contains("Do not use the figures of tls12-ecdhe-ecdsa@bouncycastle. "));
  }

  @Test
  void aLineWhoseGeneratorWasTheLimitHasABarOfItsCostsOnly() {
    String line = line(SampleExchanges.ONLY_COSTS);
    assertTrue(line.startsWith("<tr role=\"row\">"), line);
    assertTrue(line.contains("<span class=\"badge doubt\">ONLY COSTS</span>"), line);
    assertEquals(1, line.split("class=\"length\"", -1).length - 1, line);
    assertEquals(3, line.split("<span>–</span>", -1).length - 1, line);
    assertTrue(
        PAGE.contains(
            "The generator was the limit of tls12-psk@bouncycastle: only costs are shown. "));
    assertTrue(PAGE.contains("– in a row marked ONLY COSTS: the generator was the limit"));
  }
}
