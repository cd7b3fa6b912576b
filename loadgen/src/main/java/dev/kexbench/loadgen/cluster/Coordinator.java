package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.results.render.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Discovers the agents of one run, assigns their parts, and monitors them until it is over. */
public final class Coordinator implements AutoCloseable {
  private final Member self;
  private final Consumer<String> notices;
  private final BooleanSupplier stopped;
  private final String run;
  private final List<RemoteAgent> agents = new CopyOnWriteArrayList<>();
  private final Map<String, ClockOffset> clocksBefore = new LinkedHashMap<>();
  private final List<ClusterBus.Registration> registrations = new ArrayList<>();

  /**
   * A coordinator of a new run.
   *
   * @param notices receives messages for the user
   * @param stopped whether the run has been cancelled
   */
  public Coordinator(Member self, Consumer<String> notices, BooleanSupplier stopped) {
    this.self = self;
    this.notices = notices;
    this.stopped = stopped;
    this.run = self.fresh();
  }

  /** Too few agents were found, or one refuses its part. */
  public static final class AgentsUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    AgentsUnavailable(String why) {
      super(why);
    }
  }

  /**
   * How many agents a run needs.
   *
   * @param within how long to wait for them
   */
  public record Wanted(int count, Duration within) {
    /** How many of them came, as {@code 1 of 2 agents came within 30 s}. */
    public String came(int some) {
      return "%d of %d agents came within %s".formatted(some, count, Numbers.exact(within));
    }
  }

  /**
   * Assembles the agents of a run: reserves them, assigns their parts, and measures their clock
   * offsets. All coordinators reserve agents in the order of their names, one by one. So of several
   * that want the same agents one gets them all; the others wait for more agents.
   *
   * @throws AgentsUnavailable if there are too few within that time, or one refuses
   */
  public AgentGroup assemble(Wanted wanted, Assignment assignment)
      throws AgentsUnavailable, InterruptedException {
    registrations.add(self.bus().every(Member.BEAT, this::beat));
    reserve(wanted, new Message.Reserve(assignment.title(), self.bus().address()));
    try {
      Parallel.run(
          IntStream.range(0, wanted.count())
              .mapToObj(
                  i ->
                      () ->
                          agents.get(i).assign(assignment, new LoadPlan.Part(i, wanted.count()))));
      return group();
    } catch (CommandSender.Refused e) {
      throw new AgentsUnavailable(e.getMessage());
    }
  }

  private void reserve(Wanted wanted, Message.Reserve reserve)
      throws AgentsUnavailable, InterruptedException {
    try (Discovery discovery = new Discovery(self, run, wanted, stopped)) {
      while (!reserved(discovery.find(notices), discovery, reserve)) {
        releaseAll();
      }
      discovery.leftOver().ifPresent(notices);
    }
  }

  /** Whether all of these agents are reserved; at the first that is not, the rest are left. */
  private boolean reserved(List<FoundAgent> found, Discovery discovery, Message.Reserve reserve) {
    for (FoundAgent each : found) {
      discovery.use(each);
      CommandSender commands =
          new CommandSender(self, each, discovery.session(each), notices, System.nanoTime());
      RemoteAgent agent = new RemoteAgent(commands, self.lostAfter(), notices);
      try {
        agent.reserve(reserve);
      } catch (CommandSender.Refused e) {
        agent.close();
        discovery.refused(each, e.getMessage());
        return false;
      }
      agents.add(agent);
    }
    return true;
  }

  private void releaseAll() {
    agents.forEach(RemoteAgent::close);
    agents.clear();
  }

  /** Measures the clock offsets of all agents in parallel. */
  private AgentGroup group() {
    long longestNanos = 0;
    List<ClockOffset> offsets = Parallel.all(agents.stream().map(agent -> agent::readClock));
    for (int i = 0; i < offsets.size(); i++) {
      RemoteAgent agent = agents.get(i);
      ClockOffset offset = offsets.get(i);
      clocksBefore.put(agent.name(), offset);
      longestNanos = Math.max(longestNanos, offset.roundTripNanos());
      notices.accept(
          "agent %s: %s, round trip %s, clock offset %s"
              .formatted(
                  agent.name(),
                  agent.provider(),
                  Numbers.duration(offset.roundTripNanos()),
                  Numbers.signed(offset.wallOffsetNanos())));
    }
    StartDelay delay = StartDelay.of(longestNanos);
    delay.moved().ifPresent(notices);
    return new AgentGroup(
        List.copyOf(agents), () -> System.nanoTime() + delay.nanos(), this::clocks, this::close);
  }

  private void beat() {
    long now = System.nanoTime();
    agents.forEach(agent -> agent.beat(now));
  }

  /**
   * The offset of an agent's clock.
   *
   * @param before its offset before the run
   * @param driftNanos change of the offset by the end of the run; null if it was not measured again
   */
  public record Clock(ClockOffset before, Long driftNanos) {}

  /** Measures all clock offsets again; by agent. */
  public Map<String, Clock> clocks() {
    List<Clock> clocks = Parallel.all(agents.stream().map(agent -> () -> clock(agent)));
    Map<String, Clock> all = new LinkedHashMap<>();
    for (int i = 0; i < clocks.size(); i++) {
      all.put(agents.get(i).name(), clocks.get(i));
    }
    return all;
  }

  private Clock clock(RemoteAgent agent) {
    ClockOffset before = clocksBefore.get(agent.name());
    return new Clock(before, drift(agent, before));
  }

  private static Long drift(RemoteAgent agent, ClockOffset before) {
    if (agent.lost().isPresent()) {
      return null;
    }
    try {
      return agent.readClock().offsetNanos() - before.offsetNanos();
    } catch (CommandSender.Refused e) {
      return null; // it has just been lost, as its result will show
    }
  }

  /** Releases the agents. */
  @Override
  public void close() {
    registrations.forEach(ClusterBus.Registration::end);
    releaseAll();
  }
}
