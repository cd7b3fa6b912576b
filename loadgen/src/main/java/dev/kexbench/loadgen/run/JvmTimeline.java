package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.machine.JvmReport;
import dev.kexbench.results.machine.JvmSecond;
import dev.kexbench.results.report.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The pauses and compilations of the JVMs of generator and server in each second of a measured
 * time. Each JVM records its own during the run and is queried afterwards. If a JVM cannot record
 * them, the report lacks these figures; the run does not fail.
 */
final class JvmTimeline {
  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String WHAT =
      "GC pauses, safepoints and compilations of %s are not known: %s";

  private final Target target;
  private final AgentGroup agents;
  private final RunProgress progress;
  private long startNanos;
  private boolean began;

  JvmTimeline(Target target, AgentGroup agents, RunProgress progress) {
    this.target = target;
    this.agents = agents;
    this.progress = progress;
  }

  /** Starts to record, which takes up to two seconds of each JVM's time, of all at once. */
  void record() {
    CompletableFuture<JvmReport> server =
        CompletableFuture.supplyAsync(() -> answer(target::recordJvm));
    agents.recordJvm().forEach((name, answer) -> seconds("the generator", name, answer));
    seconds("the server", "", joined(server));
  }

  /** The measured time begins at the earliest. */
  void begin() {
    startNanos = System.nanoTime();
    began = false;
  }

  /** Another second is over. Agents elsewhere begin a little later than they are told to. */
  void second() {
    if (!began) {
      startNanos = Math.max(startNanos, System.nanoTime() - SECOND_NANOS);
      began = true;
    }
  }

  /** The same measurement, with these figures as far as they are known. */
  Measurement complete(Measurement measured) {
    List<Second> timeline = measured.timeline();
    List<JvmSecond> client = ofAgents(timeline.size());
    List<JvmSecond> server =
        ofServer(() -> target.jvmSeconds(System.nanoTime() - startNanos, timeline.size()));
    List<Second> seconds = new ArrayList<>();
    for (int i = 0; i < timeline.size(); i++) {
      seconds.add(timeline.get(i).with(at(client, i), at(server, i)));
    }
    return measured.with(seconds);
  }

  private static JvmSecond at(List<JvmSecond> seconds, int i) {
    return i < seconds.size() ? seconds.get(i) : null;
  }

  private List<JvmSecond> ofServer(Supplier<JvmReport> question) {
    return seconds("the server", "", answer(question));
  }

  private static JvmReport joined(CompletableFuture<JvmReport> server) {
    try {
      return server.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static JvmReport answer(Supplier<JvmReport> question) {
    try {
      return question.get();
    } catch (CommandFailure silent) {
      return JvmReport.unavailable(silent.getMessage());
    }
  }

  /** Those of all agents; none if those of one of them are not known. */
  private List<JvmSecond> ofAgents(int count) {
    List<List<JvmSecond>> each = new ArrayList<>();
    Map<String, JvmReport> answers = agents.jvmSeconds(count);
    answers.forEach((name, answer) -> each.add(seconds("the generator", name, answer)));
    return each.stream().reduce(JvmTimeline::merged).orElse(List.of());
  }

  private static List<JvmSecond> merged(List<JvmSecond> one, List<JvmSecond> other) {
    List<JvmSecond> merged = new ArrayList<>();
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      merged.add(one.get(i).with(other.get(i)));
    }
    return merged;
  }

  /** The seconds of an answer; a line for the user if it has none. */
  private List<JvmSecond> seconds(String side, String agent, JvmReport answer) {
    Optional.ofNullable(answer.unavailable())
        .ifPresent(why -> progress.say(WHAT.formatted(side(side, agent), why)));
    return answer.seconds();
  }

  private static String side(String side, String agent) {
    return agent.isEmpty() || agent.equals("local") ? side : side + " " + agent;
  }
}
