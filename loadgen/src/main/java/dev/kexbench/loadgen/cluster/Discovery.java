package dev.kexbench.loadgen.cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A coordinator's search for free agents: asks all of them until enough have answered. */
final class Discovery implements AutoCloseable {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Member self;
  private final String run;
  private final Coordinator.Wanted wanted;
  private final BooleanSupplier stopped;
  private final long endNanos;
  private final byte[] discover;
  private final SecureChannel channel;
  private final ClusterBus.Registration registration;
  private final BlockingQueue<FoundAgent> arrived = new LinkedBlockingQueue<>();

  /** By agent, in one order for all coordinators: see {@link Coordinator#assemble}. */
  private final Map<String, FoundAgent> free = new TreeMap<>();

  /** Why the others cannot take part, by agent, as {@link FoundAgent#shown}. */
  private final Map<String, String> unavailable = new LinkedHashMap<>();

  /** The nonces of answers that were used for a reservation. */
  private final Set<String> used = new HashSet<>();

  /**
   * A search that begins now.
   *
   * @param stopped whether the run has been cancelled
   */
  Discovery(Member self, String run, Coordinator.Wanted wanted, BooleanSupplier stopped) {
    this.self = self;
    this.run = run;
    this.wanted = wanted;
    this.stopped = stopped;
    this.endNanos = System.nanoTime() + wanted.within().toNanos();
    this.discover = Messages.encode(new Message.Discover(run, self.version(), self.exchanges()));
    this.channel =
        SecureChannel.ofCoordinator(self.secret(), self.backend(), Addresses.discovery(run));
    this.registration =
        self.bus()
            .consume(
                Addresses.available(run),
                each ->
                    available(each.body())
                        .map(answer -> new FoundAgent(answer, each.peer()))
                        .ifPresent(arrived::add));
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

  /** A new end of the session that an agent offers. */
  SecureChannel session(FoundAgent agent) {
    return session(agent.answer());
  }

  private SecureChannel session(Message.Available available) {
    return SecureChannel.ofCoordinator(self.secret(), self.backend(), Addresses.session(available));
  }

  /**
   * As many free agents as are searched for, by name. Others that are free have a moment to answer,
   * too, so that the user learns of them.
   *
   * @param notices receives messages for the user
   */
  List<FoundAgent> find(Consumer<String> notices)
      throws Coordinator.AgentsUnavailable, InterruptedException {
    do {
      search(notices);
      takeUntil(System.nanoTime() + RETRY_NANOS, notices);
    } while (free.size() < wanted.count());
    return free.values().stream().limit(wanted.count()).toList();
  }

  private void search(Consumer<String> notices)
      throws Coordinator.AgentsUnavailable, InterruptedException {
    boolean late = false;
    while (free.size() < wanted.count()) {
      if (stopped.getAsBoolean()) {
        throw new Coordinator.AgentsUnavailable("stopped while looking for agents");
      }
      if (late) {
        throw new Coordinator.AgentsUnavailable(tooFew());
      }
      self.bus().seek();
      self.bus().publish(Addresses.DISCOVER, channel.seal(discover));
      takeFirst(Math.min(RETRY_NANOS, Math.max(0, endNanos - System.nanoTime())), notices);
      late = System.nanoTime() - endNanos >= 0;
    }
  }

  private void takeUntil(long nanos, Consumer<String> notices)
      throws Coordinator.AgentsUnavailable, InterruptedException {
    while (nanos - System.nanoTime() > 0) {
      takeFirst(nanos - System.nanoTime(), notices);
    }
  }

  /** Waits this long for an answer, and takes all that have come. */
  private void takeFirst(long waitNanos, Consumer<String> notices)
      throws Coordinator.AgentsUnavailable, InterruptedException {
    add(arrived.poll(waitNanos, TimeUnit.NANOSECONDS), notices);
    while (!arrived.isEmpty()) {
      add(arrived.remove(), notices);
    }
  }

  /** Adds an agent; does nothing for null. */
  private void add(FoundAgent agent, Consumer<String> notices)
      throws Coordinator.AgentsUnavailable {
    if (agent == null || used.contains(agent.answer().nonce())) {
      return;
    }
    String unfit = agent.answer().unfit();
    if (unfit != null) {
      free.remove(agent.name());
      if (!unfit.equals(unavailable.put(agent.shown(), unfit))) {
        notices.accept("agent %s is unavailable: %s".formatted(agent.shown(), unfit));
      }
      return;
    }
    FoundAgent before = free.putIfAbsent(agent.name(), agent);
    if (before != null && !before.answer().nonce().equals(agent.answer().nonce())) {
      throw new Coordinator.AgentsUnavailable(
          "two agents are named %s, at %s and %s; restart one of them with a --name of its own"
              .formatted(agent.name(), before.address(), agent.address()));
    }
    unavailable.remove(agent.shown());
  }

  /** An agent is used for a reservation: it must answer anew to be found again. */
  void use(FoundAgent agent) {
    used.add(agent.answer().nonce());
    free.remove(agent.name());
  }

  /** An agent that was found has refused the reservation. */
  void refused(FoundAgent agent, String why) {
    unavailable.put(agent.shown(), why);
  }

  /** What the user may want to know of free agents that are not used; empty if all are. */
  Optional<String> leftOver() {
    return free.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not used, because --agents asks for %d: %s; for all of them, give --agents %d"
                .formatted(wanted.count(), shown(), wanted.count() + free.size()));
  }

  private String shown() {
    return free.values().stream().map(FoundAgent::shown).collect(Collectors.joining(", "));
  }

  private String tooFew() {
    List<String> parts = new ArrayList<>();
    if (!free.isEmpty()) {
      parts.add(shown());
    }
    unavailable.forEach((agent, why) -> parts.add(agent + " is unavailable: " + why));
    parts.addAll(self.bus().unreachable());
    return wanted.came(free.size())
        + (parts.isEmpty() ? "" : ": " + String.join("; ", parts))
        + "; start more with scripts/agent, wait longer with --agents-within, or correct --join or"
        + " --secret-file";
  }

  @Override
  public void close() {
    registration.end();
    channel.close();
  }
}
