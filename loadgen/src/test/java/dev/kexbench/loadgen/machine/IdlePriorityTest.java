package dev.kexbench.loadgen.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.loadgen.fixture.SchedulingPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdlePriorityTest {
  private static final String INITIAL = "         0          0 4294967295\n";
  private static final String ROOTLESS = "         0       1000          1\n";
  private static final String NO_CAPABILITIES = "0000000000000000";

  @TempDir private Path process;

  private boolean mayBeEnded(String capabilities, String users, String niceLimit)
      throws IOException {
    Files.writeString(
        process.resolve("status"),
        "CapPrm:\t000001ffffffffff\nCapEff:\t%s\nCapBnd:\t0\n".formatted(capabilities));
    Files.writeString(process.resolve("uid_map"), users);
    Files.writeString(
        process.resolve("limits"),
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max nice priority         %-20s 40
        Max realtime priority     40                   40
        """
            .formatted(niceLimit));
    return IdlePriority.mayBeEnded(process);
  }

  @ParameterizedTest
  @CsvSource({
    "000001ffffffffff, true", // root
    "00000000a80425fb, false", // root in a container of Docker
    "0000000000800000, true", // CAP_SYS_NICE alone
    "ffffffffff7fffff, false", // all but that one
    NO_CAPABILITIES + ", false"
  })
  void mayBeEndedByTheCapability(String capabilities, boolean may) throws IOException {
    assertEquals(may, mayBeEnded(capabilities, INITIAL, "0"));
    assertFalse(mayBeEnded(capabilities, ROOTLESS, "0"), "not in another user namespace");
  }

  @ParameterizedTest
  @CsvSource({"19, false", "20, true", "40, true", "unlimited, true"})
  void mayBeEndedWithinTheLimitOfPriorities(String limit, boolean may) throws IOException {
    assertEquals(may, mayBeEnded(NO_CAPABILITIES, ROOTLESS, limit));
  }

  @Test
  void mayBeEndedIfTheKernelPermitsIt() {
    assertEquals(SchedulingPolicies.mayEndIdle(), IdlePriority.mayBeEnded());
  }

  @Test
  void mayNotBeEndedWhereNothingIsKnown() {
    assertFalse(IdlePriority.mayBeEnded(process.resolve("none")));
  }
}
