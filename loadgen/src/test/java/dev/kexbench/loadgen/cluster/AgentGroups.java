package dev.kexbench.loadgen.cluster;

import java.util.List;
import java.util.Map;

/** Groups of agents for tests of other packages. */
public final class AgentGroups {
  private AgentGroups() {}

  /** These agents, without a coordinator. */
  public static AgentGroup of(Agent... agents) {
    return new AgentGroup(List.of(agents), AgentGroup.StartClock.AT_ONCE, Map::of, () -> {});
  }
}
