package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.page.Heatmap.Tag;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatmapBinsTest {
  @TempDir private Path folder;

  private Heatmap heatmap(long step) {
    return HeatmapBins.of("heat", folder.resolve(IntervalLog.NAME), step).orElseThrow();
  }

  private static long[] cells(String interval) {
    return interval.isEmpty()
        ? new long[0]
        : Arrays.stream(interval.split(",")).skip(1).mapToLong(Long::parseLong).toArray();
  }

  @Test
  void everyHandshakeIsInOneCell() throws IOException {
    new SampleLog(List.of("total", "lag"), 500).write(folder, 30);
    for (Tag tag : heatmap(1).tags()) {
      String[] intervals = tag.cells().split(";", -1);
      assertEquals(30, intervals.length);
      for (int i = 0; i < intervals.length; i++) {
        assertEquals(tag.counts().get(i), LongStream.of(cells(intervals[i])).sum());
      }
    }
  }

  @Test
  void percentilesOfASecondAreThoseOfItsHistogram() throws IOException {
    new SampleLog(List.of("total"), 500).write(folder, 10);
    List<Histogram> seconds = IntervalLog.read(folder.resolve(IntervalLog.NAME), Stage.TOTAL);
    Tag tag = heatmap(1).tags().get(0);
    for (int i = 0; i < seconds.size(); i++) {
      assertEquals(seconds.get(i).getValueAtPercentile(50), tag.p50().get(i));
      assertEquals(seconds.get(i).getValueAtPercentile(99), tag.p99().get(i));
    }
  }

  @Test
  void theIntervalsOfALongRunJoinItsSeconds() throws IOException {
    Histogram all = new SampleLog(List.of("total"), 100).write(folder, 25);
    Heatmap heatmap = heatmap(10);
    assertEquals(List.of(0L, 10L, 20L), heatmap.seconds());
    assertEquals(List.of(1_000L, 1_000L, 500L), heatmap.tags().get(0).counts());
    assertEquals(List.of(all.getValueAtPercentile(99)), heatmap(100).tags().get(0).p99());
  }

  @Test
  void thereAreAtMostSixtyRangesHoweverFarLatenciesAreApart() throws IOException {
    new SampleLog(List.of("total"), 2_000).write(folder, 20);
    Tag tag = heatmap(1).tags().get(0);
    long most =
        Arrays.stream(tag.cells().split(";"))
            .mapToLong(each -> Long.parseLong(each.split(",")[0]) + cells(each).length)
            .max()
            .orElseThrow();
    assertTrue(most <= 60, most + " ranges");
    assertTrue(most > 25, "so many that their shape is seen: " + most);
  }

  @Test
  void honestClientsComeFirstAndStagesHaveNames() throws IOException {
    new SampleLog(List.of("total.bad-mac", "lag", "total"), 10).write(folder, 2);
    assertEquals(
        List.of(
            "honest clients from due time",
            "honest clients generator lag",
            "bad-mac from due time"),
        heatmap(1).tags().stream().map(tag -> tag.clients() + " " + tag.stage()).toList());
  }

  @Test
  void aLogWithoutHandshakesHasNoHeatmap() throws IOException {
    Path log = Files.writeString(folder.resolve(IntervalLog.NAME), "#[StartTime: 0 ]\n");
    assertTrue(HeatmapBins.of("heat", log, 1).isEmpty());
  }
}
