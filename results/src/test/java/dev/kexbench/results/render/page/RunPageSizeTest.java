package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.page.RunPage.Additions;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page stays small enough to be sent and opened, however long the run. */
class RunPageSizeTest {
  private static final int DAY = 86_400;

  @TempDir private Path folder;

  private static LoadReport report(int seconds, Histogram total) {
    List<Second> timeline =
        IntStream.range(0, seconds)
            .mapToObj(
                i ->
                    Second.builder(i)
                        .planned(1_000 + i % 7)
                        .started(1_000 + i % 11)
                        .established(1_000 + i % 13)
                        .p50(20_123_457L + i)
                        .p99(80_123_457L + i)
                        .lagP99(123_456L + i)
                        .clientCpu(0.312_345_678_9)
                        .serverCpu(0.987_654_321_1)
                        .delayP99(79_000_000L)
                        .build())
            .toList();
    return SampleReport.with(
        run -> {
          Map<String, Latency> latency = new HashMap<>(run.latency());
          latency.put(Stage.TOTAL.key(), Latency.of(total));
          return run.toBuilder().timeline(timeline).latency(latency).build();
        });
  }

  private String page(List<String> tags, int seconds, int logged) throws IOException {
    Histogram total = new SampleLog(tags, 200).write(folder, logged);
    String page = RunPage.of(report(seconds, total), new Additions(folder, null));
    assertTrue(page.contains("Handshakes by second and latency"), "it has a heatmap");
    return page;
  }

  @Test
  void tenMinutesWithEveryStageAreBelowOneAndAHalfMegabytes() throws IOException {
    List<String> stages =
        List.of("total", "service", "lag", "clientCrypto", "connect", "exchange", "total.bad-mac");
    int size = page(stages, 600, 600).length();
    assertTrue(size < 1_500_000, size + " characters");
  }

  @Test
  void aDayIsNotLargerThanTenMinutes() throws IOException {
    int size = page(List.of("total"), DAY, 2_000).length();
    assertTrue(size < 1_000_000, size + " characters");
  }
}
