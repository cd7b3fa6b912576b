package dev.kexbench.loadgen.attack;

import dev.kexbench.loadgen.fixture.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** A connection to the server of an attack, which the server may end at any moment. */
final class HostileSocket implements AutoCloseable {
  private static final int HANGS_MILLIS = (int) Eventually.PATIENCE.toMillis();

  private static final int ANSWER_MILLIS = 20;

  private final Socket socket = new Socket();
  private boolean ended;

  HostileSocket(int port) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(HANGS_MILLIS);
  }

  /** Sends bytes, unless the server has ended the connection. */
  void send(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      ended = true;
    }
  }

  /** Whether an attempt to send has shown that the server has ended the connection. */
  boolean ended() {
    return ended;
  }

  /** Reads what arrives next; empty once the server has ended the connection. */
  byte[] read() throws IOException {
    byte[] bytes = new byte[16_384];
    try {
      return Arrays.copyOf(bytes, Math.max(0, socket.getInputStream().read(bytes)));
    } catch (SocketException reset) {
      return new byte[0];
    }
  }

  /** Waits a moment for an answer; most messages that are not complete get none. */
  void awaitAnswer() throws IOException {
    socket.setSoTimeout(ANSWER_MILLIS);
    try {
      read();
    } catch (SocketTimeoutException none) {
      // it may still come
    } finally {
      socket.setSoTimeout(HANGS_MILLIS);
    }
  }

  /** Sends no more; the server still processes what has been sent before. */
  void finish() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (SocketException e) {
      ended = true;
    }
  }

  /** Reads until the server ends the connection; returns what it has sent. */
  byte[] readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] more = read(); more.length > 0; more = read()) {
      all.writeBytes(more);
    }
    return all.toByteArray();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      ended = true;
    }
  }
}
