package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.Interval;
import java.util.List;
import java.util.function.Supplier;

/** Sees a run while it lasts. The thread that watches the load calls it, so it returns at once. */
public interface RunObserver {
  /** Observes nothing. */
  RunObserver NONE =
      new RunObserver() {
        @Override
        public void begin(String phase, LoadPlan plan) {
          // nothing to do
        }

        @Override
        public void second(List<Interval> parts, Supplier<PartialRun> soFar) {
          // nothing to do
        }
      };

  /**
   * A phase begins.
   *
   * @param phase such as warm-up or measuring
   * @param plan of this phase
   */
  void begin(String phase, LoadPlan plan);

  /**
   * A second of the phase has ended.
   *
   * @param parts what each agent has recorded in it
   * @param soFar copies what was recorded since the phase began; for this call only
   */
  void second(List<Interval> parts, Supplier<PartialRun> soFar);
}
