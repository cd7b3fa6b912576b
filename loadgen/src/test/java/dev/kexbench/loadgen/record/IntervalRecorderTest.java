package dev.kexbench.loadgen.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class IntervalRecorderTest {
  private static final long HIGHEST = 1_000_000_000;
  private static final long MEBIBYTE = 1 << 20;

  private final IntervalRecorder.Spare spare = new IntervalRecorder.Spare(HIGHEST);

  private static Histogram sum() {
    return new Histogram(HIGHEST, Recording.DIGITS);
  }

  @Test
  void returnsEachValueOnceAndOccupiesNothingBeforeTheFirst() {
    IntervalRecorder recorder = new IntervalRecorder(HIGHEST);
    Histogram sum = sum();
    recorder.addTo(sum, spare);
    assertEquals(0, recorder.footprint());
    recorder.record(7);
    recorder.record(-1);
    recorder.record(2 * HIGHEST);
    recorder.addTo(sum, spare);
    recorder.addTo(sum, spare);
    assertEquals(3, sum.getTotalCount());
    assertEquals(0, sum.getMinValue());
    assertEquals(1, sum.getCountAtValue(7));
    assertEquals(1, sum.getCountAtValue(HIGHEST));
    assertEquals(IntervalRecorder.footprint(HIGHEST), recorder.footprint());
  }

  @Test
  void recordersThatShareASpareDoNotMixTheirValues() {
    List<IntervalRecorder> recorders =
        Stream.generate(() -> new IntervalRecorder(HIGHEST)).limit(5).toList();
    for (int round = 1; round <= 3; round++) {
      for (int i = 0; i < recorders.size(); i++) {
        recorders.get(i).record(100 * round + i);
      }
      for (int i = 0; i < recorders.size(); i++) {
        Histogram sum = sum();
        recorders.get(i).addTo(sum, spare);
        assertEquals(1, sum.getTotalCount());
        assertEquals(100 * round + i, sum.getMaxValue());
      }
    }
  }

  @Test
  void aSpareOfAnotherRangeIsRejected() {
    IntervalRecorder recorder = new IntervalRecorder(2 * HIGHEST);
    assertThrows(IllegalArgumentException.class, () -> recorder.addTo(sum(), spare));
  }

  @Test
  void noValueIsLostWhileAnotherThreadReads() throws InterruptedException {
    int values = 300_000;
    List<IntervalRecorder> recorders =
        List.of(new IntervalRecorder(HIGHEST), new IntervalRecorder(HIGHEST));
    List<Thread> writers = new ArrayList<>();
    for (IntervalRecorder each : recorders) {
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < values; i++) {
                  each.record(i);
                }
              });
      writer.start();
      writers.add(writer);
    }
    Histogram sum = sum();
    while (writers.stream().anyMatch(Thread::isAlive)) {
      recorders.forEach(each -> each.addTo(sum, spare));
    }
    recorders.forEach(each -> each.addTo(sum, spare));
    assertEquals(2L * values, sum.getTotalCount());
    Histogram expected = sum();
    for (int i = 0; i < values; i++) {
      expected.recordValueWithCount(i, 2);
    }
    assertEquals(expected, sum);
  }

  /** 64 event loops, every class of clients, every stage, and two causes of failure in each. */
  @Test
  void manyEventLoopsWithEveryClassFitIntoHalfAGibibyte() {
    int loops = 64;
    long timeout = Duration.ofSeconds(15).toNanos();
    Mix mix =
        Mix.parse(
            Stream.of(ClientClass.values())
                .map(each -> each.label() + "=1")
                .collect(Collectors.joining(",")));
    Recording.Footprint stated = Recording.footprint(timeout, mix, false);
    LoopRecorder one = new LoopRecorder(Recording.highestNanos(timeout), cause -> false);
    assertEquals(0, one.histogramBytes());
    for (Stage stage : Stage.values()) {
      one.spent(stage, 1_000_000);
    }
    one.unhindered(1_000);
    assertEquals(
        stated.loopBytes() - IntervalRecorder.footprint(Recording.highestNanos(timeout)),
        one.histogramBytes() * ClientClass.values().length);
    assertTrue(stated.bytes(loops) < 400 * MEBIBYTE, () -> "" + stated);
    one.failed(FailureCause.REFUSED, 1, 1);
    one.failed(FailureCause.CONNECT_TIMEOUT, 1, 1);
    long all = loops * one.histogramBytes() * ClientClass.values().length;
    assertTrue(all + stated.sharedBytes() < 512 * MEBIBYTE, () -> "" + all);
  }

  @Test
  void classesThatDoNotOccurYetOccupyNothing() {
    Recording recording =
        new Recording(64, Duration.ofSeconds(15).toNanos(), Mix.parse("ok=1,garbage=1"));
    recording.recorders(3).of(ClientClass.OK).started(5);
    long bytes = 0;
    for (int i = 0; i < 64; i++) {
      bytes += recording.recorders(i).of(ClientClass.OK).histogramBytes();
      bytes += recording.recorders(i).of(ClientClass.GARBAGE).histogramBytes();
    }
    assertTrue(bytes > 0 && bytes < MEBIBYTE, "" + bytes);
  }
}
