package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.DatagramServerSide;
import dev.kexbench.core.exchange.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One UDP socket, a thread that reads it, and a thread for each handshake. The number of handshakes
 * is bounded, see {@link HandshakeSlots}; a client without a slot gets no reply and retransmits.
 */
final class DatagramListener {
  /** Maximum number of concurrent handshakes. */
  static final int SLOTS = 256;

  /** A displaced handshake's thread ends a little later than its slot is taken. */
  private static final int THREADS = 2 * SLOTS;

  private static final int IDLE_SECONDS = 10;

  /** Larger than any datagram of the exchange, so that an oversized one is detected. */
  private static final int BUFFER_BYTES = 2_048;

  /** Socket receive buffer, for bursts; the kernel caps it at its own limit. */
  private static final int RECEIVE_BYTES = 4 << 20;

  private final DatagramServerSide side;
  private final ServerCounters figures;
  private final StageTimings stages;
  private final Consumer<Throwable> failures;
  private final Duration limit;
  private final HandshakeSlots slots = new HandshakeSlots(SLOTS, System::nanoTime);
  private final Map<SocketAddress, Association> associations = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads;
  private volatile DatagramSocket socket;
  private volatile boolean draining;

  /**
   * Creates a listener.
   *
   * @param limit the longest time of a handshake, from a hello with a valid cookie to the keys
   */
  DatagramListener(DatagramServerSide side, Observers observers, Duration limit) {
    this.side = side;
    this.figures = observers.figures();
    this.stages = observers.stages();
    this.failures = observers.failures();
    this.limit = limit;
    this.threads =
        new ThreadPoolExecutor(
            0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
  }

  /**
   * Who is told of what happens.
   *
   * @param failures receives exceptions inside the server
   */
  record Observers(ServerCounters figures, StageTimings stages, Consumer<Throwable> failures) {}

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "dtls");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts to listen.
   *
   * @return the port
   * @throws SocketException if the address is not available
   */
  int listen(String host, int port) throws SocketException {
    socket = new DatagramSocket(new InetSocketAddress(host, port));
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    Thread reader = new Thread(this::read, "udp");
    reader.setDaemon(true);
    reader.start();
    return socket.getLocalPort();
  }

  private void read() {
    DatagramPacket packet = new DatagramPacket(new byte[BUFFER_BYTES], BUFFER_BYTES);
    while (!socket.isClosed()) {
      try {
        packet.setLength(BUFFER_BYTES);
        socket.receive(packet);
        byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
        arrived((InetSocketAddress) packet.getSocketAddress(), datagram);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          failures.accept(e);
        }
      } catch (RuntimeException | Error e) {
        failures.accept(e);
      }
    }
  }

  private void arrived(InetSocketAddress from, byte[] datagram) {
    Association known = associations.get(from);
    if (known != null) {
      known.arrived(datagram);
    } else if (!draining) {
      Association newcomer = new Association(socket, from, limit, System::nanoTime);
      greet(newcomer, datagram).ifPresent(hello -> begin(newcomer, hello));
    }
  }

  private Optional<DatagramServerSide.Hello> greet(Association newcomer, byte[] datagram) {
    try {
      return side.greet(newcomer.address(), datagram, newcomer);
    } catch (IOException unreachable) {
      return Optional.empty(); // the sender's address is wrong, or forged
    }
  }

  private void begin(Association client, DatagramServerSide.Hello hello) {
    figures.offers.increment();
    HandshakeSlots.Decision admission = slots.admit(client);
    admission.displaced().ifPresent(Association::displace);
    figures.opened();
    if (!admission.admitted()) {
      figures.shed(ShedReason.FULL);
      figures.closed(CloseCause.LIMIT);
      return;
    }
    long since = System.nanoTime();
    associations.put(client.peer(), client);
    try {
      threads.execute(
          () -> {
            stages.queued(System.nanoTime() - since);
            serve(client, hello);
          });
    } catch (RejectedExecutionException full) {
      figures.shed(ShedReason.FULL);
      forget(client, CloseCause.LIMIT);
    }
  }

  private void serve(Association client, DatagramServerSide.Hello hello) {
    CloseCause cause = CloseCause.FAILURE;
    try {
      Optional<Reason> refused =
          side.serve(
              hello,
              client,
              session -> {
                session.close();
                client.confirmed();
                figures.acked.increment(); // a confirmed handshake has been acked before
                figures.confirmed.increment();
              });
      refused.ifPresent(figures::refused);
      cause = refused.map(CloseCause::of).orElse(CloseCause.PEER);
    } catch (InterruptedIOException silence) {
      cause = CloseCause.NO_CONFIRM;
    } catch (IOException unreachable) {
      cause = endOf(client);
    } catch (RuntimeException | Error e) {
      failures.accept(e);
    } finally {
      forget(client, cause);
    }
  }

  private static CloseCause endOf(Association client) {
    if (client.isDisplaced()) {
      return client.underWay() ? CloseCause.LIMIT : CloseCause.PEER;
    }
    return client.isCutOff() ? CloseCause.CUT_OFF : CloseCause.RESET;
  }

  private synchronized void forget(Association client, CloseCause cause) {
    slots.release(client);
    associations.remove(client.peer(), client);
    figures.closed(cause);
    notifyAll();
  }

  /**
   * Accepts no new handshakes, and waits for those in progress.
   *
   * @return how many handshakes were cut off
   */
  synchronized long drain(Duration patience) {
    draining = true;
    long endNanos = System.nanoTime() + patience.toNanos();
    long left = patience.toMillis();
    try {
      while (!associations.isEmpty() && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long unfinished = associations.values().stream().filter(Association::underWay).count();
    associations.values().forEach(Association::cutOff);
    return unfinished;
  }

  /** Closes the socket and cuts off handshakes in progress. */
  void close() {
    draining = true;
    associations.values().forEach(Association::cutOff);
    threads.shutdownNow();
    if (socket != null) {
      socket.close();
    }
  }
}
