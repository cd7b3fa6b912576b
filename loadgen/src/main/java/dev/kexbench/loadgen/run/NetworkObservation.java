package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.client.ConnectionPolicy;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.results.report.NetworkFigures;

/**
 * What is known of an emulated network after the measured time.
 *
 * @param figures its own
 * @param datagrams whether the exchange sends datagrams
 */
record NetworkObservation(NetworkFigures figures, boolean datagrams) {
  /** The flights that it may have lost in a run of this plan. */
  LostFlights lostFlights(LoadPlan plan, Measurement run) {
    return new LostFlights(
        figures,
        datagrams,
        plan.clients().close() == ConnectionPolicy.Close.RST,
        run.continuesWarmUp() ? run.establishedBefore() : 0);
  }
}
