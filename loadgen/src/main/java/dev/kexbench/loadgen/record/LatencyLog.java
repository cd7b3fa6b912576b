package dev.kexbench.loadgen.record;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * {@code latency.hlog}: a line a second, stage and class, as {@link HistogramLogWriter} writes
 * them.
 */
public final class LatencyLog implements AutoCloseable {
  private final HistogramLogWriter writer;

  /** Starts the file; times in it are Unix milliseconds. */
  public LatencyLog(Path file, long startMillis) throws FileNotFoundException {
    writer = new HistogramLogWriter(file.toFile());
    writer.outputLogFormatVersion();
    writer.outputComment("[latencies in nanoseconds, one histogram a second, stage and class]");
    writer.outputStartTime(startMillis);
    writer.outputLegend();
  }

  /** Logs what was recorded between two instants; tags without a value are left out. */
  public void log(long fromMillis, long toMillis, Map<String, Histogram> intervals) {
    intervals.forEach(
        (tag, histogram) -> {
          if (histogram.getTotalCount() > 0) {
            histogram.setTag(tag);
            histogram.setStartTimeStamp(fromMillis);
            histogram.setEndTimeStamp(toMillis);
            writer.outputIntervalHistogram(histogram);
          }
        });
  }

  @Override
  public void close() {
    writer.close();
  }
}
