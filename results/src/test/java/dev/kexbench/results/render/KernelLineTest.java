package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.machine.KernelCounts;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import org.junit.jupiter.api.Test;

class KernelLineTest {
  private static Run with(KernelCounts kernel) {
    return SampleReport.run().toBuilder().kernel(kernel).build();
  }

  @Test
  void namesWhatIsNotZero() {
    assertEquals(
        "Kernel (whole machine), listen queue overflows: 4,700; attempts to connect dropped: 4,701;"
            + " segments sent again: 9\n",
        KernelLine.of(with(new KernelCounts(4_700L, 4_701L, 9L))));
    assertEquals(
        "Kernel (whole machine), segments sent again: 1\n",
        KernelLine.of(with(new KernelCounts(null, null, 1L))));
  }

  @Test
  void isNotThereWhereTheKernelDidOrToldNothing() {
    assertEquals("", KernelLine.of(with(new KernelCounts(0L, 0L, 0L))));
    assertEquals("", KernelLine.of(with(KernelCounts.UNKNOWN)));
    assertEquals("", KernelLine.of(with(null)));
  }
}
