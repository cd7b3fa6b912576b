package dev.kexbench.bench;

import dev.kexbench.results.render.ExchangeTrait;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.ExchangeBars;
import dev.kexbench.results.render.page.ExchangeBars.Bars;
import dev.kexbench.results.render.page.ExchangeBars.Column;
import dev.kexbench.results.render.page.ExchangeBars.Line;
import dev.kexbench.results.render.page.ExchangeBars.Range;
import dev.kexbench.results.render.page.ExchangeBars.Value;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.suite.Score;
import java.util.List;

/** The measured exchanges as a page: bars for the time of a handshake, and what it sends. */
final class ExchangeCostsPage {
  private static final double SECOND = 1e6;

  private static final String CAPTION =
      "A handshake of both sides on one thread, in memory: handshakes per second of one core, with"
          + " bars from 0, and the %s of one, with bars on a logarithmic scale. Whiskers are 95 %%"
          + " intervals over forks. Bytes are those above TCP.";

  private ExchangeCostsPage() {}

  /**
   * An exchange with a provider.
   *
   * @param cells exchange, provider, time, bytes allocated, bytes of client and server, round trips
   */
  record Costs(Score score, List<String> cells, List<ExchangeTrait> traits) {
    private Line line() {
      String provider = cells.get(1);
      double micros = score.micros();
      return new Line(
          cells.get(0),
          traits,
          "",
          true,
          List.of(
              perCore(micros),
              new Value(micros * 1e3, cells.get(2), time()),
              new Value(null, provider),
              bytes(3),
              bytes(4),
              bytes(5),
              new Value(number(6), cells.get(6))));
    }

    private Value bytes(int cell) {
      return new Value(number(cell), cells.get(cell) + " B");
    }

    private Double number(int cell) {
      String text = cells.get(cell).replace(",", "");
      return text.matches("\\d+") ? Double.valueOf(text) : null;
    }

    private Value perCore(double micros) {
      ConfidenceInterval interval = score.estimate().interval();
      double micro = micros / score.value();
      Range range =
          interval.isUnbounded()
              ? null
              : range(SECOND / (interval.high() * micro), SECOND / (interval.low() * micro), "/s");
      return new Value(SECOND / micros, Numbers.significant(SECOND / micros) + "/s", range);
    }

    private static Range range(double low, double high, String unit) {
      return Double.isFinite(high) && low > 0
          ? new Range(
              low,
              high,
              "95 %% interval from %s to %s"
                  .formatted(Numbers.significant(low) + unit, Numbers.significant(high) + unit))
          : null;
    }

    private Range time() {
      ConfidenceInterval interval = score.estimate().interval();
      double nanos = 1e3 * score.micros() / score.value();
      double low = interval.low() * nanos;
      double high = interval.high() * nanos;
      return interval.isUnbounded() || !(low > 0)
          ? null
          : new Range(
              low,
              high,
              "95 %% interval from %s to %s"
                  .formatted(Numbers.duration(low), Numbers.duration(high)));
    }
  }

  private static List<Column> columns(String time) {
    return List.of(
        new Column("handshakes per core", Bars.FROM_ZERO),
        new Column(time + " (log scale)", Bars.LOGARITHMIC),
        new Column("provider", Bars.NONE),
        new Column("allocated", Bars.NONE),
        new Column("client sends", Bars.NONE),
        new Column("server sends", Bars.NONE),
        new Column("round trips", Bars.NONE));
  }

  /**
   * The page: one file, as HTML.
   *
   * @param time what was measured of a handshake: its time or its CPU time
   */
  static String of(List<Costs> costs, String time) {
    long exchanges = costs.stream().map(each -> each.cells().get(0)).distinct().count();
    return new ExchangeBars(columns(time), costs.stream().map(Costs::line).toList())
        .page(
            exchanges == 1
                ? "A handshake of one exchange"
                : "Handshakes of " + exchanges + " exchanges",
            "Measured by scripts/bench, without a network",
            CAPTION.formatted(time));
  }
}
