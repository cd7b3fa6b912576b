package dev.kexbench.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RingTest {
  @Test
  void handsOutEveryInputInTurnAndThenStartsAnew() {
    Ring<Integer> ring = Ring.of(new AtomicInteger()::getAndIncrement);
    var twice = Stream.generate(ring::next).limit(2 * Ring.SIZE).toList();
    var expected = IntStream.range(0, 2 * Ring.SIZE).map(each -> each % Ring.SIZE).boxed().toList();
    assertEquals(expected, twice);
  }
}
