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
  private final Map<String, ClockFit> clocksBefore = new LinkedHashMap<>();
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
  public static final class NoCrew extends Exception {
    private static final long serialVersionUID = 1L;

    NoCrew(String why) {
      super(why);
    }
  }

  /** Calls until so many agents have answered. */
  private List<Message.Presence> call(int count, Duration patience)
      throws NoCrew, InterruptedException {
    BlockingQueue<Message.Presence> arrived = new LinkedBlockingQueue<>();
    duties.add(
        self.bus()
            .consume(
                Addresses.presence(run),
                each -> presence(each.body().getBytes()).ifPresent(arrived::add)));
    byte[] call = Messages.encode(new Message.Call(run, self.version(), self.exchanges()));
    Answers answers = new Answers();
    long endNanos = System.nanoTime() + patience.toNanos();
    try (Envelope calls =
        Envelope.ofCoordinator(self.secret(), self.backend(), Addresses.call(run))) {
      while (answers.fit.size() < count && System.nanoTime() < endNanos) {
        if (stopped.getAsBoolean()) {
          throw new NoCrew("stopped while looking for agents");
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
    private final Map<String, Message.Presence> fit = new TreeMap<>();
    private final Map<String, String> unfit = new LinkedHashMap<>();

    /** Adds an answer, or none. */
    private void add(Message.Presence answer) throws NoCrew {
      if (answer == null) {
        return;
      }
      if (answer.unfit() != null) {
        unfit.put(answer.agent(), answer.unfit());
        return;
      }
      Message.Presence before = fit.putIfAbsent(answer.agent(), answer);
      if (before != null && !before.nonce().equals(answer.nonce())) {
        throw new NoCrew(
            "two agents are named %s: give each a --name of its own".formatted(answer.agent()));
      }
      unfit.remove(answer.agent());
    }

    private List<Message.Presence> first(int count, Duration patience) throws NoCrew {
      if (fit.size() < count) {
        throw new NoCrew(tooFew(count, patience));
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
  private Optional<Message.Presence> presence(byte[] bytes) {
    return Messages.claimed(bytes, Message.Presence.class)
        .filter(claim -> claim.run().equals(run))
        .filter(claim -> verifies(claim, bytes));
  }

  private boolean verifies(Message.Presence claim, byte[] bytes) {
    try (Envelope session = session(claim)) {
      return session.open(bytes).isPresent();
    }
  }

  private Envelope session(Message.Presence presence) {
    return Envelope.ofCoordinator(self.secret(), self.backend(), Addresses.session(presence));
  }

  /**
   * The crew of a run: found, equipped, and with clocks that are known.
   *
   * @throws NoCrew if there are too few within that time, or one refuses
   */
  public Crew muster(int count, Equipment equipment, Duration patience)
      throws NoCrew, InterruptedException {
    List<Message.Presence> found = call(count, patience);
    duties.add(self.bus().every(Member.BEAT, this::beat));
    List<Envelope> envelopes = found.stream().map(this::session).toList();
    for (int i = 0; i < count; i++) {
      agents.add(agent(found.get(i).agent(), envelopes.get(i)));
    }
    try {
      AtOnce.run(
          IntStream.range(0, count)
              .mapToObj(
                  i -> () -> agents.get(i).equip(part(envelopes.get(i), i, count, equipment))));
      return crew();
    } catch (RemoteAgent.Refused e) {
      throw new NoCrew(e.getMessage());
    }
  }

  private RemoteAgent agent(String name, Envelope envelope) {
    RemoteAgent agent = new RemoteAgent(new RemoteAgent.Contact(self, name), envelope, say);
    duties.add(
        self.bus().consume(Addresses.run(run, name), each -> agent.heard(each.body().getBytes())));
    return agent;
  }

  private Message.Equip part(Envelope envelope, int index, int of, Equipment equipment) {
    KeyText keys = KeyText.of(equipment.key(), equipment.clientsOf(index, of));
    return new Message.Equip(
        equipment.title(),
        equipment.options(),
        index,
        of,
        equipment.targets(),
        equipment.admission(),
        Base64.getEncoder().encodeToString(envelope.encrypt(keys.encode(), self.random())));
  }

  /** Reads their clocks, one after the other: they are not to wait for each other. */
  private Crew crew() {
    long worstNanos = 0;
    for (RemoteAgent agent : agents) {
      ClockFit fit = agent.readClock();
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
    Lead lead = Lead.of(worstNanos);
    lead.moved().ifPresent(say);
    return new Crew(
        List.copyOf(agents), () -> System.nanoTime() + lead.nanos(), this::clocks, this::close);
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
  public record Clock(ClockFit before, Long driftNanos) {}

  /** Reads all clocks again; by agent. */
  public Map<String, Clock> clocks() {
    Map<String, Clock> all = new LinkedHashMap<>();
    for (RemoteAgent agent : agents) {
      ClockFit before = clocksBefore.get(agent.name());
      all.put(agent.name(), new Clock(before, drift(agent, before)));
    }
    return all;
  }

  private static Long drift(RemoteAgent agent, ClockFit before) {
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
