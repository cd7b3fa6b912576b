package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ClassInterval;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.TargetCounts;
import dev.kexbench.loadgen.record.TimeInFlight;
import dev.kexbench.loadgen.record.WireBytes;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** The wire form of an {@link Interval}: histograms as text, an empty string for empty ones. */
record IntervalMessage(
    long startNanos,
    long endNanos,
    Map<ClientClass, ClassText> classes,
    String probe,
    double cores,
    double busiest,
    Double pressure) {
  /** The wire form of a {@link ClassInterval}. */
  record ClassText(
      Counts counts,
      WireBytes carried,
      List<TargetCounts> targets,
      TimeInFlight timeInFlight,
      long heldUp,
      ResumptionMessage resumption,
      Map<Stage, String> stages,
      Map<FailureCause, String> failures,
      String ownLag) {
    static ClassText of(ClassInterval interval) {
      return new ClassText(
          interval.counts(),
          interval.carried(),
          interval.targets(),
          interval.timeInFlight(),
          interval.heldUp(),
          ResumptionMessage.of(interval.resumption()),
          mapped(new EnumMap<>(Stage.class), interval.stages(), IntervalMessage::text),
          mapped(new EnumMap<>(FailureCause.class), interval.failures(), IntervalMessage::text),
          text(interval.ownLag()));
    }

    ClassInterval interval() {
      Map<Stage, Histogram> all =
          mapped(new EnumMap<>(Stage.class), stages, IntervalMessage::histogram);
      for (Stage each : Stage.values()) {
        all.computeIfAbsent(each, none -> histogram(""));
      }
      return new ClassInterval(
          counts,
          carried,
          targets,
          timeInFlight,
          heldUp,
          resumption.interval(),
          all,
          mapped(new EnumMap<>(FailureCause.class), failures, IntervalMessage::histogram),
          histogram(ownLag));
    }
  }

  static IntervalMessage of(Interval interval) {
    return new IntervalMessage(
        interval.startNanos(),
        interval.endNanos(),
        mapped(new EnumMap<>(ClientClass.class), interval.classes(), ClassText::of),
        text(interval.probe()),
        interval.use().cores(),
        interval.use().busiest(),
        interval.use().pressure());
  }

  Interval interval() {
    return new Interval(
        startNanos,
        endNanos,
        mapped(new EnumMap<>(ClientClass.class), classes, ClassText::interval),
        histogram(probe),
        new Interval.Use(cores, busiest, pressure));
  }

  static String text(Histogram histogram) {
    return histogram.getTotalCount() == 0 ? "" : HistogramText.encode(histogram);
  }

  static Histogram histogram(String text) {
    return text.isEmpty() ? new Histogram(Recording.DIGITS) : HistogramText.decode(text);
  }

  static <K, V, R> Map<K, R> mapped(Map<K, R> into, Map<K, V> from, Function<V, R> each) {
    from.forEach((key, value) -> into.put(key, each.apply(value)));
    return into;
  }
}
