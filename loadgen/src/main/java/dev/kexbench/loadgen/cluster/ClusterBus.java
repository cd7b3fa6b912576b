package dev.kexbench.loadgen.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * How a coordinator and its agents exchange messages: each end consumes some addresses, and the
 * other end sends to them. Consumers and timers run on the bus's own thread, which is not one of
 * those that generate load.
 */
public interface ClusterBus extends AutoCloseable {
  /** Where this end is found: the address at which an agent listens, a name for a coordinator. */
  String address();

  /** A timer or consumer that is active until it is ended. */
  interface Registration {
    void end();
  }

  /** A message that has arrived. */
  interface Delivery {
    byte[] body();

    /** The address of the machine that it is from. */
    String from();

    /** The other end of its connection, as HOST:PORT: where an agent listens. */
    String peer();

    /** Answers a request, from any thread; does nothing if the message is not a request. */
    void reply(byte[] answer);
  }

  /** Runs the work periodically. */
  Registration every(Duration period, Runnable work);

  /** Registers the only consumer of an address; all present and future peers learn of it. */
  Registration consume(String address, Consumer<Delivery> to);

  /** Looks for members at all known addresses to which there is no connection. */
  void seek();

  /** The addresses that were looked for in vain, each with the reason. */
  List<String> unreachable();

  /** Sends to all consumers of the address. */
  void publish(String address, byte[] body);

  /** Sends to the consumer of the address; drops the message silently if there is none. */
  void send(String address, byte[] body);

  /**
   * Sends to the consumer of the address, and returns its answer; fails if there is none in time,
   * or if the connection ends.
   */
  CompletableFuture<byte[]> request(String address, byte[] body, Duration patience);

  /** Counts a message that was rejected, for the summary in the log. */
  void rejected(Rejection why);

  @Override
  void close();
}
