package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HardwareCountersTest {
  @Test
  void arePresentIfPerfPrintsANumber() {
    assertTrue(HardwareCounters.counts("1234567,,cycles,1500000,100.00,,"));
    assertTrue(HardwareCounters.counts("1234567,,cycles:u,1500000,100.00,,"));
  }

  @Test
  void areAbsentIfPerfPrintsTextOrZero() {
    assertFalse(HardwareCounters.counts("<not supported>,,cycles,0,100.00,,"));
    assertFalse(HardwareCounters.counts("<not counted>,,cycles,0,100.00,,"));
    assertFalse(HardwareCounters.counts("0,,cycles,0,100.00,,"));
    assertFalse(HardwareCounters.counts("Access to performance monitoring is limited."));
  }
}
