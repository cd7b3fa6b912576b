package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.LatencyShift;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Uncertain;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.QuantileShift;
import dev.kexbench.results.statistics.SampleSize;
import java.util.List;
import java.util.function.Function;

/** Two distributions of latency over each other, and how far each percentile moved. */
final class LatencySection {
  private static final double PERCENT = 100;
  private static final Axis PERCENTILE = new Axis("percentile", "percentile", true);

  private LatencySection() {}

  /**
   * The section.
   *
   * @param id what the names of its charts begin with
   * @param fresh the name of the side that is compared with {@code base}
   */
  static Part of(String id, String base, String fresh, LatencyShift shift) {
    List<QuantileShift> points = shift.points();
    List<Double> xs = points.stream().map(point -> 1 / (1 - point.share())).toList();
    Uncertain curves = new Uncertain();
    curves.add(base, each(points, QuantileShift::base));
    curves.add(fresh, each(points, QuantileShift::fresh));
    Chart both = curves.chart(id + "-curves", PERCENTILE, new Axis("latency", "nanos", true), xs);
    Uncertain change = new Uncertain();
    change.add("change", each(points, LatencySection::percent));
    Axis moved = new Axis("change", "percent", false);
    Chart shifts = change.chart(id + "-shift", PERCENTILE, moved, xs);
    String html =
        Html.heading("Latency by percentile, from due time")
            + Html.paragraph("quiet", intervals(points))
            + Html.grid(
                Html.chart(both, "Latency over percentiles, " + base + " and " + fresh)
                    + Html.chart(
                        shifts, "Change of each percentile, %s over %s".formatted(fresh, base)));
    return new Part(html, List.of(both, shifts));
  }

  private static String intervals(List<QuantileShift> points) {
    SampleSize evidence = points.get(0).estimate().evidence();
    boolean single = evidence.base() == 1 && evidence.fresh() == 1;
    String bands =
        single
            ? "With one run of each side there are no intervals; scripts/loadtest --runs 5 makes"
                + " them possible."
            : "The bands are 95 %% intervals of each percentile, over %s."
                .formatted(evidence(evidence));
    return bands + " Percentiles beyond which fewer than 30 handshakes of a run lie are left out.";
  }

  private static String evidence(SampleSize evidence) {
    return evidence.kind() == SampleSize.Kind.ROUNDS
        ? evidence.base() + " rounds"
        : "%d and %d runs".formatted(evidence.base(), evidence.fresh());
  }

  private static List<MeanEstimate> each(
      List<QuantileShift> points, Function<QuantileShift, MeanEstimate> what) {
    return points.stream().map(what).toList();
  }

  private static MeanEstimate percent(QuantileShift point) {
    ConfidenceInterval interval = point.estimate().interval();
    return new MeanEstimate(
        percent(point.estimate().ratio()),
        new ConfidenceInterval(percent(interval.low()), percent(interval.high())));
  }

  private static double percent(double ratio) {
    return PERCENT * (ratio - 1);
  }
}
