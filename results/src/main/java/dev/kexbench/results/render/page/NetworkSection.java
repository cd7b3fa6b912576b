package dev.kexbench.results.render.page;

import dev.kexbench.results.render.ExchangeFigures.Figure;
import dev.kexbench.results.render.NetworkGrid;
import dev.kexbench.results.render.NetworkTable;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import java.util.Objects;
import java.util.stream.Collectors;

/** The emulated network of a run, and the latencies of several exchanges by their networks. */
final class NetworkSection {
  private NetworkSection() {}

  /** What the network of one run did; empty without one. */
  static String of(Run run) {
    return run.network() == null
        ? ""
        : Html.heading("Network")
            + Html.paragraph("quiet", NetworkTable.note(run))
            + TablePage.table(NetworkTable.HEAD, NetworkTable.lines(run.network()));
  }

  /** A heatmap of exchanges and networks for each figure; empty without different networks. */
  static String of(LoadReport report) {
    return NetworkGrid.of(report)
        .map(
            grid ->
                Html.heading("Latency by distance")
                    + Html.paragraph(
                        "quiet",
                        grid.notes().get(0)
                            + "; darker fields took longer, on a logarithmic scale.")
                    + NetworkGrid.FIGURES.stream()
                        .map(figure -> new Fields(grid, figure).html())
                        .collect(Collectors.joining())
                    + grid.notes().stream()
                        .skip(1)
                        .map(note -> Html.paragraph("quiet", note))
                        .collect(Collectors.joining()))
        .orElse("");
  }

  /** The fields of one figure. */
  private record Fields(NetworkGrid grid, Figure figure) {
    /** The most colour of a field: its text stays readable on it. */
    private static final double MOST_PERCENT = 55;

    private static final double LEAST_PERCENT = 5;

    private String html() {
      String head =
          grid.networks().stream()
              .map(network -> "<th scope=\"col\">" + Html.escaped(network) + "</th>")
              .collect(Collectors.joining());
      String rows = grid.exchanges().stream().map(this::row).collect(Collectors.joining());
      return ("<div class=\"scroll\"><table"
              + " class=\"distance\"><thead><tr><th>%s</th>%s</tr></thead>\n"
              + "<tbody>\n"
              + "%s</tbody></table></div>\n")
          .formatted(Html.escaped(figure.head() + " in ms"), head, rows);
    }

    private String row(String exchange) {
      return grid.networks().stream()
          .map(network -> field(exchange, network))
          .collect(
              Collectors.joining(
                  "", "<tr><th scope=\"row\">" + Html.escaped(exchange) + "</th>", "</tr>\n"));
    }

    private String field(String exchange, String network) {
      Double value = grid.value(exchange, network, figure);
      String text = Html.escaped(grid.text(exchange, network, figure));
      if (value == null) {
        return "<td class=\"none\">" + text + "</td>";
      }
      return "<td style=\"--share:%s\">%s</td>"
          .formatted(
              Html.percent((LEAST_PERCENT + (MOST_PERCENT - LEAST_PERCENT) * share(value)) / 100),
              text);
    }

    /** Where the value lies between the least and the most of all fields, by its logarithm. */
    private double share(double value) {
      double[] all =
          grid.exchanges().stream()
              .flatMap(
                  exchange -> grid.networks().stream().map(n -> grid.value(exchange, n, figure)))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .filter(each -> each > 0)
              .sorted()
              .toArray();
      if (value <= 0 || all.length == 0 || all[0] == all[all.length - 1]) {
        return 0;
      }
      return Math.log(value / all[0]) / Math.log(all[all.length - 1] / all[0]);
    }
  }
}
