package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.OtherProcess;
import dev.kexbench.results.report.Validity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cores that other processes used. Each reason at its limit and just beyond it. */
class StarvationCheckTest {
  private final Findings run = new Findings();

  private static Contention used(String cores, double others) {
    return new Contention(cores, 0.0, others, 1.0, List.of(new OtherProcess(4711, "java", others)));
  }

  private String onlyText() {
    return run.verdict().reasons().get(0).text();
  }

  @Test
  void otherProcessesOnTheServersCores() {
    run.serverCores = used("0", 0.051);
    run.assertOnly("starved", Validity.SUSPECT);
    run.serverCores = used("0", 0.55);
    run.assertOnly("starved", Validity.INVALID);
    assertEquals(
        "other processes used core 0 (server) for 55 % of the time: pid 4711 java (55 %)",
        onlyText());
  }

  @Test
  void otherProcessesOnTheGeneratorsCores() {
    run.generatorCores = used("1-2", 0.25);
    run.assertOnly("starved", Validity.SUSPECT);
    run.generatorCores = used("1-2", 0.26);
    run.assertOnly("starved", Validity.INVALID);
    assertTrue(onlyText().startsWith("other processes used cores 1-2 (generator) for 26 %"));
  }

  @Test
  void otherProcessesOnCoresThatBothSidesShare() {
    run.serverCores = used("0-1", 0.3);
    run.generatorCores = used("0-1", 0.31);
    run.assertOnly("starved", Validity.INVALID);
  }

  @Test
  void threadsThatWaitedWithoutVisibleProcesses() {
    run.serverCores = new Contention("0", 0.26, 0.01, null, List.of());
    run.assertOnly("starved", Validity.INVALID);
    assertTrue(onlyText().contains("waited for core 0 for 26 % of the time"), this::onlyText);
  }

  @Test
  void coresThatAreAlmostFree() {
    run.serverCores = used("0", 0.05);
    run.generatorCores = new Contention("1", 0.05, 0.0, 1.0, List.of());
    run.assertValid();
  }

  @Test
  void coresOfWhichNothingIsKnown() {
    run.serverCores = new Contention(null, null, null, null, null);
    run.assertValid();
  }
}
