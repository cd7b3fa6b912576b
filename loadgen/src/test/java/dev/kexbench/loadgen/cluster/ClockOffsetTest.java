package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ClockOffsetTest {
  @Test
  void assumesTheReadingInTheMiddleOfTheRoundTrip() {
    ClockOffset fit =
        ClockOffset.of(1_000, 1_400, 5_000_400, new Message.Reading(71_200, 4_000_200));
    assertEquals(400, fit.roundTripNanos());
    assertEquals(70_000, fit.offsetNanos(), "71,200 there was 1,200 here");
    assertEquals(-1_000_000, fit.wallOffsetNanos(), "4,000,200 there was 5,000,200 here");
  }
}
