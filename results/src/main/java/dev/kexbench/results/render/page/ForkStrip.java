package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.statistics.Sample;
import dev.kexbench.results.statistics.SampleSize;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The forks of a benchmark on both sides: a dot for each, those of the base above; a line joins the
 * two of a round, and a bar marks the median of a side.
 */
final class ForkStrip {
  static final int WIDTH = 230;
  static final int HEIGHT = 54;
  private static final int BASE = 11;
  private static final int FRESH = 30;
  private static final int BAR = 7;

  /** The longest list of forks that is read aloud or copied one by one. */
  private static final int LISTED = 30;

  private final Pair pair;
  private final boolean paired;
  private final StripAxis axis;

  ForkStrip(Pair pair) {
    this.pair = pair;
    this.paired = pair.change().estimate().evidence().kind() == SampleSize.Kind.ROUNDS;
    this.axis =
        StripAxis.of(
            Stream.of(pair.base(), pair.fresh())
                .flatMapToDouble(side -> values(side.sample()))
                .toArray(),
            pair.base().key().unit());
  }

  /** The chart, with a text that is read aloud in its place. */
  String svg(String base, String fresh) {
    return ("<svg class=\"strip forks\" viewBox=\"0 0 %1$s %2$s\" width=\"%1$s\""
            + " height=\"%2$s\" role=\"img\" aria-label=\"%3$s\">\n%4$s%5$s%6$s%7$s</svg>")
        .formatted(
            WIDTH,
            HEIGHT,
            Html.escaped(words(base, fresh)),
            axis.svg(HEIGHT),
            rounds(),
            dots("base", pair.base().sample(), pair.fresh().sample(), BASE),
            dots("fresh", pair.fresh().sample(), pair.base().sample(), FRESH));
  }

  /** {@code base: 7 forks from 680 µs/op to 702 µs/op, median 690 µs/op; new: …}. */
  private String words(String base, String fresh) {
    String both = words(base, pair.base().sample()) + "; " + words(fresh, pair.fresh().sample());
    return paired ? both + "; compared within rounds" : both;
  }

  private String words(String side, Sample sample) {
    double[] sorted = values(sample).sorted().toArray();
    return sorted.length == 1
        ? "%s: 1 fork with %s".formatted(side, shown(sorted[0]))
        : "%s: %d forks from %s to %s, median %s"
            .formatted(
                side,
                sorted.length,
                shown(sorted[0]),
                shown(sorted[sorted.length - 1]),
                shown(median(sample)));
  }

  /** Every fork of both sides, as a copy of the table has them. */
  String listed(String base, String fresh) {
    return listed(base, pair.base().sample()) + "; " + listed(fresh, pair.fresh().sample());
  }

  private String listed(String side, Sample sample) {
    return sample.runs().size() > LISTED
        ? words(side, sample)
        : side + " " + values(sample).mapToObj(this::shown).collect(Collectors.joining(", "));
  }

  /** How far the forks of the side that varies more lie apart, as a share of their median. */
  double spread() {
    return Math.max(spread(pair.base().sample()), spread(pair.fresh().sample()));
  }

  private static double spread(Sample sample) {
    DoubleSummaryStatistics range = values(sample).summaryStatistics();
    double median = median(sample);
    return median == 0 ? 0 : (range.getMax() - range.getMin()) / median;
  }

  private String rounds() {
    if (!paired) {
      return "";
    }
    List<String> rounds = pair.base().sample().rounds();
    List<Double> base = pair.base().sample().means();
    List<Double> fresh = pair.fresh().sample().means();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < rounds.size(); i++) {
      int other = pair.fresh().sample().rounds().indexOf(rounds.get(i));
      if (other >= 0) {
        path.append("M%s %sL%s %s".formatted(x(base.get(i)), BASE, x(fresh.get(other)), FRESH));
      }
    }
    return "<path class=\"rounds\" d=\"%s\"/>\n".formatted(path);
  }

  private String dots(String side, Sample sample, Sample other, int y) {
    List<String> dots = new ArrayList<>();
    List<Double> means = sample.means();
    for (int i = 0; i < means.size(); i++) {
      boolean alone = paired && !other.rounds().contains(sample.rounds().get(i));
      dots.add(
          "<circle%s cx=\"%s\" cy=\"%s\" r=\"3\"><title>%s: %s</title></circle>"
              .formatted(
                  alone ? " class=\"alone\"" : "",
                  x(means.get(i)),
                  y,
                  Html.escaped(name(sample, i)),
                  shown(means.get(i))));
    }
    String median =
        "<path class=\"median\" d=\"M%s %sv%s\"><title>median: %s</title></path>"
            .formatted(x(median(sample)), y - BAR, 2 * BAR, shown(median(sample)));
    return "<g class=\"%s\">%s%s</g>\n".formatted(side, String.join("", dots), median);
  }

  /** A round is named after its folder; a fork of none by its place. */
  private static String name(Sample sample, int fork) {
    return sample.rounds().isEmpty()
        ? "fork " + (fork + 1)
        : sample.rounds().get(fork).replaceFirst("(?s).*, ", "");
  }

  private static double median(Sample sample) {
    return Sample.median(values(sample));
  }

  private static DoubleStream values(Sample sample) {
    return sample.means().stream().mapToDouble(Double::doubleValue);
  }

  private String shown(double value) {
    return Numbers.value(value, pair.base().key().unit());
  }

  private String x(double value) {
    return String.format(Locale.ROOT, "%.1f", axis.x(value));
  }
}
