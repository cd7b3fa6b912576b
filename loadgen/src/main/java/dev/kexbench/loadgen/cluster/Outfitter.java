package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;

/** Makes the agent of this process for a run. */
public interface Outfitter {
  /**
   * An agent that is ready for its part.
   *
   * @throws IllegalArgumentException with what the coordinator is to be told, if it will not do
   */
  Outfit outfit(Equipment equipment, int index, int of);

  /**
   * An agent, and how it will work.
   *
   * @param provider its crypto backend with its version
   * @param plan its part of the run, from which stretches differ in pace and length
   */
  record Outfit(Agent agent, String provider, LoadPlan plan) {}
}
