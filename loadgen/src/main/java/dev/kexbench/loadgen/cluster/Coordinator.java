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

/** Finds the agents of one run, equips them, and looks after them until it is over. */
public final class Coordinator implements AutoCloseable {
  private static final Duration CALL_AGAIN = Duration.ofMillis(500);

  private final Member self;
  private final Consumer<String> say;
  private final BooleanSupplier stopped;
  private final String run;
  private final List<RemoteAgent> agents = new CopyOnWriteArrayList<>();
  private final Map<String, ClockOffset> clocksBefore = new LinkedHashMap<>();
  private final List<ClusterBus.Lasting> duties = new ArrayList<>();

  /**
   * A coordinator of a new run.
   *
   * @param say told what is worth to be known
   * @param stopped whether nobody wants the run any more
   */
  public Coordinator(Member self, Consumer<String> say, BooleanSupplier stopped) {
    this.self = self;
    this.say = say;
    this.stopped = stopped;
    this.run = self.fresh();
  }

  /** There are too few agents, or one will not do what it is asked. */
  public static final class AgentsUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    AgentsUnavailable(String why) {
      super(why);
    }
  }

  /** Calls until so many agents have answered. */
  private List<Message.Available> call(int count, Duration patience)
      throws AgentsUnavailable, InterruptedException {
    BlockingQueue<Message.Available> arrived = new LinkedBlockingQueue<>();
    duties.add(
        self.bus()
            .consume(
                Addresses.available(run),
                each -> available(each.body().getBytes()).ifPresent(arrived::add)));
    byte[] call = Messages.encode(new Message.Discover(run, self.version(), self.exchanges()));
    Answers answers = new Answers();
    long endNanos = System.nanoTime() + patience.toNanos();
    try (SecureChannel calls =
        SecureChannel.ofCoordinator(self.secret(), self.backend(), Addresses.call(run))) {
      while (answers.fit.size() < count && System.nanoTime() < endNanos) {
        if (stopped.getAsBoolean()) {
          throw new AgentsUnavailable("stopped while looking for agents");
        }
        self.bus().publish(Addresses.CALL, calls.seal(call));
        answers.add(arrived.poll(CALL_AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        while (!arrived.isEmpty()) {
          answers.add(arrived.remove());
        }
      }
    }
    return answers.first(count, patience);
  }

  /** Who has answered so far, by name. */
  private static final class Answers {
    private final Map<String, Message.Available> fit = new TreeMap<>();
    private final Map<String, String> unfit = new LinkedHashMap<>();

    /** Adds an answer, or none. */
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
            "two agents are named %s: give each a --name of its own".formatted(answer.agent()));
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
          (agent, why) -> line.append("; ").append(agent).append(" cannot: ").append(why));
      return line + "; start more with scripts/agent, or correct --join or --secret-file";
    }
  }

  /** Verified: its keys follow from what it says of itself. */
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
   * The crew of a run: found, equipped, and with clocks that are known.
   *
   * @throws AgentsUnavailable if there are too few within that time, or one refuses
   */
  public AgentGroup assemble(int count, Assignment assignment, Duration patience)
      throws AgentsUnavailable, InterruptedException {
    List<Message.Available> found = call(count, patience);
    duties.add(self.bus().every(Member.BEAT, this::beat));
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
    RemoteAgent agent = new RemoteAgent(new RemoteAgent.Contact(self, name), channel, say);
    duties.add(
        self.bus().consume(Addresses.run(run, name), each -> agent.heard(each.body().getBytes())));
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

  /** Reads their clocks, one after the other: they are not to wait for each other. */
  private AgentGroup group() {
    long worstNanos = 0;
    for (RemoteAgent agent : agents) {
      ClockOffset fit = agent.readClock();
      clocksBefore.put(agent.name(), fit);
      worstNanos = Math.max(worstNanos, fit.roundTripNanos());
      say.accept(
          String.format(
              Locale.ROOT,
              "agent %s: %s, round trip %.2f ms, its clock %+.2f ms",
              agent.name(),
              agent.provider(),
              fit.roundTripNanos() / 1e6,
              fit.wallOffsetNanos() / 1e6));
    }
    StartDelay delay = StartDelay.of(worstNanos);
    delay.moved().ifPresent(say);
    return new AgentGroup(
        List.copyOf(agents), () -> System.nanoTime() + delay.nanos(), this::clocks, this::close);
  }

  private void beat() {
    long now = System.nanoTime();
    agents.forEach(agent -> agent.beat(now));
  }

  /**
   * How an agent's clock lay to this one's.
   *
   * @param before the run
   * @param driftNanos what it had changed by after the run, or null where it was not asked again
   */
  public record Clock(ClockOffset before, Long driftNanos) {}

  /** Reads all clocks again; by agent. */
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
      return null; // it was lost just now: its share says so
    }
  }

  /** Lets the agents go. */
  @Override
  public void close() {
    duties.forEach(ClusterBus.Lasting::end);
    agents.forEach(RemoteAgent::close);
  }
}
