package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.results.machine.JvmRecorder;
import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.render.Numbers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The coordinator's proxy for an agent in another process; it communicates by messages. */
final class RemoteAgent implements Agent {
  /** For commands that end a phase, so that a run that is interrupted ends soon. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  /** To start the recorder of an agent's JVM. */
  private static final Duration RECORDER = Duration.ofSeconds(20);

  private static final Duration JVM = JvmRecorder.PATIENCE.plus(SHORT);
  private static final Duration LONG = Duration.ofMinutes(5);

  /** How long to wait for the answer to a query before it is sent again: it may be lost. */
  private static final Duration QUERY = Duration.ofSeconds(5);

  private final CommandSender commands;
  private final Consumer<String> notices;

  /** For other commands that an agent answers at once; at least {@code lostAfter}. */
  private final Duration patience;

  private final ClusterBus.Registration registration;
  private volatile PhaseReports reports;
  private volatile ClockOffset clock;
  private volatile List<String> fallbackAlgorithms = List.of();
  private Message.Ready ready;
  private int phases;

  /**
   * An agent that has offered a session.
   *
   * @param lostAfter see {@link Member#lostAfter}
   * @param notices receives messages for the user
   */
  RemoteAgent(CommandSender commands, Duration lostAfter, Consumer<String> notices) {
    this.commands = commands;
    this.notices = notices;
    this.patience = lostAfter.compareTo(SHORT) > 0 ? lostAfter : SHORT;
    this.registration = commands.listen(this::onMessage);
  }

  @Override
  public String name() {
    return commands.name();
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
   * Reserves it for a run.
   *
   * @throws CommandSender.Refused if it serves another run, or does not answer
   */
  void reserve(Message.Reserve reserve) {
    try {
      commands.ask(reserve, patience);
    } catch (CommandSender.Refused e) {
      commands.leaveOut(e.getMessage());
      throw e;
    }
  }

  /**
   * Assigns its part of a run.
   *
   * @throws CommandSender.Refused if the agent refuses, or is lost
   */
  void assign(Assignment assignment, LoadPlan.Part part) {
    KeyMessage keys =
        KeyMessage.of(assignment.server(), assignment.clientsOf(part.index(), part.of()));
    Message.Assign assign =
        new Message.Assign(
            assignment.title(),
            assignment.options(),
            part.index(),
            part.of(),
            assignment.targets(),
            assignment.admission(),
            commands.encrypted(keys.encode()));
    try {
      ready = (Message.Ready) commands.ask(assign, LONG);
      ready.warnings().forEach(each -> notices.accept(commands.shown() + ": " + each));
    } catch (CommandSender.Unanswered e) {
      throw new CommandSender.Refused(
          "%s has not answered to its part of the run; see its own output, and restart it"
              .formatted(commands.shown()));
    } catch (CommandSender.Refused e) {
      throw new CommandSender.Refused(commands.shown() + " refuses: " + e.getMessage());
    }
  }

  /** Measures the agent's clock offset. */
  ClockOffset readClock() {
    try {
      clock = ClockOffset.best(() -> (Message.Reading) commands.ask(new Message.Clock(), patience));
      return clock;
    } catch (CommandSender.Refused e) {
      throw new CommandSender.Refused(
          "%s: %s; see its own output, and restart it".formatted(commands.shown(), e.getMessage()));
    }
  }

  @Override
  public void prepare(int phasesAhead, Map<ClientClass, Long> each) {
    Map<String, Long> byName = new LinkedHashMap<>();
    each.forEach((kind, count) -> byName.put(kind.name(), count));
    execute(new Message.Prepare(phasesAhead, byName), LONG);
  }

  @Override
  public void begin(PhaseSpec spec, Listener listener) {
    reports = new PhaseReports(phases++, listener);
    Message.Begin begin =
        new Message.Begin(
            reports.phase(),
            PhaseMessage.of(spec.plan()),
            spec.flows(),
            spec.flowsOn(),
            spec.startNanos() + clock.offsetNanos());
    try {
      Message.Begun begun = (Message.Begun) commands.ask(begin, patience);
      reports.begun(System.nanoTime());
      if (begun.aheadNanos() < 0) {
        notices.accept(
            "%s received the command %s after the start: its first handshakes were late; free cores"
                    .formatted(commands.shown(), Numbers.duration(-begun.aheadNanos()))
                + " on its machine, or warm up (-w)");
      }
    } catch (CommandSender.Refused e) {
      commands.lose(e.getMessage());
    }
  }

  @Override
  public void stopEarly() {
    execute(new Message.StopEarly(), SHORT);
  }

  @Override
  public Optional<PhaseResult> end(Duration drain) {
    try {
      Message.Ended ended = ended(new Message.End(drain.toNanos()), drain.plus(SHORT));
      reports.giveUp();
      int received = reports.count();
      if (ended.reported() != received) {
        commands.lose(
            "%d of its %d seconds are missing"
                .formatted(ended.reported() - received, ended.reported()));
      }
      fallbackAlgorithms = ended.fallbackAlgorithms();
      return Optional.of(ended.result());
    } catch (CommandSender.Refused e) {
      commands.lose(e.getMessage());
      reports.giveUp();
      return Optional.empty();
    }
  }

  /** The result of a phase. If it does not come in time, the agent is asked for it once more. */
  private Message.Ended ended(Message.End end, Duration limit) {
    try {
      return (Message.Ended) commands.ask(end, limit);
    } catch (CommandSender.Unanswered e) {
      return (Message.Ended) commands.ask(end, SHORT);
    }
  }

  @Override
  public JvmReport recordJvm() {
    return jvm(new Message.RecordJvm(), RECORDER);
  }

  @Override
  public JvmReport jvmSeconds(int count) {
    return jvm(new Message.QueryJvm(count), JVM);
  }

  /** An agent that does not answer costs the report these seconds only. */
  private JvmReport jvm(Message question, Duration limit) {
    try {
      return ((Message.Jvm) commands.ask(question, limit)).report();
    } catch (CommandSender.Refused e) {
      return JvmReport.unavailable(e.getMessage());
    }
  }

  /** Sends a command and waits until it is done; an agent that fails to do it is lost. */
  private void execute(Message message, Duration limit) {
    try {
      commands.ask(message, limit);
    } catch (CommandSender.Refused e) {
      commands.lose(e.getMessage());
    }
  }

  private void onMessage(Message message) {
    PhaseReports now = reports;
    if (now == null) {
      return;
    }
    if (message instanceof Message.Report report) {
      now.onReport(report);
    } else if (message instanceof Message.PhaseOver over) {
      now.onOver(over);
    }
  }

  /** Sends a heartbeat, and checks when the agent was last heard from. */
  void beat(long nowNanos) {
    commands.beat(nowNanos);
    checkReports(nowNanos);
  }

  /** Asks how far its phase is, if a report or the end of the phase may be lost. */
  void checkReports(long nowNanos) {
    PhaseReports now = reports;
    if (now != null && lost().isEmpty()) {
      now.overdue(nowNanos).ifPresent(query -> ask(query, now));
    }
  }

  private void ask(Message.Query query, PhaseReports of) {
    commands
        .answer(query, QUERY)
        .exceptionallyCompose(lost -> commands.answer(query, patience))
        .whenComplete((answer, failure) -> onAnswer(of, answer));
  }

  /**
   * The answer to a query.
   *
   * @param answer null if there was none
   */
  private void onAnswer(PhaseReports of, Message answer) {
    if (answer instanceof Message.PhaseStatus status) {
      of.onStatus(status);
    } else if (answer instanceof Message.Failed failed) {
      commands.lose(failed.why());
    } else if (of.unanswered()) {
      commands.lose("its reports stopped, and it does not answer");
    }
  }

  @Override
  public Optional<String> lost() {
    return commands.lost();
  }

  @Override
  public void close() {
    registration.end();
    commands.close();
  }
}
