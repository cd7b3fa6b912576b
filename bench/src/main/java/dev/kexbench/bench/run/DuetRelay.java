package dev.kexbench.bench.run;

import dev.kexbench.bench.fork.DuetProfiler;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes the messages of two forks to each other, on the loopback interface. Each fork waits for
 * the other's message after it has sent its own, so messages come in pairs.
 */
final class DuetRelay implements Closeable {
  private static final int FORKS = 2;

  private final ServerSocket server;
  private final List<Socket> forks = new ArrayList<>();

  DuetRelay() {
    try {
      server = new ServerSocket(0, FORKS, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Waits until the next fork has connected, or {@link #refuse} was called. */
  void accept() {
    try {
      Socket fork = server.accept();
      fork.setTcpNoDelay(true);
      forks.add(fork);
    } catch (IOException refused) {
      // A fork has ended before it connected; how is in its own result.
    }
  }

  /** Accepts no fork from now on. Any thread may call it. */
  void refuse() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Passes messages on until one of the forks has ended. */
  void run() {
    try {
      while (forks.size() == FORKS) {
        byte[] first = message(forks.get(0));
        byte[] second = message(forks.get(1));
        if (Math.min(first.length, second.length) < DuetProfiler.MESSAGE_BYTES) {
          return;
        }
        forks.get(0).getOutputStream().write(second);
        forks.get(1).getOutputStream().write(first);
      }
    } catch (IOException ended) {
      // As at the end of a stream: the other fork notices when this relay is closed.
    }
  }

  /** A message, or less at the end. */
  private static byte[] message(Socket fork) throws IOException {
    return fork.getInputStream().readNBytes(DuetProfiler.MESSAGE_BYTES);
  }

  @Override
  public void close() {
    refuse();
    for (Socket fork : forks) {
      try {
        fork.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
