package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Validity;
import org.junit.jupiter.api.Test;

/** Counts that do not add up. */
class CountsCheckTest {
  private final Findings run = new Findings();

  @Test
  void countsThatDoNotAddUp() {
    run.planned = 1_001;
    run.assertOnly("conservation", Validity.INVALID);
  }

  @Test
  void countsOfAHostileClassThatDoNotAddUp() {
    run.hostile.put("garbage", Counts.builder().planned(1).build());
    run.assertOnly("conservation", Validity.INVALID);
  }

  @Test
  void aConnectionThatIsNotClosed() {
    run.connectionsClosed--;
    run.assertOnly("conservation", Validity.INVALID);
  }

  @Test
  void aConnectionThatAnInterruptedRunHasNotClosed() {
    run.connectionsClosed--;
    run.interrupted = true;
    run.assertOnly("interrupted", Validity.SUSPECT);
  }

  @Test
  void nothingEstablished() {
    run.fail(FailureCause.REFUSED, 1_000);
    run.assertOnly("nothing", Validity.INVALID);
  }

  @Test
  void noLocalPorts() {
    run.fail(FailureCause.NO_ADDRESS, 1);
    run.assertOnly("ports", Validity.INVALID);
  }

  @Test
  void noFileDescriptors() {
    run.fail(FailureCause.NO_DESCRIPTORS, 1);
    run.assertOnly("descriptors", Validity.INVALID);
  }

  @Test
  void noLocalPortsForAHostileClass() {
    run.hostile.put("garbage", Findings.failing(FailureCause.NO_ADDRESS));
    run.assertOnly("ports", Validity.INVALID);
  }

  @Test
  void noFileDescriptorsForAHostileClass() {
    run.hostile.put("half-open", Findings.failing(FailureCause.NO_DESCRIPTORS));
    run.assertOnly("descriptors", Validity.INVALID);
  }
}
