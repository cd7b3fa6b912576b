package dev.kexbench.results.render.page;

import dev.kexbench.results.render.ExchangeTable;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ValidityReason;
import java.util.List;

/** Load tests of several exchanges as a page with their table; each has a page of its own. */
final class ExchangePage {
  private ExchangePage() {}

  static String of(LoadReport report) {
    ExchangeTable exchanges = new ExchangeTable(report);
    List<String> reasons =
        report.verdict().reasons().stream().map(ValidityReason::text).distinct().toList();
    List<List<String>> facts =
        Json.fields(report.environment()).entrySet().stream()
            .filter(fact -> fact.getValue() != null)
            .map(fact -> List.of(fact.getKey(), String.valueOf(fact.getValue())))
            .toList();
    String body =
        "<h1>Exchanges</h1>\n"
            + Html.paragraph("quiet", "started " + report.startedAt())
            + TablePage.table(exchanges.head(), exchanges.lines())
            + Html.paragraph("quiet", exchanges.explanation())
            + Html.list(reasons)
            + Html.heading("Environment")
            + HtmlTable.facts(List.of("fact", "value"), facts);
    return new Page(report.name(), body, List.of()).html();
  }
}
