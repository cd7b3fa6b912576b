package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The agents of a run: the one of this process, or several elsewhere. Whoever runs them does not
 * tell the two apart.
 */
public final class AgentGroup implements AutoCloseable {
  private final List<Agent> agents;
  private final StartClock clock;
  private final Supplier<Map<String, Coordinator.Clock>> clocks;
  private final Runnable closing;

  /** When a stretch is to begin, by this process's {@link System#nanoTime}. */
  public interface StartClock {
    /** At once. */
    StartClock AT_ONCE = () -> PhaseSpec.NOW;

    /** The next possible instant. */
    long nextNanos();
  }

  /**
   * Agents that begin together.
   *
   * @param clocks how those of agents elsewhere lie, by agent
   * @param closing lets them go
   */
  AgentGroup(
      List<Agent> agents,
      StartClock clock,
      Supplier<Map<String, Coordinator.Clock>> clocks,
      Runnable closing) {
    this.closing = closing;
    this.agents = List.copyOf(agents);
    this.clock = clock;
    this.clocks = clocks;
  }

  /** The agent of this process alone. */
  public static AgentGroup of(Agent agent) {
    return new AgentGroup(List.of(agent), StartClock.AT_ONCE, Map::of, agent::close);
  }

  /** How its agents drive their sockets. */
  public String transport() {
    return agents.get(0).transport();
  }

  /** What clients have computed by another provider than the backend's. */
  public List<String> fallbackAlgorithms() {
    return agents.stream()
        .flatMap(agent -> agent.fallbackAlgorithms().stream())
        .distinct()
        .toList();
  }

  /** How the clocks of agents elsewhere lie, by agent; empty for the agent of this process. */
  public Map<String, Coordinator.Clock> clocks() {
    return clocks.get();
  }

  /** Has OFFERs made before they are due; see {@link Agent#prepare}. */
  public void prepare(int phasesAhead, Map<ClientClass, Long> each) {
    Parallel.run(agents.stream().map(agent -> () -> agent.prepare(phasesAhead, each)));
  }

  /**
   * Begins a stretch of the whole run.
   *
   * @param flow how it hangs together with others
   */
  public GroupPhase begin(LoadPlan plan, Flow flow) {
    GroupPhase phase = new GroupPhase(agents, plan.timeout());
    long startNanos = clock.nextNanos();
    Parallel.run(
        IntStream.range(0, agents.size())
            .mapToObj(
                i -> {
                  LoadPlan part = plan.part(i, agents.size());
                  PhaseSpec spec = new PhaseSpec(part, flow.in(), flow.on(), startNanos);
                  return () -> phase.begin(i, spec);
                }));
    return phase;
  }

  /**
   * Whether load flows into a stretch from the one before it, and on into the next.
   *
   * @param in see {@link PhaseSpec#flows}
   * @param on see {@link PhaseSpec#flowsOn}
   */
  public record Flow(boolean in, boolean on) {}

  @Override
  public void close() {
    closing.run();
  }
}
