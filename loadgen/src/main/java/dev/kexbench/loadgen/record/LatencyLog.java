package dev.kexbench.loadgen.record;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * {@code latency.hlog}: one line per second, stage and class, in the format of {@link
 * HistogramLogWriter}.
 */
public final class LatencyLog implements AutoCloseable {
  private final Destination file;
  private final HistogramLogWriter writer;

  /** Creates the file; its start time is in Unix milliseconds. */
  public LatencyLog(Path file, long startMillis) throws FileNotFoundException {
    this.file = new Destination(new FileOutputStream(file.toFile()));
    writer = new HistogramLogWriter(this.file);
    writer.outputLogFormatVersion();
    writer.outputComment("[latencies in nanoseconds, one histogram a second, stage and class]");
    writer.outputStartTime(startMillis);
    writer.outputLegend();
  }

  /** The file. The writer ignores failures, so the first one is kept. */
  private static final class Destination extends FilterOutputStream {
    private IOException failure;

    private Destination(FileOutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }

  /** Why the file is not complete; empty if it is. */
  public Optional<IOException> failure() {
    return Optional.ofNullable(file.failure);
  }

  /**
   * Logs the merged intervals of several generators over the same time; omits tags without values.
   *
   * @param startMillis start of the phase, in Unix milliseconds
   */
  public void log(long startMillis, List<Interval> together) {
    Map<String, Histogram> merged = new LinkedHashMap<>();
    for (Interval each : together) {
      each.tagged().forEach((tag, histogram) -> merged.merge(tag, histogram, LatencyLog::sum));
    }
    long fromNanos = together.stream().mapToLong(Interval::startNanos).min().orElse(0);
    long toNanos = together.stream().mapToLong(Interval::endNanos).max().orElse(0);
    merged.forEach(
        (tag, histogram) -> {
          if (histogram.getTotalCount() > 0) {
            histogram.setTag(tag);
            histogram.setStartTimeStamp(startMillis + TimeUnit.NANOSECONDS.toMillis(fromNanos));
            histogram.setEndTimeStamp(startMillis + TimeUnit.NANOSECONDS.toMillis(toNanos));
            writer.outputIntervalHistogram(histogram);
          }
        });
  }

  private static Histogram sum(Histogram one, Histogram other) {
    Histogram sum = one.copy();
    sum.add(other);
    return sum;
  }

  @Override
  public void close() {
    writer.close();
  }
}
