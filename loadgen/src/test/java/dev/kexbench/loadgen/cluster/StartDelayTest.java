package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartDelayTest {
  private static final long MILLI = 1_000_000;

  @Test
  void isHalfASecondIfRoundTripsAreShort() {
    assertEquals(new StartDelay(500 * MILLI, Optional.empty()), StartDelay.of(2 * MILLI));
    assertEquals(new StartDelay(500 * MILLI, Optional.empty()), StartDelay.of(125 * MILLI));
  }

  @Test
  void isLongerIfRoundTripsAreLongAndReportsIt() {
    assertEquals(
        new StartDelay(
            1_200 * MILLI,
            Optional.of(
                "phases start 1.20 s after their command, because round trips take up to 300 ms")),
        StartDelay.of(300 * MILLI));
  }
}
