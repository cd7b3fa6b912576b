package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.results.machine.JvmReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The agents of a run: the one of this process, or several in other processes. Callers use both in
 * the same way.
 */
public final class AgentGroup implements AutoCloseable {
  private final List<Agent> agents;
  private final StartClock clock;
  private final Supplier<Map<String, Coordinator.Clock>> clocks;
  private final Runnable closing;

  /** When a phase begins, by this process's {@link System#nanoTime}. */
  public interface StartClock {
    /** Immediately. */
    StartClock AT_ONCE = () -> PhaseSpec.NOW;

    /** The earliest possible start. */
    long nextNanos();
  }

  /**
   * Agents that begin each phase together.
   *
   * @param clocks the clock offsets of remote agents, by agent
   * @param closing releases the agents
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

  /** The agent of this process only. */
  public static AgentGroup of(Agent agent) {
    return new AgentGroup(List.of(agent), StartClock.AT_ONCE, Map::of, agent::close);
  }

  /**
   * What a report states about the agents.
   *
   * @param transport their socket transport
   * @param fallbackAlgorithms those that clients took from another provider than the backend's
   * @param clocks the clock offsets of remote agents, by agent; empty for the agent of this process
   */
  public record Facts(
      String transport, List<String> fallbackAlgorithms, Map<String, Coordinator.Clock> clocks) {
    /** An agent without a coordinator. */
    public static Facts of(Agent agent) {
      return new Facts(agent.transport(), agent.fallbackAlgorithms(), Map.of());
    }
  }

  /** What is known of the agents after a run. */
  public Facts facts() {
    return new Facts(
        agents.get(0).transport(),
        agents.stream().flatMap(agent -> agent.fallbackAlgorithms().stream()).distinct().toList(),
        clocks.get());
  }

  /** Precomputes OFFERs; see {@link Agent#prepare}. */
  public void prepare(int phasesAhead, Map<ClientClass, Long> each) {
    Parallel.run(agents.stream().map(agent -> () -> agent.prepare(phasesAhead, each)));
  }

  /** Starts to record the pauses and compilations of all; the answers by name. */
  public Map<String, JvmReport> recordJvm() {
    return jvm(Agent::recordJvm);
  }

  /** The pauses and compilations of each in the first seconds of the last phase, by name. */
  public Map<String, JvmReport> jvmSeconds(int count) {
    return jvm(agent -> agent.jvmSeconds(count));
  }

  private Map<String, JvmReport> jvm(Function<Agent, JvmReport> question) {
    List<Agent> asked = agents.stream().filter(agent -> agent.lost().isEmpty()).toList();
    List<JvmReport> answers =
        Parallel.all(asked.stream().map(agent -> () -> question.apply(agent)));
    Map<String, JvmReport> byName = new LinkedHashMap<>();
    IntStream.range(0, asked.size()).forEach(i -> byName.put(asked.get(i).name(), answers.get(i)));
    return byName;
  }

  /**
   * Begins a phase on all agents.
   *
   * @param flow whether load continues across its start and its end
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
                  return () -> agents.get(i).begin(spec, phase.listener(i));
                }));
    return phase;
  }

  /**
   * Whether load continues into a phase from the one before it, and from it into the next.
   *
   * @param in see {@link PhaseSpec#flows}
   * @param on see {@link PhaseSpec#flowsOn}
   */
  public record Flow(boolean in, boolean on) {
    /** Neither: a phase of its own. */
    public static final Flow NONE = new Flow(false, false);
  }

  @Override
  public void close() {
    closing.run();
  }
}
