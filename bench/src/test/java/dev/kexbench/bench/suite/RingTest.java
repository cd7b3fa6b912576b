package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RingTest {
  @Test
  void returnsEveryInputInTurnAndThenStartsAgain() {
    Ring<Integer> ring = Ring.of(new AtomicInteger()::getAndIncrement);
    var twice = Stream.generate(ring::next).limit(2 * Ring.SIZE).toList();
    var expected = IntStream.range(0, 2 * Ring.SIZE).map(each -> each % Ring.SIZE).boxed().toList();
    assertEquals(expected, twice);
  }

  @Test
  void holdsTheRequestedNumberOfInputs() {
    Ring<Integer> ring = Ring.of(4, new AtomicInteger()::getAndIncrement);
    assertEquals(List.of(0, 1, 2, 3, 0), Stream.generate(ring::next).limit(5).toList());
  }

  @Test
  void refusesASizeThatIsNotAPowerOfTwo() {
    assertThrows(IllegalArgumentException.class, () -> Ring.of(1_000, () -> 0));
    assertThrows(IllegalArgumentException.class, () -> Ring.of(0, () -> 0));
  }
}
