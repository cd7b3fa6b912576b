package dev.kexbench.results.render.page;

import dev.kexbench.results.report.IntervalLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** A {@code latency.hlog} of log-normal latencies, the same for the same seed. */
final class SampleLog {
  private final Random random = new Random(3);
  private final Histogram all = new Histogram(3);
  private final List<String> tags;
  private final int perSecond;

  /**
   * A log with these tags.
   *
   * @param perSecond handshakes of each tag in each second
   */
  SampleLog(List<String> tags, int perSecond) {
    this.tags = List.copyOf(tags);
    this.perSecond = perSecond;
  }

  /** Writes it; returns all latencies of the first tag. */
  Histogram write(Path folder, int seconds) throws IOException {
    Path file = folder.resolve(IntervalLog.NAME);
    try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      HistogramLogWriter log = new HistogramLogWriter(out);
      for (int second = 0; second < seconds; second++) {
        for (String tag : tags) {
          log.outputIntervalHistogram(interval(second, tag));
        }
      }
    }
    return all;
  }

  private Histogram interval(int second, String tag) {
    Histogram histogram = new Histogram(3);
    histogram.setTag(tag);
    histogram.setStartTimeStamp(1_000L * second);
    histogram.setEndTimeStamp(1_000L * (second + 1));
    double middle = 5e6 * (1 + second % 20) * (1 + tags.indexOf(tag));
    for (int i = 0; i < perSecond; i++) {
      histogram.recordValue((long) (middle * Math.exp(0.6 * random.nextGaussian())));
    }
    if (tag.equals(tags.get(0))) {
      all.add(histogram);
    }
    return histogram;
  }
}
