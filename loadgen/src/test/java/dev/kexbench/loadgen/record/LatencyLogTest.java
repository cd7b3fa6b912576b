package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyLogTest {
  private static final long START_MILLIS = 1_700_000_000_000L;

  @TempDir private Path folder;

  private final Recording recording = new Recording(1, 1_000_000_000, Mix.HONEST);

  private void second(LatencyLog log, int index, long... totals) {
    for (long each : totals) {
      recording.recorders(0).of(ClientClass.OK).established(each, each);
    }
    Interval interval = recording.take((index + 1) * 1_000_000_000L, Interval.Use.NONE);
    log.log(START_MILLIS, List.of(interval));
  }

  private static List<Histogram> read(Path file) throws IOException {
    List<Histogram> all = new ArrayList<>();
    try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
      EncodableHistogram each = reader.nextIntervalHistogram();
      while (each != null) {
        all.add((Histogram) each);
        each = reader.nextIntervalHistogram();
      }
    }
    return all;
  }

  @Test
  void canBeReadBackBySecondAndStage() throws IOException {
    Path file = folder.resolve("latency.hlog");
    try (LatencyLog log = new LatencyLog(file, START_MILLIS)) {
      second(log, 0, 1_000_000, 2_000_000);
      second(log, 1);
      second(log, 2, 30_000_000);
    }
    List<Histogram> all = read(file);
    assertEquals(
        Set.of("total", "service"),
        all.stream().map(Histogram::getTag).collect(Collectors.toSet()));
    List<Histogram> totals =
        all.stream().filter(each -> each.getTag().equals(Stage.TOTAL.key())).toList();
    assertEquals(2, totals.size(), "a second without a value has no line");

    assertEquals(2, totals.get(0).getTotalCount());
    assertEquals(START_MILLIS, totals.get(0).getStartTimeStamp());
    assertEquals(START_MILLIS + 1_000, totals.get(0).getEndTimeStamp());

    assertEquals(1, totals.get(1).getTotalCount());
    assertEquals(START_MILLIS + 2_000, totals.get(1).getStartTimeStamp());
    assertEquals(30_000_000, totals.get(1).getMaxValue(), 30_000);
  }

  @Test
  void moreSecondsThanMayWaitAreAllWritten() throws IOException {
    Path file = folder.resolve("latency.hlog");
    int count = 40;
    try (LatencyLog log = new LatencyLog(file, START_MILLIS)) {
      for (int i = 0; i < count; i++) {
        second(log, i, 1_000_000L + i);
      }
    }
    List<Histogram> totals =
        read(file).stream().filter(each -> each.getTag().equals(Stage.TOTAL.key())).toList();
    assertEquals(count, totals.size());
    assertEquals(
        totals.stream().map(Histogram::getStartTimeStamp).sorted().toList(),
        totals.stream().map(Histogram::getStartTimeStamp).toList(),
        "in order");
  }
}
