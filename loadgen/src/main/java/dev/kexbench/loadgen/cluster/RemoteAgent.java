package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ClientClass;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The coordinator's proxy for an agent in another process; it communicates by messages. */
final class RemoteAgent implements Agent {
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Number of readings for one clock offset. */
  private static final int CLOCK_READINGS = 40;

  private final ClusterBus bus;
  private final String name;
  private final String address;
  private final SecureChannel channel;
  private final long lostAfterNanos;
  private final Consumer<String> notices;
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private volatile long lastHeardNanos = System.nanoTime();
  private volatile Reporting reporting;
  private volatile ClockOffset clock;
  private volatile List<String> fallbackAlgorithms = List.of();
  private Message.Ready ready;
  private int phases;

  /** A phase that is being reported. */
  private static final class Reporting {
    private final int phase;
    private final Listener listener;
    private int reported;

    private Reporting(int phase, Listener listener) {
      this.phase = phase;
      this.listener = listener;
    }
  }

  RemoteAgent(Contact contact, SecureChannel channel, Consumer<String> notices) {
    this.bus = contact.member().bus();
    this.lostAfterNanos = contact.member().lostAfter().toNanos();
    this.name = contact.name();
    this.address = Addresses.agent(name);
    this.channel = channel;
    this.notices = notices;
  }

  /** The member through which an agent is reached, and the name of the agent. */
  record Contact(Member member, String name) {}

  /** The agent did not execute a command, or is lost. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String transport() {
    return ready.transport();
  }

  @Override
  public List<String> fallbackAlgorithms() {
    return fallbackAlgorithms;
  }

  /** The name and version of its crypto backend. */
  String provider() {
    return ready.provider();
  }

  /**
   * Assigns its part of a run.
   *
   * @throws Refused if the agent refuses, or is lost
   */
  void assign(Message.Assign assign) {
    try {
      ready = (Message.Ready) ask(assign, LONG);
    } catch (Refused e) {
      throw new Refused("agent " + name + " refuses: " + e.getMessage());
    }
  }

  /**
   * Measures the agent's clock offset: the best of several readings, with the shortest round trip.
   */
  ClockOffset readClock() {
    try {
      return askForTime();
    } catch (Refused e) {
      throw new Refused("agent " + name + ": " + e.getMessage());
    }
  }

  private ClockOffset askForTime() {
    ClockOffset best = null;
    for (int i = 0; i < CLOCK_READINGS; i++) {
      long asked = System.nanoTime();
      Message.Reading there = (Message.Reading) ask(new Message.Clock(), SHORT);
      ClockOffset each = ClockOffset.of(asked, System.nanoTime(), ClockOffset.wallNanos(), there);
      best = best == null || each.roundTripNanos() < best.roundTripNanos() ? each : best;
    }
    clock = best;
    return best;
  }

  @Override
  public void prepare(int phasesAhead, Map<ClientClass, Long> each) {
    Map<String, Long> byName = new LinkedHashMap<>();
    each.forEach((kind, count) -> byName.put(kind.name(), count));
    execute(new Message.Prepare(phasesAhead, byName), LONG);
  }

  @Override
  public void begin(PhaseSpec spec, Listener listener) {
    reporting = new Reporting(phases++, listener);
    Message.Begin begin =
        new Message.Begin(
            reporting.phase,
            PhaseMessage.of(spec.plan()),
            spec.flows(),
            spec.flowsOn(),
            spec.startNanos() + clock.offsetNanos());
    try {
      Message.Begun begun = (Message.Begun) ask(begin, SHORT);
      if (begun.aheadNanos() < 0) {
        notices.accept(
            "agent %s received the command %.1f ms after the start: its first handshakes were late"
                .formatted(name, -begun.aheadNanos() / 1e6));
      }
    } catch (Refused e) {
      lose(e.getMessage());
    }
  }

  @Override
  public void stopEarly() {
    execute(new Message.StopEarly(), SHORT);
  }

  @Override
  public Optional<PhaseResult> end(Duration patience) {
    try {
      Message.Ended ended =
          (Message.Ended) ask(new Message.End(patience.toNanos()), patience.plus(SHORT));
      if (ended.reported() != reporting.reported) {
        lose(
            "%d of its %d seconds are missing"
                .formatted(ended.reported() - reporting.reported, ended.reported()));
      }
      fallbackAlgorithms = ended.fallbackAlgorithms();
      return Optional.of(
          new PhaseResult(
              ended.rest().interval(),
              ended.seconds(),
              ended.usage(),
              ended.unprepared(),
              ended.establishedBefore(),
              Optional.ofNullable(ended.fault())));
    } catch (Refused e) {
      lose(e.getMessage());
      return Optional.empty();
    }
  }

  /** Sends a command and waits until it is done; an agent that fails to do it is lost. */
  private void execute(Message message, Duration patience) {
    try {
      ask(message, patience);
    } catch (Refused e) {
      lose(e.getMessage());
    }
  }

  private Message ask(Message message, Duration patience) {
    CompletableFuture<Message> answer =
        bus.request(address, channel.seal(Messages.encode(message)), patience)
            .thenApply(this::opened);
    try {
      Object first = CompletableFuture.anyOf(answer, lost).join();
      if (first instanceof Message.Failed failed) {
        throw new Refused(failed.why());
      }
      if (first instanceof Message whole) {
        return whole;
      }
      throw new Refused("it is lost: " + first);
    } catch (CompletionException e) {
      throw new Refused("it does not answer");
    }
  }

  private Message opened(byte[] bytes) {
    return read(bytes)
        .orElseThrow(() -> new IllegalStateException("the answer does not authenticate"));
  }

  /** Handles a message that is not an answer; drops it if it does not authenticate. */
  void onMessage(byte[] bytes) {
    read(bytes).ifPresent(this::onMessage);
  }

  private Optional<Message> read(byte[] bytes) {
    Optional<Message> message = channel.open(bytes).flatMap(Messages::decode);
    message.ifPresent(each -> lastHeardNanos = System.nanoTime());
    return message;
  }

  private void onMessage(Message message) {
    Reporting now = reporting;
    if (message instanceof Message.Report reported
        && now != null
        && reported.phase() == now.phase) {
      now.reported++;
      now.listener.interval(reported.interval().interval());
    } else if (message instanceof Message.PhaseOver over
        && now != null
        && over.phase() == now.phase) {
      now.listener.over();
    }
  }

  /** Sends a heartbeat, and checks when the agent was last heard from. */
  void beat(long nowNanos) {
    if (lost.isDone()) {
      return;
    }
    if (nowNanos - lastHeardNanos > lostAfterNanos) {
      lose(
          String.format(Locale.ROOT, "no heartbeat for %.1f s", (nowNanos - lastHeardNanos) / 1e9));
      return;
    }
    bus.send(address, channel.seal(Messages.encode(new Message.Beat())));
  }

  private void lose(String why) {
    if (lost.complete(why)) {
      notices.accept("agent %s is lost: %s".formatted(name, why));
    }
  }

  @Override
  public Optional<String> lost() {
    return Optional.ofNullable(lost.getNow(null));
  }

  @Override
  public void close() {
    if (!lost.isDone()) {
      bus.send(address, channel.seal(Messages.encode(new Message.Release())));
    }
    channel.close();
  }
}
