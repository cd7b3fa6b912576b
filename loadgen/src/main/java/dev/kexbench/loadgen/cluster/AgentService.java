package dev.kexbench.loadgen.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent's endpoint in the cluster: waits to be discovered, and serves one run at a time. */
public final class AgentService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);

  /** Period of the checks whether the coordinator is lost. */
  static final Duration CHECK_PERIOD = Duration.ofMillis(250);

  private static final long STOP_SECONDS = 10;

  /** How many coordinators may look for agents at the same time. */
  private static final int MOST_OFFERS = 64;

  private final Member self;
  private final String id;
  private final AgentFactory factory;

  /** Executes slow commands, one after the other. */
  private final ExecutorService commands =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "commands");
            thread.setDaemon(true);
            return thread;
          });

  /** The last answers to discoveries, by run, until their coordinators reserve this agent. */
  private final Map<String, Message.Available> offers = new LinkedHashMap<>();

  private AgentSession session;
  private final List<ClusterBus.Registration> registrations = new ArrayList<>();

  /**
   * A service that does not answer yet; see {@link #open}.
   *
   * @param id the agent's name, unique in the cluster
   */
  public AgentService(Member self, String id, AgentFactory factory) {
    this.self = self;
    this.id = id;
    this.factory = factory;
  }

  /** Starts answering. */
  public void open() {
    registrations.add(self.bus().consume(Addresses.agent(id), this::onCommand));
    registrations.add(
        self.bus().consume(Addresses.DISCOVER, message -> onDiscover(message.body())));
    registrations.add(self.bus().every(CHECK_PERIOD, this::checkCoordinator));
    registrations.add(self.bus().every(Member.BEAT, this::beat));
  }

  private synchronized void onDiscover(byte[] bytes) {
    Messages.claimed(bytes, Message.Discover.class)
        .filter(discover -> verifies(discover, bytes))
        .ifPresentOrElse(this::answer, () -> self.bus().rejected(Rejection.OTHER_RUN));
  }

  private boolean verifies(Message.Discover discover, byte[] bytes) {
    try (SecureChannel channel = channel(Addresses.discovery(discover.run()))) {
      return channel.open(bytes).isPresent();
    }
  }

  private SecureChannel channel(String context) {
    return SecureChannel.ofAgent(self.secret(), self.backend(), context);
  }

  private void answer(Message.Discover discover) {
    if (session != null && session.isOf(discover.run())) {
      return; // this run has the agent already
    }
    String unfit = unfit(discover);
    Message.Available before = offers.get(discover.run());
    Message.Available available =
        new Message.Available(
            id, discover.run(), before == null ? self.fresh() : before.nonce(), unfit);
    if (unfit == null) {
      offer(available);
    }
    try (SecureChannel channel = channel(Addresses.session(available))) {
      self.bus()
          .send(Addresses.available(discover.run()), channel.seal(Messages.encode(available)));
    }
  }

  private void offer(Message.Available available) {
    offers.put(available.run(), available);
    if (offers.size() > MOST_OFFERS) {
      offers.remove(offers.keySet().iterator().next());
    }
  }

  private String unfit(Message.Discover discover) {
    if (session != null) {
      return busy();
    }
    if (!discover.version().equals(self.version())) {
      return "its build is %s, that of scripts/loadtest is %s: use the same one for both"
          .formatted(self.version(), discover.version());
    }
    return discover.exchanges().equals(self.exchanges())
        ? null
        : "its exchanges differ from those of scripts/loadtest: use the same build for both";
  }

  private String busy() {
    return "it is busy with " + session.owner() + ": wait for that run, or start another agent";
  }

  private synchronized void onCommand(ClusterBus.Delivery command) {
    byte[] bytes = command.body();
    Optional<Message> known =
        session == null ? Optional.empty() : session.open(bytes, System.nanoTime());
    if (known.isEmpty()) {
      Optional<byte[]> answer = reserve(bytes, command.from());
      if (answer.isPresent()) {
        command.reply(answer.get());
        return;
      }
      self.bus().rejected(Rejection.OTHER_RUN);
      return;
    }
    AgentSession current = session;
    Message message = known.get();
    if (message instanceof Message.Release) {
      session = null;
      commands.execute(current::onRelease);
    } else if (message instanceof Message.Beat) {
      return;
    } else if (current.isQuick(message)) {
      command.reply(current.answer(message));
    } else {
      commands.execute(() -> command.reply(current.answer(message)));
    }
  }

  /**
   * The answer to a coordinator that reserves this agent: only one that was answered has the key
   * for it. Empty if the message is not from such a coordinator.
   */
  private Optional<byte[]> reserve(byte[] bytes, String from) {
    for (Message.Available offer : List.copyOf(offers.values())) {
      SecureChannel channel = channel(Addresses.session(offer));
      channel.skipOwn(); // Available was the first message
      long now = System.nanoTime();
      AgentSession fresh = new AgentSession(self, channel, offer, factory, now);
      Optional<Message> message = fresh.open(bytes, now).filter(Message.Reserve.class::isInstance);
      if (message.isPresent()) {
        offers.remove(offer.run());
        return Optional.of(reserve(fresh, (Message.Reserve) message.get(), from));
      }
      channel.close();
    }
    return Optional.empty();
  }

  private byte[] reserve(AgentSession fresh, Message.Reserve by, String from) {
    if (session != null) {
      return fresh.refusal(busy());
    }
    session = fresh;
    return fresh.reserve(by, from);
  }

  /** Ends the session if its coordinator is lost. */
  private synchronized void checkCoordinator() {
    if (session != null && session.coordinatorLost(System.nanoTime())) {
      AgentSession current = session;
      session = null;
      commands.execute(current::onCoordinatorLost);
    }
  }

  private synchronized void beat() {
    if (session != null) {
      session.beat();
    }
  }

  @Override
  public void close() {
    registrations.forEach(ClusterBus.Registration::end);
    synchronized (this) {
      if (session != null) {
        commands.execute(session::abandon);
        session = null;
      }
    }
    awaitEnd();
  }

  /** Waits until a running phase has stopped and its results are saved. */
  private void awaitEnd() {
    commands.shutdown();
    try {
      if (!commands.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a command did not finish within {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process should exit sooner
    }
  }
}
