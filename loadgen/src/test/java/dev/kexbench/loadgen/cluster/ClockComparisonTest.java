package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The comparison of many agents' clocks with the coordinator's. */
class ClockComparisonTest {
  private static final int AGENTS = 100;

  private final MemoryCluster cluster = new MemoryCluster();
  private final List<AgentService> services =
      IntStream.range(0, AGENTS)
          .mapToObj(
              i ->
                  new AgentService(
                      cluster.member("agent"),
                      "agent" + i,
                      (assignment, index, of) -> new PromptAgent(1, () -> {}).prepared()))
          .toList();
  private final List<Runnable> held = new ArrayList<>();

  @AfterEach
  void close() {
    services.forEach(AgentService::close);
    cluster.close();
  }

  /** Delivers the questions to the agents only when all of them are asked. */
  private synchronized void deliverTogether(Runnable delivery) {
    held.add(delivery);
    if (held.size() == AGENTS) {
      held.forEach(Runnable::run);
      held.clear();
    }
  }

  @Test
  void asksAllAgentsAtTheSameTime() throws Exception {
    services.forEach(AgentService::open);
    cluster.intercept(Message.Clock.class, this::deliverTogether);
    Coordinator coordinator =
        new Coordinator(cluster.member("coordinator"), line -> {}, () -> false);
    try (AgentGroup agents =
        coordinator.assemble(MemoryCluster.wanted(AGENTS), MemoryCluster.assignment("a run"))) {
      Map<String, Coordinator.Clock> clocks = agents.facts().clocks();
      assertEquals(AGENTS, clocks.size());
      assertEquals(
          AGENTS, clocks.values().stream().filter(each -> each.driftNanos() != null).count());
    }
  }
}
