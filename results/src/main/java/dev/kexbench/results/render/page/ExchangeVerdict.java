package dev.kexbench.results.render.page;

import dev.kexbench.results.render.ExchangeFigures;
import dev.kexbench.results.render.ExchangeFigures.Figure;
import dev.kexbench.results.render.ExchangeTrait;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Validity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a comparison of exchanges found: a sentence, and the best exchange by some figures. */
final class ExchangeVerdict {
  private final LoadReport report;
  private final List<ExchangeFigures> exchanges;
  private final List<ExchangeFigures> usable;

  ExchangeVerdict(LoadReport report, List<ExchangeFigures> exchanges) {
    this.report = report;
    this.exchanges = exchanges;
    this.usable = exchanges.stream().filter(ExchangeFigures::isUsable).toList();
  }

  String html() {
    Validity state = report.verdict().state();
    return "<p class=\"verdict\"><span class=\"badge %s\">%s</span> %s</p>\n"
            .formatted(
                RunTitle.style(state),
                state + (report.interrupted() ? " (interrupted)" : ""),
                Html.escaped(usability() + result()))
        + general()
        + Html.tiles(tiles());
  }

  private String usability() {
    String invalid = names(each -> !each.isUsable());
    String onlyCosts = names(ExchangeFigures::hasOnlyCosts);
    long suspect = exchanges.stream().filter(each -> each.state() == Validity.SUSPECT).count();
    String refused = invalid.isEmpty() ? "" : "Do not use the figures of %s. ".formatted(invalid);
    String limited =
        onlyCosts.isEmpty()
            ? ""
            : "The generator was the limit of %s: only costs are shown. ".formatted(onlyCosts);
    String doubted =
        suspect == 0
            ? ""
            : "The figures of %d of %d exchanges are subject to the caveats in %s. "
                .formatted(suspect, exchanges.size(), suspect == 1 ? "its row" : "their rows");
    return refused + limited + doubted;
  }

  private String names(Predicate<ExchangeFigures> which) {
    return exchanges.stream()
        .filter(which)
        .map(ExchangeFigures::name)
        .collect(Collectors.joining(", "));
  }

  private String result() {
    Optional<ExchangeFigures> most = best(Figure.PER_CORE, any -> true);
    Optional<ExchangeFigures> fewest =
        usable.stream()
            .filter(each -> each.median(Figure.PER_CORE) != null)
            .min(by(Figure.PER_CORE));
    if (most.isEmpty() || fewest.isEmpty() || most.get() == fewest.get()) {
      return "%d exchanges were measured.".formatted(exchanges.size());
    }
    return "Per core, the server does the most handshakes with %s, %s per second, and the fewest with %s, %s."
        .formatted(
            most.get().name(),
            Figure.PER_CORE.text(most.get().median(Figure.PER_CORE)),
            fewest.get().name(),
            Figure.PER_CORE.text(fewest.get().median(Figure.PER_CORE)));
  }

  /** Reasons that are not about one exchange. */
  private String general() {
    return report.verdict().reasons().stream()
        .filter(
            reason ->
                exchanges.stream().noneMatch(each -> reason.text().startsWith(each.name() + ": ")))
        .map(RunTitle::reason)
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"))
        .replace("<ul>\n</ul>\n", "");
  }

  private List<String> tiles() {
    List<String> tiles = new ArrayList<>();
    tile(tiles, Figure.PER_CORE, "most handshakes per core", any -> true);
    tile(
        tiles,
        Figure.PER_CORE,
        "most per core, forward secret and client authenticated",
        each ->
            each.has(ExchangeTrait.FORWARD_SECRET) && each.has(ExchangeTrait.CLIENT_AUTHENTICATED));
    tile(tiles, Figure.P99, "lowest p99", any -> true);
    tile(tiles, Figure.CLIENT_CPU, "least client CPU", any -> true);
    bytes().ifPresent(tiles::add);
    return tiles;
  }

  private void tile(
      List<String> tiles, Figure figure, String what, Predicate<ExchangeFigures> which) {
    best(figure, which)
        .ifPresent(
            best -> tiles.add(Html.tile(figure.withUnit(best.median(figure)), what, best.name())));
  }

  /** The fewest bytes in both directions. */
  private Optional<String> bytes() {
    return usable.stream()
        .filter(each -> each.median(Figure.CLIENT_BYTES) != null)
        .min(Comparator.comparingDouble(ExchangeVerdict::bytes))
        .map(
            best ->
                Html.tile(
                    Figure.CLIENT_BYTES.withUnit(bytes(best)),
                    "fewest bytes, both directions",
                    best.name()));
  }

  private static double bytes(ExchangeFigures exchange) {
    return exchange.median(Figure.CLIENT_BYTES) + exchange.median(Figure.SERVER_BYTES);
  }

  private Optional<ExchangeFigures> best(Figure figure, Predicate<ExchangeFigures> which) {
    Comparator<ExchangeFigures> order = by(figure);
    return usable.stream()
        .filter(which)
        .filter(each -> each.median(figure) != null)
        .max(figure == Figure.PER_CORE ? order : order.reversed());
  }

  private static Comparator<ExchangeFigures> by(Figure figure) {
    return Comparator.comparing(
        each -> each.median(figure), Comparator.nullsFirst(Comparator.naturalOrder()));
  }
}
