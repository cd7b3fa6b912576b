package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeadTest {
  private static final long MILLI = 1_000_000;

  @Test
  void halfASecondIsEnoughWhereRoundTripsAreShort() {
    assertEquals(new Lead(500 * MILLI, Optional.empty()), Lead.of(2 * MILLI));
    assertEquals(new Lead(500 * MILLI, Optional.empty()), Lead.of(125 * MILLI));
  }

  @Test
  void startsAreMovedWhereTheyAreNotAndThatIsSaid() {
    assertEquals(
        new Lead(
            1_200 * MILLI,
            Optional.of(
                "starts are moved to 1200 ms after each order, since round trips take up to 300 ms")),
        Lead.of(300 * MILLI));
  }
}
