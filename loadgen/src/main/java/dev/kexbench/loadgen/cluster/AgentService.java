package dev.kexbench.loadgen.cluster;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent's place in the cluster: it waits to be called, and serves one run at a time. */
public final class AgentService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final long STOP_SECONDS = 10;

  private final Member self;
  private final String id;
  private final AgentFactory factory;

  /** Orders that take their time, one after the other. */
  private final ExecutorService orders =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "orders");
            thread.setDaemon(true);
            return thread;
          });

  /** What was answered to the last call, until somebody comes back to it; null before. */
  private Message.Available offered;

  private AgentSession service;
  private final List<ClusterBus.Lasting> duties = new ArrayList<>();

  /**
   * A post that nobody can reach yet.
   *
   * @param id the agent's name, which tells it from others
   */
  public AgentService(Member self, String id, AgentFactory factory) {
    this.self = self;
    this.id = id;
    this.factory = factory;
  }

  /** Answers from now on. */
  public void open() {
    duties.add(self.bus().consume(Addresses.agent(id), this::ordered));
    duties.add(self.bus().consume(Addresses.CALL, call -> called(call.body().getBytes())));
    duties.add(self.bus().every(LOOK, this::look));
    duties.add(self.bus().every(Member.BEAT, this::beat));
  }

  private synchronized void called(byte[] bytes) {
    Messages.claimed(bytes, Message.Discover.class)
        .filter(call -> verifies(call, bytes))
        .ifPresent(this::answer);
  }

  private boolean verifies(Message.Discover call, byte[] bytes) {
    try (SecureChannel calls = session(Addresses.call(call.run()))) {
      return calls.open(bytes).isPresent();
    }
  }

  private SecureChannel session(String context) {
    return SecureChannel.ofAgent(self.secret(), self.backend(), context);
  }

  private void answer(Message.Discover call) {
    if (service != null && service.isOf(call.run())) {
      return; // it has been found already
    }
    String unfit = unfit(call);
    boolean again = offered != null && offered.run().equals(call.run());
    Message.Available available =
        new Message.Available(id, call.run(), again ? offered.nonce() : self.fresh(), unfit);
    if (unfit == null) {
      offered = available;
    }
    try (SecureChannel fresh = session(Addresses.session(available))) {
      self.bus().send(Addresses.available(call.run()), fresh.seal(Messages.encode(available)));
    }
  }

  private String unfit(Message.Discover call) {
    if (service != null) {
      return "it is at work for another run";
    }
    if (!call.version().equals(self.version())) {
      return "it has version %s, the coordinator %s".formatted(self.version(), call.version());
    }
    return call.exchanges().equals(self.exchanges()) ? null : "its exchanges are others";
  }

  private synchronized void ordered(io.vertx.core.eventbus.Message<Buffer> spec) {
    byte[] bytes = spec.body().getBytes();
    Optional<Message> known = service == null ? Optional.empty() : service.open(bytes);
    if (known.isEmpty() && service == null && offered != null) {
      known = begin(bytes);
    }
    if (known.isEmpty()) {
      LOG.warn("an order that is not of the run that this agent serves was dropped");
      return;
    }
    AgentSession now = service;
    Message message = known.get();
    if (message instanceof Message.Release) {
      service = null;
      orders.execute(now::released);
    } else if (message instanceof Message.Beat) {
      return;
    } else if (now.isQuick(message)) {
      spec.reply(Buffer.buffer(now.answer(message)));
    } else {
      orders.execute(() -> spec.reply(Buffer.buffer(now.answer(message))));
    }
  }

  /** Whoever was answered comes back, with an order that only it can make. */
  private Optional<Message> begin(byte[] bytes) {
    SecureChannel session = session(Addresses.session(offered));
    session.skipOwn(); // the presence was the first
    AgentSession fresh =
        new AgentSession(self, session, offered.run(), Addresses.run(offered.run(), id), factory);
    Optional<Message> message = fresh.open(bytes).filter(Message.Assign.class::isInstance);
    if (message.isPresent()) {
      service = fresh;
      offered = null;
    } else {
      session.close();
    }
    return message;
  }

  /** A coordinator that is not heard of any more is not waited for. */
  private synchronized void look() {
    if (service != null && service.coordinatorLost(System.nanoTime())) {
      AgentSession now = service;
      service = null;
      orders.execute(now::onCoordinatorLost);
    }
  }

  private synchronized void beat() {
    if (service != null) {
      service.beat();
    }
  }

  @Override
  public void close() {
    duties.forEach(ClusterBus.Lasting::end);
    synchronized (this) {
      if (service != null) {
        orders.execute(service::abandoned);
        service = null;
      }
    }
    awaitEnd();
  }

  /** What is under way is stopped, and what it has done is kept, before this process may end. */
  private void awaitEnd() {
    orders.shutdown();
    try {
      if (!orders.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("an order did not end within {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // somebody wants this process gone sooner
    }
  }
}
