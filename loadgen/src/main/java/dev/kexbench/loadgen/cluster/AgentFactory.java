package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;

/** Makes the agent of this process for a run. */
public interface AgentFactory {
  /**
   * An agent that is ready for its part.
   *
   * @throws IllegalArgumentException with what the coordinator is to be told, if it will not do
   */
  PreparedAgent prepared(Assignment assignment, int index, int of);

  /**
   * An agent, and how it will work.
   *
   * @param provider its crypto backend with its version
   * @param plan its part of the run, from which stretches differ in pace and length
   */
  record PreparedAgent(Agent agent, String provider, LoadPlan plan) {}
}
