package dev.kexbench.loadgen.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.kexbench.loadgen.plan.NetworkSpec;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class DelayLineTest {
  @Test
  void packetsLeaveInTheOrderInWhichTheyCame() {
    DelayLine line = new DelayLine(4);
    assertTrue(line.isEmpty());
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 3; i++) {
        line.add(100 + i, round, round + i);
      }
      for (int i = 0; i < 3; i++) {
        assertEquals(100 + i, line.length());
        assertEquals(round, line.arrival());
        assertEquals(round + i, line.due());
        line.remove();
      }
      assertTrue(line.isEmpty());
    }
  }

  @Test
  void noBufferIsUsedTwiceAtATime() {
    DelayLine line = new DelayLine(4);
    int used = 0;
    while (!line.isFull()) {
      int bit = 1 << line.nextBuffer();
      assertEquals(0, used & bit);
      used |= bit;
      line.add(1, 0, 0);
    }
    assertEquals(0b1111, used);
  }

  @Test
  void theBufferThatBecameFreeLastIsUsedNext() {
    DelayLine line = new DelayLine(8);
    line.add(1, 0, 0);
    line.add(1, 0, 0);
    int first = line.buffer();
    line.remove();
    assertEquals(first, line.nextBuffer());
    assertFalse(line.isFull());
  }

  @Test
  void theCapacityIsAPowerOfTwo() {
    assertThrows(IllegalArgumentException.class, () -> new DelayLine(3));
  }

  @Test
  void aPacketAllocatesNothing() {
    PathModel model =
        new PathModel(NetworkSpec.parse("rtt=50ms,jitter=5ms,loss=5%,burst=3,rate=100mbit"), 1);
    DelayLine line = new DelayLine(1 << 12);
    DirectionRecorder recorder = new DirectionRecorder();
    carry(model, line, recorder, 0, 20_000);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long thread = Thread.currentThread().getId();
    threads.getThreadAllocatedBytes(thread);
    long before = threads.getThreadAllocatedBytes(thread);
    carry(model, line, recorder, 20_000, 100_000);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertTrue(allocated < 100_000 / 10, "bytes for 100,000 packets: " + allocated);
    DirectionFigures figures = recorder.read();
    assertTrue(figures.lost() > 0);
    assertEquals(120_000, figures.packets() + figures.lost() + figures.queueDropped());
    assertEquals(figures.packets(), figures.lateness().getTotalCount());
  }

  /** What a relay does with packets that arrive every 10 µs. */
  private static void carry(
      PathModel model, DelayLine line, DirectionRecorder recorder, int from, int packets) {
    for (long i = from; i < from + packets; i++) {
      long now = i * 10_000;
      long due = model.due(now, 100);
      if (due == PathModel.LOST) {
        recorder.lost();
      } else if (due == PathModel.QUEUE_FULL) {
        recorder.queueDropped();
      } else {
        line.add(100, now, due);
      }
      deliver(line, recorder, now);
    }
    deliver(line, recorder, Long.MAX_VALUE);
  }

  private static void deliver(DelayLine line, DirectionRecorder recorder, long now) {
    while (!line.isEmpty() && line.due() <= now) {
      recorder.delivered(line.length(), line.arrival(), line.due(), line.due() + 5);
      line.remove();
    }
  }
}
