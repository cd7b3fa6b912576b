package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.results.render.Numbers;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run that an agent serves, from {@code Assign} to {@code Release}. */
final class AgentSession {
  private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);

  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);

  private final ClusterBus bus;
  private final Duration coordinatorTimeout;
  private final SecureChannel channel;
  private final String run;
  private final String coordinator;
  private final AgentFactory factory;
  private final PeerWatch watch;
  private String owner;
  private volatile AgentFactory.PreparedAgent prepared;
  private volatile Reporter reporter;
  private boolean underWay;

  /** The result of the last phase, for a coordinator that has not received it; null before. */
  private Message.Ended ended;

  /**
   * A session that a coordinator may reserve.
   *
   * @param available the answer that has offered it
   * @param nowNanos by {@link System#nanoTime}
   */
  AgentSession(
      Member self,
      SecureChannel channel,
      Message.Available available,
      AgentFactory factory,
      long nowNanos) {
    this.bus = self.bus();
    this.coordinatorTimeout = self.coordinatorTimeout();
    this.channel = channel;
    this.run = available.run();
    this.coordinator = Addresses.coordinator(available);
    this.factory = factory;
    this.watch = new PeerWatch(AgentService.CHECK_PERIOD, nowNanos);
  }

  /**
   * The answer to a coordinator for which this session is.
   *
   * @param from the address of its machine
   */
  byte[] reserve(Message.Reserve by, String from) {
    owner = "run %s of the coordinator at %s, %s".formatted(by.title(), from, by.coordinator());
    LOG.info("reserved for {}", owner);
    return sealed(new Message.Done());
  }

  /** The answer to a coordinator that must do without this agent. */
  byte[] refusal(String why) {
    byte[] answer = sealed(new Message.Failed(why));
    channel.close();
    return answer;
  }

  /** The run that is served, and its coordinator. */
  String owner() {
    return owner;
  }

  private byte[] sealed(Message message) {
    return channel.seal(Messages.encode(message));
  }

  boolean isOf(String aRun) {
    return run.equals(aRun);
  }

  /** A message from the coordinator; empty if it does not authenticate. */
  Optional<Message> open(byte[] bytes, long nowNanos) {
    Optional<Message> message = channel.open(bytes).flatMap(Messages::decode);
    message.ifPresent(each -> watch.heard(nowNanos));
    return message;
  }

  /** Whether the coordinator is lost; to be called every {@link AgentService#CHECK_PERIOD}. */
  boolean coordinatorLost(long nowNanos) {
    return watch.silentNanos(nowNanos) > coordinatorTimeout.toNanos();
  }

  /** Whether the command executes without blocking. */
  boolean isQuick(Message command) {
    return command instanceof Message.Clock
        || command instanceof Message.StopEarly
        || command instanceof Message.Query;
  }

  /** Executes a command; returns the sealed answer. */
  byte[] answer(Message command) {
    Message answer;
    try {
      answer = execute(command);
    } catch (IllegalArgumentException e) {
      LOG.warn("refused a command: {}", e.getMessage());
      answer = new Message.Failed(e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("a command failed", e);
      answer = new Message.Failed(e.getMessage());
    }
    return sealed(answer);
  }

  private Message execute(Message command) {
    if (command instanceof Message.Clock) {
      return new Message.Reading(System.nanoTime(), ClockOffset.wallNanos());
    }
    if (command instanceof Message.Assign assign) {
      return assign(assign);
    }
    if (prepared == null) {
      return new Message.Failed("it has no assignment yet");
    }
    if (command instanceof Message.Prepare prepare) {
      Map<ClientClass, Long> each = new EnumMap<>(ClientClass.class);
      prepare.each().forEach((name, count) -> each.put(ClientClass.valueOf(name), count));
      prepared.agent().prepare(prepare.phasesAhead(), each);
    } else if (command instanceof Message.Begin begin) {
      return begin(begin);
    } else if (command instanceof Message.StopEarly) {
      prepared.agent().stopEarly();
    } else if (command instanceof Message.Query query) {
      return status(query);
    } else if (command instanceof Message.RecordJvm) {
      return new Message.Jvm(prepared.agent().recordJvm());
    } else if (command instanceof Message.QueryJvm query) {
      return new Message.Jvm(prepared.agent().jvmSeconds(query.seconds()));
    } else if (command instanceof Message.End end) {
      return end(Duration.ofNanos(end.patienceNanos()));
    } else {
      return new Message.Failed("unknown command");
    }
    return new Message.Done();
  }

  private Message assign(Message.Assign assign) {
    KeyMessage keys =
        channel
            .decrypt(Base64.getDecoder().decode(assign.sealedKeys()))
            .flatMap(KeyMessage::decode)
            .orElseThrow(() -> new IllegalArgumentException("its keys cannot be decrypted"));
    Assignment assignment =
        new Assignment(
            assign.title(),
            assign.options(),
            assign.targets(),
            assign.admission(),
            keys.server(),
            keys.credentials());
    prepared = factory.prepared(assignment, assign.index(), assign.of());
    return new Message.Ready(
        prepared.provider(), prepared.agent().transport(), prepared.warnings());
  }

  private Message begin(Message.Begin begin) {
    ended = null;
    underWay = true;
    reporter = new Reporter(begin.number());
    PhaseSpec spec =
        new PhaseSpec(
            begin.phase().in(prepared.plan()), begin.flows(), begin.flowsOn(), begin.startNanos());
    prepared.agent().begin(spec, reporter);
    return new Message.Begun(begin.startNanos() - System.nanoTime());
  }

  private Message status(Message.Query query) {
    Reporter now = reporter;
    return now == null || now.phase != query.phase()
        ? new Message.Failed("it has not begun this phase")
        : new Message.PhaseStatus(now.over, now.sent.count(), now.sent.from(query.from()));
  }

  /** Reports a phase to the coordinator. */
  private final class Reporter implements Agent.Listener {
    private final int phase;
    private final SentReports sent = new SentReports();
    private volatile boolean over;

    private Reporter(int phase) {
      this.phase = phase;
    }

    @Override
    public void interval(Interval interval) {
      var report = new Message.Report(phase, sent.count(), IntervalMessage.of(interval));
      sent.add(report);
      send(report);
    }

    @Override
    public void over() {
      over = true;
      send(new Message.PhaseOver(phase, sent.count()));
    }
  }

  /** Sends a heartbeat. */
  void beat() {
    send(new Message.Beat());
  }

  private void send(Message message) {
    bus.send(coordinator, sealed(message));
  }

  /** Ends the phase; if it has ended already, repeats its result. */
  private Message end(Duration patience) {
    if (ended == null) {
      underWay = false;
      Agent agent = prepared.agent();
      PhaseResult result = agent.end(patience).orElseThrow();
      ended = Message.Ended.of(reporter.sent.count(), result, agent.fallbackAlgorithms());
    }
    return ended;
  }

  /** The run is over. */
  void onRelease() {
    release();
    LOG.info("released; waiting for the next run");
  }

  private void release() {
    if (prepared != null) {
      prepared.agent().close();
    }
    channel.close();
  }

  /** The coordinator is lost. */
  void onCoordinatorLost() {
    LOG.warn(
        "stopping: no heartbeat for {} from {}; if it still runs, give it and its agents a longer"
            + " --lost-after",
        Numbers.exact(coordinatorTimeout),
        owner);
    abandon();
    LOG.info("stopped; waiting for the next run");
  }

  /** Stops the load, keeps the results so far, and leaves the run. */
  void abandon() {
    if (prepared != null && underWay) {
      prepared.agent().stopEarly();
      prepared.agent().end(SHORT_PATIENCE);
    }
    release();
  }
}
