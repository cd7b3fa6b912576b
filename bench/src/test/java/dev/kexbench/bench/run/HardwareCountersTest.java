package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What perf printed on machines of several kinds. */
class HardwareCountersTest {
  @Test
  void arePresentIfPerfCountsInstructions() {
    HardwareCounters counters =
        HardwareCounters.of(
            """
            583029,,instructions,530221,100.00,0.86,insn per cycle
            679413,,cycles,530221,100.00,,
            """);
    assertTrue(counters.present());
    assertEquals(List.of(), counters.notes());
    assertTrue(HardwareCounters.of("131072,,instructions:u,530221,100.00,,\n").present());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<not supported>,,instructions,0,100.00,,"
            + "| the processor's counters cannot be read here, as in most virtual machines",
        "Error: Access to performance monitoring and observability operations is limited. Consider"
            + " adjusting /proc/sys/kernel/perf_event_paranoid setting to open access"
            + "| not permitted; set the kernel parameter kernel.perf_event_paranoid to 2 or less",
        "WARNING: perf not found for kernel 6.1.0"
            + "| perf does not work here: WARNING: perf not found for kernel 6.1.0",
        "<not counted>,,instructions,0,0.00,,"
            + "| perf does not work here: <not counted>,,instructions,0,0.00,,",
        "0,,instructions,530221,100.00,,"
            + "| perf does not work here: 0,,instructions,530221,100.00,,",
      })
  void areAbsentWithTheReasonInOneLine(String output, String reason) {
    HardwareCounters counters = HardwareCounters.of(output);
    assertFalse(counters.present());
    assertEquals(List.of("instructions: not counted: " + reason), counters.notes());
  }

  @Test
  void aSilentPerfIsNotTrusted() {
    assertFalse(HardwareCounters.of("").present());
  }
}
