package dev.kexbench.loadgen.record;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.fixture.SchedulingPolicies;
import dev.kexbench.loadgen.machine.IdlePriority;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

  @Test
  void secondsAreWrittenWhileItsPriorityIsLowered() throws IOException {
    Path file = folder.resolve("latency.hlog");
    CompletableFuture<ThreadId> lowering = new CompletableFuture<>();
    CompletableFuture<Optional<IdlePriority>> lowered = new CompletableFuture<>();
    try (LatencyLog log =
        new LatencyLog(
            file,
            START_MILLIS,
            id -> {
              lowering.complete(id);
              return lowered.join();
            })) {
      try {
        eventually("its priority is being lowered", lowering::isDone);
        assertNotEquals(Thread.currentThread().getId(), lowering.join().jvm(), "its own thread");
        second(log, 0, 1_000_000);
        eventually("it is written", () -> !readable(file).isEmpty());
      } finally {
        lowered.complete(Optional.empty());
      }
    }
  }

  private static List<Histogram> readable(Path file) {
    try {
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The classes of an interval, of which the log learns nothing before this is complete. */
  private static Map<ClientClass, ClassInterval> known(CompletableFuture<?> when) {
    return new AbstractMap<>() {
      @Override
      public Set<Map.Entry<ClientClass, ClassInterval>> entrySet() {
        when.join();
        return Set.of();
      }
    };
  }

  private Interval slow(CompletableFuture<?> known) {
    return new Interval(
        0,
        1,
        known(known),
        recording.take(1_000_000_000L, Interval.Use.NONE).probe(),
        Interval.Use.NONE);
  }

  @Test
  void aThreadThatOthersWaitForIsNotIdle() throws IOException {
    assumeTrue(SchedulingPolicies.mayEndIdle(), "a thread may not leave SCHED_IDLE");
    CompletableFuture<String> thread = new CompletableFuture<>();
    CompletableFuture<Void> known = new CompletableFuture<>();
    Interval slow = slow(known);
    try (LatencyLog log =
        new LatencyLog(
            folder.resolve("latency.hlog"),
            START_MILLIS,
            id -> {
              String kernelId = id.kernel().orElseThrow();
              try {
                return IdlePriority.giveOrNice(kernelId);
              } finally {
                thread.complete(kernelId);
              }
            })) {
      CompletableFuture<Void> logging;
      try {
        eventually("its priority is lowered", thread::isDone);
        assertEquals(SchedulingPolicies.IDLE, SchedulingPolicies.ofThread(thread.join()));
        logging =
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 4; i++) {
                    log.log(START_MILLIS, List.of(slow));
                  }
                });
        eventually(
            "it is not",
            () -> SchedulingPolicies.ofThread(thread.join()) == SchedulingPolicies.OTHER);
      } finally {
        known.complete(null);
      }
      logging.join();
    }
  }
}
