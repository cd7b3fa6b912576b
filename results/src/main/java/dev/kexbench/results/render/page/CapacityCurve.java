package dev.kexbench.results.render.page;

import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Band;
import dev.kexbench.results.render.page.Chart.Mark;
import dev.kexbench.results.render.page.Chart.Series;
import dev.kexbench.results.render.page.Chart.Style;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.sizing.SizingReport.CurvePoint;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.sizing.SizingReport.Sized;
import dev.kexbench.results.sizing.SizingReport.ValidationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Latency over the rate of the measured server: predicted, with a band around p99, and measured.
 * The knee is shaded: the highest rate that meets the objective.
 */
final class CapacityCurve {
  private final TreeMap<Double, CurvePoint> predicted = new TreeMap<>();
  private final TreeMap<Double, ValidationRow> measured = new TreeMap<>();
  private final List<Condition> limits;
  private final List<Double> rates;

  private CapacityCurve(Sized sized, Question question) {
    this.limits =
        Condition.parseList(question.objective()).stream()
            .filter(each -> each.figure() != Condition.Figure.ERRORS && each.stage() == Stage.TOTAL)
            .toList();
    sized.curve().forEach(point -> predicted.put(point.ratePerSecond(), point));
    sized.validation().forEach(row -> measured.put(row.ratePerSecond(), row));
    TreeSet<Double> all = new TreeSet<>(predicted.keySet());
    all.addAll(measured.keySet());
    this.rates = List.copyOf(all);
  }

  static Chart of(String id, Sized sized, Question question) {
    return new CapacityCurve(sized, question).chart(id);
  }

  private Chart chart(String id) {
    List<Series> series = new ArrayList<>();
    series.add(line("p50 predicted", CurvePoint::p50, false));
    series.add(line("p99 predicted", CurvePoint::p99, false));
    series.add(line("from", CurvePoint::p99Low, true));
    series.add(line("to", CurvePoint::p99High, true));
    series.add(dots("p50 measured", ValidationRow::measuredP50));
    series.add(dots("p99 measured", ValidationRow::measuredP99));
    for (Condition limit : limits) {
      List<Double> line = rates.stream().map(rate -> limit.value()).toList();
      series.add(new Series("objective " + limit.expression(), line, false, Style.DASHED));
    }
    return new Chart(
        id,
        new Axis("handshakes per second", "rate", false),
        new Axis("latency", "nanos", true),
        rates,
        series,
        List.of(new Band(3, 2)),
        knee());
  }

  /** The last rate before the first one that misses the objective. */
  private List<Mark> knee() {
    Double knee = null;
    for (CurvePoint point : predicted.values()) {
      if (!limits.stream().allMatch(limit -> meets(point, limit))) {
        break;
      }
      knee = point.ratePerSecond();
    }
    return knee == null
        ? List.of()
        : List.of(new Mark(knee, "the knee: the highest rate here that meets the objective"));
  }

  /** Figures that the curve does not have bound nothing. */
  private static boolean meets(CurvePoint point, Condition limit) {
    return switch (limit.figure()) {
      case P50 -> point.p50() < limit.value();
      case P99 -> point.p99() < limit.value();
      case P999 -> point.p999() < limit.value();
      default -> true;
    };
  }

  private Series line(String label, ToDoubleFunction<CurvePoint> nanos, boolean edge) {
    List<Double> ys = new ArrayList<>();
    for (Double rate : rates) {
      CurvePoint point = predicted.get(rate);
      ys.add(point == null ? null : positive(nanos.applyAsDouble(point)));
    }
    return new Series(label, ys, edge);
  }

  private Series dots(String label, ToDoubleFunction<ValidationRow> nanos) {
    List<Double> ys = new ArrayList<>();
    for (Double rate : rates) {
      ValidationRow row = measured.get(rate);
      ys.add(row == null ? null : positive(nanos.applyAsDouble(row)));
    }
    return new Series(label, ys, false, Style.DOTS);
  }

  /** A logarithmic axis has no other places. */
  private static Double positive(double nanos) {
    return nanos > 0 && Double.isFinite(nanos) ? Double.valueOf(nanos) : null;
  }
}
