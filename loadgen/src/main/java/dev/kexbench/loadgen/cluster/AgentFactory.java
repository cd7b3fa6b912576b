package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;
import java.util.List;

/** Creates the agent of this process for a run. */
public interface AgentFactory {
  /**
   * Creates an agent that is ready to execute its part.
   *
   * @throws IllegalArgumentException if the assignment cannot be executed; the message goes to the
   *     coordinator
   */
  PreparedAgent prepared(Assignment assignment, int index, int of);

  /**
   * An agent, with its backend and its plan.
   *
   * @param provider the name and version of its crypto backend
   * @param plan its part of the run, of which phases vary the rate and the length
   * @param warnings for the coordinator's user, of limits that the run may reach on this machine
   */
  record PreparedAgent(Agent agent, String provider, LoadPlan plan, List<String> warnings) {}
}
