package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.results.render.ExchangeTrait;
import dev.kexbench.results.render.Summary;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.report.WireFigures;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of {@code scripts/loadtest --exchanges all}, with the catalogue's names. */
class ExchangeTableWidthTest {
  private static Run run(Exchange exchange) {
    Map<String, Boolean> traits = new LinkedHashMap<>();
    for (Trait trait : Trait.values()) {
      traits.put(trait.label(), exchange.traits().contains(trait));
    }
    Plan plan =
        Plan.builder(exchange.name(), "accp 2.5.0")
            .concurrency(10_000)
            .others(Map.of(Plan.TRAITS, traits))
            .build();
    return Run.builder(exchange.name(), plan)
        .rates(new Rates(123_456, 123_456, 123_456))
        .cost(new Cost(7.36e3, 8.1, null))
        .wire(new WireFigures(12_345, 12_345, 3))
        .build();
  }

  @Test
  void allExchangesOfTheCatalogueFit120Characters() {
    String summary = summary(Catalogue.all(EngineChoice.EVERY));
    int widest =
        summary.lines().mapToInt(line -> line.codePointCount(0, line.length())).max().orElse(0);
    assertTrue(widest <= 120, summary);
    assertTrue(summary.contains(" rate   p99   client B   server B "), summary);
  }

  @Test
  void shortNamesLeaveRoomForAllColumns() {
    String summary =
        summary(Catalogue.all().stream().filter(each -> each.engine().isEmpty()).toList());
    assertTrue(
        summary.contains("client CPU   client B   server B   round trips   properties"), summary);
  }

  private static String summary(List<Exchange> exchanges) {
    List<Run> runs = exchanges.stream().map(ExchangeTableWidthTest::run).toList();
    LoadReport report =
        new LoadReport(
            LoadReport.SCHEMA,
            "all",
            Instant.EPOCH,
            false,
            Verdict.of(List.of()),
            Environment.builder().build(),
            runs,
            null);
    return Summary.of(report);
  }

  @Test
  void everyPropertyHasAMarkOfItsOwn() {
    List<String> marks =
        Arrays.stream(Trait.values())
            .map(each -> ExchangeTrait.labelled(each.label()).mark())
            .toList();
    assertEquals(marks.size(), marks.stream().distinct().count());
    assertTrue(marks.stream().allMatch(mark -> mark.length() <= 4), marks::toString);
  }
}
