package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.Validity;
import org.junit.jupiter.api.Test;

/** CPU time that the generator did not get. Each reason at its limit and just beyond it. */
class ResourceCheckTest {
  private final Findings run = new Findings();

  @Test
  void longCollectorPauses() {
    run.pausedShare = 0.011;
    run.assertOnly("gc", Validity.SUSPECT);
  }

  @Test
  void stolenTime() {
    run.stolenShare = 0.051;
    run.assertOnly("steal", Validity.SUSPECT);
  }

  @Test
  void aPlatformThatDoesNotReportStolenTime() {
    run.stolenShare = null;
    run.throttledShare = null;
    run.assertValid();
  }

  @Test
  void timeWithheldByAQuota() {
    run.throttledShare = 0.051;
    run.assertOnly("steal", Validity.SUSPECT);
  }

  @Test
  void timeTakenByHypervisorAndQuotaTogether() {
    run.stolenShare = 0.03;
    run.throttledShare = 0.03;
    run.assertOnly("steal", Validity.SUSPECT);
  }

  @Test
  void aLittleTimeTakenByHypervisorAndQuota() {
    run.stolenShare = 0.025;
    run.throttledShare = 0.025;
    run.assertValid();
  }
}
