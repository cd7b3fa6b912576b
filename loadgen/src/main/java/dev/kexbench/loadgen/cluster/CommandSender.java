package dev.kexbench.loadgen.cluster;

import dev.kexbench.results.render.Numbers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A coordinator's end of the session with one agent: sends commands, waits for the answers, and
 * notices when the agent is lost. Thread-safe.
 */
final class CommandSender implements AutoCloseable {
  private final ClusterBus bus;
  private final SecureRandom random;
  private final FoundAgent agent;
  private final SecureChannel channel;
  private final Consumer<String> notices;
  private final long lostAfterNanos;
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final PeerWatch watch;

  /**
   * A session that an agent has offered.
   *
   * @param notices receives messages for the user
   * @param nowNanos by {@link System#nanoTime}
   */
  CommandSender(
      Member member,
      FoundAgent agent,
      SecureChannel channel,
      Consumer<String> notices,
      long nowNanos) {
    this.bus = member.bus();
    this.random = member.random();
    this.lostAfterNanos = member.lostAfter().toNanos();
    this.agent = agent;
    this.channel = channel;
    this.notices = notices;
    this.watch = new PeerWatch(Member.BEAT, nowNanos);
  }

  /** The agent did not execute a command, or is lost. */
  static class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why);
    }
  }

  /** The agent did not answer in time. */
  static final class Unanswered extends Refused {
    private static final long serialVersionUID = 1L;

    private Unanswered() {
      super("it does not answer");
    }
  }

  /** The agent's name. */
  String name() {
    return agent.name();
  }

  /** The agent's name and where it is, for messages. */
  String shown() {
    return "agent " + agent.shown();
  }

  /** Passes on what the agent sends unasked, except heartbeats, and drops what is not from it. */
  ClusterBus.Registration listen(Consumer<Message> to) {
    return bus.consume(
        Addresses.coordinator(agent.answer()), each -> read(each.body()).ifPresent(to));
  }

  /** Sends a command, and waits for its answer. */
  Message ask(Message command, Duration patience) {
    try {
      Object first = CompletableFuture.anyOf(answer(command, patience), lost).join();
      if (first instanceof Message.Failed failed) {
        throw new Refused(failed.why());
      }
      if (first instanceof Message whole) {
        return whole;
      }
      throw new Refused("it is lost: " + first);
    } catch (CompletionException e) {
      if (e.getCause() instanceof IllegalArgumentException
          || e.getCause() instanceof IllegalStateException) {
        throw new Refused(e.getCause().getMessage()); // too large, or not authentic
      }
      throw new Unanswered();
    }
  }

  /** Sends a command; fails if there is no authentic answer in time. */
  CompletableFuture<Message> answer(Message command, Duration patience) {
    return bus.request(Addresses.agent(name()), sealed(command), patience)
        .thenApply(
            bytes ->
                read(bytes)
                    .orElseThrow(
                        () -> new IllegalStateException("the answer does not authenticate")));
  }

  private void send(Message message) {
    bus.send(Addresses.agent(name()), sealed(message));
  }

  private byte[] sealed(Message message) {
    return channel.seal(Messages.encode(message));
  }

  private Optional<Message> read(byte[] bytes) {
    Optional<Message> message = channel.open(bytes).flatMap(Messages::decode);
    message.ifPresent(each -> watch.heard(System.nanoTime()));
    return message;
  }

  /** Encrypts for the agent; in base64. */
  String encrypted(byte[] plaintext) {
    return Base64.getEncoder().encodeToString(channel.encrypt(plaintext, random));
  }

  /**
   * Sends a heartbeat, or notices that there has been none from the agent; to be called every
   * {@link Member#BEAT}.
   */
  void beat(long nowNanos) {
    if (lost.isDone()) {
      return;
    }
    long silentNanos = watch.silentNanos(nowNanos);
    if (silentNanos > lostAfterNanos) {
      lose(
          "no heartbeat for " + Numbers.duration(silentNanos),
          "if it still runs, give scripts/loadtest and all agents a longer --lost-after");
      return;
    }
    send(new Message.Beat());
  }

  /** From now on the agent is lost, for this reason. */
  void lose(String why) {
    lose(why, "its own output may say more");
  }

  private void lose(String why, String advice) {
    if (lost.complete(why)) {
      notices.accept("%s is lost: %s; %s".formatted(shown(), why, advice));
    }
  }

  /** The agent never belonged to this run. */
  void leaveOut(String why) {
    lost.complete(why);
  }

  /** Why the agent is lost; empty while it is not. */
  Optional<String> lost() {
    return Optional.ofNullable(lost.getNow(null));
  }

  /** Releases the agent, unless it is lost. */
  @Override
  public void close() {
    if (!lost.isDone()) {
      send(new Message.Release());
    }
    channel.close();
  }
}
