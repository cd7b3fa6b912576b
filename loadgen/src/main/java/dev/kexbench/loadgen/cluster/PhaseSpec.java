package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;

/**
 * One stretch of load.
 *
 * @param plan what is to be started, and for how long; each agent does its own part
 * @param flows whether what runs already goes on, and only where it is recorded changes: a closed
 *     loop that has warmed up
 * @param flowsOn whether it goes on behind its last second, into the next stretch
 * @param startNanos when it begins, by the agent's own {@link System#nanoTime}; {@link #NOW} for at
 *     once
 */
public record PhaseSpec(LoadPlan plan, boolean flows, boolean flowsOn, long startNanos) {
  /** At once, without regard to others. */
  public static final long NOW = Long.MIN_VALUE;
}
