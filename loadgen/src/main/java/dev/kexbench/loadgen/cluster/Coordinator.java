package dev.kexbench.loadgen.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Discovers the agents of one run, assigns their parts, and monitors them until it is over. */
public final class Coordinator implements AutoCloseable {
  private static final Duration RETRY_PERIOD = Duration.ofMillis(500);

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

  /** Repeats the discovery until that many agents have answered. */
  private List<Message.Available> discover(int count, Duration patience)
      throws AgentsUnavailable, InterruptedException {
    BlockingQueue<Message.Available> arrived = new LinkedBlockingQueue<>();
    registrations.add(
        self.bus()
            .consume(
                Addresses.available(run),
                each -> available(each.body().getBytes()).ifPresent(arrived::add)));
    byte[] discover = Messages.encode(new Message.Discover(run, self.version(), self.exchanges()));
    Answers answers = new Answers();
    long endNanos = System.nanoTime() + patience.toNanos();
    try (SecureChannel channel =
        SecureChannel.ofCoordinator(self.secret(), self.backend(), Addresses.discovery(run))) {
      while (answers.fit.size() < count && System.nanoTime() < endNanos) {
        if (stopped.getAsBoolean()) {
          throw new AgentsUnavailable("stopped while looking for agents");
        }
        self.bus().publish(Addresses.DISCOVER, channel.seal(discover));
        answers.add(arrived.poll(RETRY_PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        while (!arrived.isEmpty()) {
          answers.add(arrived.remove());
        }
      }
    }
    return answers.first(count, patience);
  }

  /** The answers so far, by agent. */
  private static final class Answers {
    private final Map<String, Message.Available> fit = new TreeMap<>();
    private final Map<String, String> unfit = new LinkedHashMap<>();

    /** Adds an answer; does nothing for null. */
    private void add(Message.Available answer) throws AgentsUnavailable {
      if (answer == null) {
        return;
      }
      if (answer.unfit() != null) {
        unfit.put(answer.agent(), answer.unfit());
        return;
      }
      Message.Available before = fit.putIfAbsent(answer.agent(), answer);
      if (before != null && !before.nonce().equals(answer.nonce())) {
        throw new AgentsUnavailable(
            "two agents are named %s; give each agent its own --name".formatted(answer.agent()));
      }
      unfit.remove(answer.agent());
    }

    private List<Message.Available> first(int count, Duration patience) throws AgentsUnavailable {
      if (fit.size() < count) {
        throw new AgentsUnavailable(tooFew(count, patience));
      }
      return fit.values().stream().limit(count).toList();
    }

    private String tooFew(int count, Duration patience) {
      StringBuilder line =
          new StringBuilder(
              "agents asked for: %d; within %d s there were: %s"
                  .formatted(
                      count,
                      patience.toSeconds(),
                      fit.isEmpty() ? "none" : String.join(", ", fit.keySet())));
      unfit.forEach(
          (agent, why) -> line.append("; ").append(agent).append(" is unavailable: ").append(why));
      return line + "; start more with scripts/agent, or correct --join or --secret-file";
    }
  }

  /** The answer, if it authenticates under the keys derived from what it claims. */
  private Optional<Message.Available> available(byte[] bytes) {
    return Messages.claimed(bytes, Message.Available.class)
        .filter(claim -> claim.run().equals(run))
        .filter(claim -> verifies(claim, bytes));
  }

  private boolean verifies(Message.Available claim, byte[] bytes) {
    try (SecureChannel session = session(claim)) {
      return session.open(bytes).isPresent();
    }
  }

  private SecureChannel session(Message.Available available) {
    return SecureChannel.ofCoordinator(self.secret(), self.backend(), Addresses.session(available));
  }

  /**
   * Assembles the agents of a run: discovers them, assigns their parts, and measures their clock
   * offsets.
   *
   * @throws AgentsUnavailable if there are too few within that time, or one refuses
   */
  public AgentGroup assemble(int count, Assignment assignment, Duration patience)
      throws AgentsUnavailable, InterruptedException {
    List<Message.Available> found = discover(count, patience);
    registrations.add(self.bus().every(Member.BEAT, this::beat));
    List<SecureChannel> channels = found.stream().map(this::session).toList();
    for (int i = 0; i < count; i++) {
      agents.add(agent(found.get(i).agent(), channels.get(i)));
    }
    try {
      Parallel.run(
          IntStream.range(0, count)
              .mapToObj(
                  i -> () -> agents.get(i).assign(part(channels.get(i), i, count, assignment))));
      return group();
    } catch (RemoteAgent.Refused e) {
      throw new AgentsUnavailable(e.getMessage());
    }
  }

  private RemoteAgent agent(String name, SecureChannel channel) {
    RemoteAgent agent = new RemoteAgent(new RemoteAgent.Contact(self, name), channel, notices);
    registrations.add(
        self.bus()
            .consume(Addresses.run(run, name), each -> agent.onMessage(each.body().getBytes())));
    return agent;
  }

  private Message.Assign part(SecureChannel channel, int index, int of, Assignment assignment) {
    KeyMessage keys = KeyMessage.of(assignment.key(), assignment.clientsOf(index, of));
    return new Message.Assign(
        assignment.title(),
        assignment.options(),
        index,
        of,
        assignment.targets(),
        assignment.admission(),
        Base64.getEncoder().encodeToString(channel.encrypt(keys.encode(), self.random())));
  }

  /** Measures the clock offsets, one agent at a time so that they do not delay each other. */
  private AgentGroup group() {
    long longestNanos = 0;
    for (RemoteAgent agent : agents) {
      ClockOffset offset = agent.readClock();
      clocksBefore.put(agent.name(), offset);
      longestNanos = Math.max(longestNanos, offset.roundTripNanos());
      notices.accept(
          String.format(
              Locale.ROOT,
              "agent %s: %s, round trip %.2f ms, clock offset %+.2f ms",
              agent.name(),
              agent.provider(),
              offset.roundTripNanos() / 1e6,
              offset.wallOffsetNanos() / 1e6));
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
    Map<String, Clock> all = new LinkedHashMap<>();
    for (RemoteAgent agent : agents) {
      ClockOffset before = clocksBefore.get(agent.name());
      all.put(agent.name(), new Clock(before, drift(agent, before)));
    }
    return all;
  }

  private static Long drift(RemoteAgent agent, ClockOffset before) {
    if (agent.lost().isPresent()) {
      return null;
    }
    try {
      return agent.readClock().offsetNanos() - before.offsetNanos();
    } catch (RemoteAgent.Refused e) {
      return null; // it has just been lost, as its result will show
    }
  }

  /** Releases the agents. */
  @Override
  public void close() {
    registrations.forEach(ClusterBus.Registration::end);
    agents.forEach(RemoteAgent::close);
  }
}
