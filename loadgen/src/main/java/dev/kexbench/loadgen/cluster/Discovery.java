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
  private final BlockingQueue<Message.Available> arrived = new LinkedBlockingQueue<>();

  /** By agent, in one order for all coordinators: see {@link Coordinator#assemble}. */
  private final Map<String, Message.Available> free = new TreeMap<>();

  /** Why the others cannot take part, by agent. */
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
                Addresses.available(run), each -> available(each.body()).ifPresent(arrived::add));
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

  /** A new end of the session that an answer offers. */
  SecureChannel session(Message.Available available) {
    return SecureChannel.ofCoordinator(self.secret(), self.backend(), Addresses.session(available));
  }

  /** As many free agents as are searched for, by name. */
  List<Message.Available> find() throws Coordinator.AgentsUnavailable, InterruptedException {
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
      long leftNanos = Math.max(0, endNanos - System.nanoTime());
      add(arrived.poll(Math.min(RETRY_NANOS, leftNanos), TimeUnit.NANOSECONDS));
      while (!arrived.isEmpty()) {
        add(arrived.remove());
      }
      late = System.nanoTime() - endNanos >= 0;
    }
    return free.values().stream().limit(wanted.count()).toList();
  }

  /** Adds an answer; does nothing for null. */
  private void add(Message.Available answer) throws Coordinator.AgentsUnavailable {
    if (answer == null || used.contains(answer.nonce())) {
      return;
    }
    if (answer.unfit() != null) {
      free.remove(answer.agent());
      unavailable.put(answer.agent(), answer.unfit());
      return;
    }
    Message.Available before = free.putIfAbsent(answer.agent(), answer);
    if (before != null && !before.nonce().equals(answer.nonce())) {
      throw new Coordinator.AgentsUnavailable(
          "two agents are named %s; give each agent its own --name".formatted(answer.agent()));
    }
    unavailable.remove(answer.agent());
  }

  /** An answer is used for a reservation: the agent must answer anew to be found again. */
  void use(Message.Available answer) {
    used.add(answer.nonce());
    free.remove(answer.agent());
  }

  /** An agent that was found has refused the reservation. */
  void refused(Message.Available answer, String why) {
    unavailable.put(answer.agent(), why);
  }

  private String tooFew() {
    List<String> parts = new ArrayList<>();
    if (!free.isEmpty()) {
      parts.add(String.join(", ", free.keySet()));
    }
    unavailable.forEach((agent, why) -> parts.add(agent + " is unavailable: " + why));
    parts.addAll(self.bus().unreachable());
    return wanted.came(free.size())
        + (parts.isEmpty() ? "" : ": " + String.join("; ", parts))
        + "; start more with scripts/agent, or correct --join or --secret-file";
  }

  @Override
  public void close() {
    registration.end();
    channel.close();
  }
}
