package dev.kexbench.results.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.machine.JvmSecond;
import dev.kexbench.results.report.Second;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerSecondsTest {
  private static Second.Builder second(double cpu, Double jit) {
    return Second.builder(0).established(1_000).serverCpu(cpu).serverJit(jit);
  }

  private static JvmSecond jvm(double gcMs, double safepointMs, Integer pauses) {
    return new JvmSecond(gcMs, safepointMs, 0, 0, pauses);
  }

  @Test
  void compilersDoNotCountAsCost() {
    ServerSeconds seconds =
        ServerSeconds.of(List.of(second(0.5, 0.1).build(), second(0.3, null).build()));
    assertEquals(0.1 / 0.8, seconds.jitShare(), 1e-9);
    assertEquals(List.of(400_000.0, 300_000.0), seconds.cpuNanos());
    assertFalse(seconds.pausesKnown());
  }

  @Test
  void secondsWithoutHandshakesHaveNoCost() {
    ServerSeconds seconds =
        ServerSeconds.of(
            List.of(Second.builder(0).serverCpu(0.2).build(), Second.builder(1).build()));
    assertEquals(List.of(), seconds.cpuNanos());
    assertEquals(0, seconds.jitShare());
    assertFalse(ServerSeconds.of(List.of()).pausesKnown());
  }

  @Test
  void pausesOfASecondShareTheirSum() {
    ServerSeconds seconds =
        ServerSeconds.of(
            List.of(
                second(0.5, 0.0).serverJvm(jvm(12, 0.5, 1)).build(),
                second(0.5, 0.0).serverJvm(jvm(0, 0.2, 0)).build(),
                second(0.5, 0.0).serverJvm(jvm(30, 0, 3)).build()));
    assertTrue(seconds.pausesKnown());
    assertEquals(List.of(12.5e6, 10e6, 10e6, 10e6), seconds.pauseNanos());
    Pauses atOne = seconds.pauses(3_000);
    assertEquals(4.0 / 3_000, atOne.perSecond());
    assertEquals(2, atOne.times(1_500).perSecond());
  }

  /** An older report has no number; a pause a second is usual. */
  @Test
  void withoutTheirNumberASecondHasOnePause() {
    ServerSeconds seconds =
        ServerSeconds.of(
            List.of(
                second(0.5, 0.0).serverJvm(jvm(20, 0, null)).build(),
                second(0.5, 0.0).serverJvm(jvm(0, 0.1, null)).build()));
    assertEquals(List.of(20e6), seconds.pauseNanos());
    assertTrue(Pauses.NONE.none());
    assertFalse(seconds.pauses(2_000).none());
  }
}
