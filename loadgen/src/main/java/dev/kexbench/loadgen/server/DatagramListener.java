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
 * One UDP socket, a thread that reads it, and a thread for each handshake. The number of handshake
 * threads is bounded; beyond it clients get no reply and retransmit.
 */
final class DatagramListener {
  /** Maximum number of concurrent handshakes. */
  private static final int THREADS = 256;

  private static final int IDLE_SECONDS = 10;

  /** Larger than any datagram of the exchange, so that an oversized one is detected. */
  private static final int BUFFER_BYTES = 2_048;

  /** Socket receive buffer, for bursts; the kernel caps it at its own limit. */
  private static final int RECEIVE_BYTES = 4 << 20;

  private final DatagramServerSide side;
  private final ServerCounters figures;
  private final StageTimings stages;
  private final Consumer<Throwable> failures;
  private final Map<SocketAddress, Association> associations = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads;
  private volatile DatagramSocket socket;
  private volatile boolean draining;

  DatagramListener(
      DatagramServerSide side,
      ServerCounters figures,
      StageTimings stages,
      Consumer<Throwable> failures) {
    this.side = side;
    this.figures = figures;
    this.stages = stages;
    this.failures = failures;
    this.threads =
        new ThreadPoolExecutor(
            0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);
  }

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
        arrived(packet.getSocketAddress(), Arrays.copyOf(packet.getData(), packet.getLength()));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          failures.accept(e);
        }
      } catch (RuntimeException | Error e) {
        failures.accept(e);
      }
    }
  }

  private void arrived(SocketAddress from, byte[] datagram) throws IOException {
    Association known = associations.get(from);
    if (known != null) {
      known.arrived(datagram);
    } else if (!draining) {
      Association newcomer = new Association(socket, from);
      side.greet(newcomer.address(), datagram, newcomer).ifPresent(hello -> begin(newcomer, hello));
    }
  }

  private void begin(Association client, DatagramServerSide.Hello hello) {
    figures.offers.increment();
    long since = System.nanoTime();
    associations.put(client.peer(), client);
    figures.opened();
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
      cause = client.isCutOff() ? CloseCause.CUT_OFF : CloseCause.RESET;
    } catch (RuntimeException | Error e) {
      failures.accept(e);
    } finally {
      forget(client, cause);
    }
  }

  private synchronized void forget(Association client, CloseCause cause) {
    associations.remove(client.peer());
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
