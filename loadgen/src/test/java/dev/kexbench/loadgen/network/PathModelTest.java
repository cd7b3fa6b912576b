package dev.kexbench.loadgen.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.plan.NetworkSpec;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathModelTest {
  private static final long MILLI = 1_000_000;
  private static final int BYTES = 1_250; // 10,000 bits

  private static PathModel path(String spec) {
    return new PathModel(NetworkSpec.parse(spec), 1);
  }

  /** The due times of packets that arrive every so many nanoseconds. */
  private static long[] dues(PathModel path, int packets, long everyNanos) {
    return LongStream.range(0, packets).map(i -> path.due(i * everyNanos, BYTES)).toArray();
  }

  @Test
  void theDelayIsHalfOfTheRoundTrip() {
    PathModel path = path("rtt=50ms");
    assertEquals(25 * MILLI, path.due(0, BYTES));
    assertEquals(25 * MILLI, path.due(0, 40));
    assertEquals(25 * MILLI + 7, path.due(7, BYTES));
  }

  @Test
  void theRateIsThatOfBitsPerSecond() {
    PathModel path = path("rtt=50ms,rate=10mbit");
    assertEquals(26 * MILLI, path.due(0, BYTES));
    assertEquals(27 * MILLI, path.due(0, BYTES));
    assertEquals(28 * MILLI, path.due(MILLI, BYTES));
    assertEquals(126 * MILLI, path.due(100 * MILLI, BYTES), "the link was idle");
  }

  @Test
  void partsOfNanosecondsAddUp() {
    // 3 gbit/s: 10,000 bits take 3,333.33 ns
    PathModel path = path("rtt=50ms,rate=3gbit");
    long last = 0;
    for (int i = 0; i < 3_000; i++) {
      last = path.due(0, BYTES);
    }
    assertEquals(25 * MILLI + 10 * MILLI, last);
  }

  @Test
  void theQueueHoldsOneRoundTrip() {
    // at 1 ms each, 100 packets are one round trip
    long[] dues = dues(path("rtt=100ms,rate=10mbit"), 101, 0);
    assertEquals(150 * MILLI, dues[99]);
    assertEquals(PathModel.QUEUE_FULL, dues[100]);
  }

  @Test
  void theQueueHolds64PacketsAtLeast() {
    PathModel path = path("rtt=1ms,rate=10mbit,mtu=1250");
    long[] dues = dues(path, 65, 0);
    assertEquals(64 * MILLI + MILLI / 2, dues[63]);
    assertEquals(PathModel.QUEUE_FULL, dues[64]);
    assertEquals(PathModel.QUEUE_FULL, path.due(MILLI - 1, BYTES));
    assertEquals(65 * MILLI + MILLI / 2, path.due(MILLI, BYTES), "one has been sent");
  }

  @Test
  void aLostPacketHasUsedTheLink() {
    PathModel path = path("rtt=50ms,loss=50%,rate=10mbit");
    long[] dues = dues(path, 40, 0);
    for (int i = 0; i < dues.length; i++) {
      assertTrue(dues[i] == PathModel.LOST || dues[i] == 25 * MILLI + (i + 1) * MILLI);
    }
    assertTrue(Arrays.stream(dues).anyMatch(due -> due == PathModel.LOST));
  }

  @Test
  void theJitterIsUniformWithinItsBounds() {
    PathModel path = path("rtt=50ms,jitter=10ms");
    long[] delays = new long[20_000];
    for (int i = 0; i < delays.length; i++) {
      long now = i * 100 * MILLI; // too far apart to overtake
      delays[i] = path.due(now, BYTES) - now;
    }
    assertTrue(Arrays.stream(delays).allMatch(d -> d >= 15 * MILLI && d <= 35 * MILLI));
    // The mean of n uniform delays has a deviation of 10 ms / sqrt(3 n) = 41 µs: five of them.
    assertEquals(25 * MILLI, Arrays.stream(delays).average().orElseThrow(), 0.21 * MILLI);
    for (int quarter = 0; quarter < 4; quarter++) {
      long from = 15 * MILLI + quarter * 5 * MILLI;
      long count = Arrays.stream(delays).filter(d -> d >= from && d < from + 5 * MILLI).count();
      assertEquals(5_000, count, 5 * Math.sqrt(20_000 * 0.25 * 0.75));
    }
  }

  @Test
  void theJitterKeepsTheOrder() {
    long[] dues = dues(path("rtt=50ms,jitter=25ms"), 10_000, 10_000);
    for (int i = 1; i < dues.length; i++) {
      assertTrue(dues[i] >= dues[i - 1]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rtt=50ms,loss=10%", "rtt=50ms,loss=10%,burst=4,jitter=5ms"})
  void theSeedDecidesAlone(String text) {
    NetworkSpec spec = NetworkSpec.parse(text);
    long[] first = dues(new PathModel(spec, 7), 2_000, MILLI);
    assertTrue(Arrays.equals(first, dues(new PathModel(spec, 7), 2_000, MILLI)));
    assertNotEquals(
        Arrays.toString(first), Arrays.toString(dues(new PathModel(spec, 8), 2_000, MILLI)));
  }

  @Test
  void whichPacketsAreLostDependsOnNothingElse() {
    long[] plain = dues(path("rtt=50ms,loss=10%"), 2_000, MILLI);
    long[] other = dues(path("rtt=80ms,loss=10%,jitter=10ms,rate=10mbit"), 2_000, 3 * MILLI);
    for (int i = 0; i < plain.length; i++) {
      assertEquals(plain[i] == PathModel.LOST, other[i] == PathModel.LOST);
    }
  }
}
