package dev.kexbench.loadgen.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A listening socket that treats each connection as the test defines. */
final class FakeServer implements AutoCloseable {
  static final int OFFER_BYTES = 312;

  private static final int BACKLOG = 200;

  private final ServerSocket listening;
  private final Behaviour behaviour;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "fake-server");
            thread.setDaemon(true);
            return thread;
          });

  /** How the server treats a connection. */
  interface Behaviour {
    void meet(Socket socket) throws IOException;
  }

  FakeServer(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Accepts, and never answers. */
  static FakeServer silent() {
    return new FakeServer(socket -> {});
  }

  /** Reads the OFFER and answers it with these bytes. */
  static FakeServer answering(byte... answer) {
    return new FakeServer(
        socket -> {
          socket.getInputStream().readNBytes(OFFER_BYTES);
          socket.getOutputStream().write(answer);
        });
  }

  /** Waits, as a behaviour does for its test. */
  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        sockets.add(socket);
        threads.execute(() -> meet(socket));
      }
    } catch (IOException closed) {
      threads.shutdown(); // close() ends this loop
    }
  }

  private void meet(Socket socket) {
    try {
      behaviour.meet(socket);
    } catch (IOException e) {
      sockets.remove(socket); // the client has gone first
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
