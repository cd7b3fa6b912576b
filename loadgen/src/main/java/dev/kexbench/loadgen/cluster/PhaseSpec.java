package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;

/**
 * The definition of one phase of load.
 *
 * @param plan the agent's part: what to start, and for how long
 * @param flows whether load that is running continues and only the recording changes, as after the
 *     warm-up of a closed loop
 * @param flowsOn whether load continues after the last second, into the next phase
 * @param startNanos when it begins, by the agent's {@link System#nanoTime}; {@link #NOW} for
 *     immediately
 */
public record PhaseSpec(LoadPlan plan, boolean flows, boolean flowsOn, long startNanos) {
  /** Immediately, not synchronized with other agents. */
  public static final long NOW = Long.MIN_VALUE;
}
