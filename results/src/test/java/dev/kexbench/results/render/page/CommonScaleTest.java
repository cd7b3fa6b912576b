package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.page.Heatmap.Scale;
import dev.kexbench.results.render.page.Heatmap.Tag;
import dev.kexbench.results.report.IntervalLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonScaleTest {
  @TempDir private Path folder;

  /** A short log, and a longer one whose latencies are greater. */
  private List<Heatmap> heatmaps() throws IOException {
    Map<String, Path> logs = new LinkedHashMap<>();
    for (int seconds : new int[] {3, 19}) {
      Path run = Files.createDirectory(folder.resolve("run" + seconds));
      new SampleLog(List.of("total", "lag"), 100 * seconds).write(run, seconds);
      logs.put("heat" + seconds, run.resolve(IntervalLog.NAME));
    }
    return List.copyOf(new CommonScale(logs, 1).heatmaps().values());
  }

  private static LongStream counts(Tag tag) {
    return Arrays.stream(tag.cells().split(";"))
        .filter(interval -> !interval.isEmpty())
        .flatMapToLong(
            interval -> Arrays.stream(interval.split(",")).skip(1).mapToLong(Long::parseLong));
  }

  @Test
  void axesAndColoursAreTheSame() throws IOException {
    List<Heatmap> both = heatmaps();
    assertEquals(both.get(0).seconds(), both.get(1).seconds());
    assertEquals(both.get(0).scales(), both.get(1).scales());
    for (int tag = 0; tag < 2; tag++) {
      Tag one = both.get(0).tags().get(tag);
      Tag other = both.get(1).tags().get(tag);
      assertEquals(one.low(), other.low());
      assertEquals(one.perDecade(), other.perDecade());
    }
  }

  @Test
  void theScaleReachesTheHighestCountAndLatencyOfBoth() throws IOException {
    List<Heatmap> both = heatmaps();
    for (int at = 0; at < 2; at++) {
      Scale scale = both.get(0).scales().get(at);
      int tag = at;
      assertEquals(
          scale.most(),
          both.stream().flatMapToLong(map -> counts(map.tags().get(tag))).max().orElseThrow());
      for (Heatmap map : both) {
        for (String interval : map.tags().get(at).cells().split(";")) {
          String[] cells = interval.split(",");
          assertTrue(
              interval.isEmpty()
                  || Integer.parseInt(cells[0]) + cells.length - 1 <= scale.ranges());
        }
      }
    }
  }

  @Test
  void noHandshakeIsLost() throws IOException {
    for (Heatmap heatmap : heatmaps()) {
      for (Tag tag : heatmap.tags()) {
        assertEquals(tag.counts().stream().mapToLong(Long::longValue).sum(), counts(tag).sum());
      }
    }
  }
}
