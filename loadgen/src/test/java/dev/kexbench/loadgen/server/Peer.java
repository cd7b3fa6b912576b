package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.fixture.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/** The other end of a connection: a blocking socket controlled by a test. */
final class Peer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = (int) Eventually.PATIENCE.toMillis();
  private static final int HEADER_BYTES = 8;

  /** Small, so that a peer that does not read soon blocks its server. */
  private static final int RECEIVE_BYTES = 8_192;

  private final Socket socket;

  Peer(int port) {
    try {
      socket = new Socket();
      socket.setReceiveBufferSize(RECEIVE_BYTES);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends all parts in one write. */
  void send(byte[]... parts) {
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] part : parts) {
        all.write(part);
      }
      socket.getOutputStream().write(all.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads this many bytes. */
  byte[] read(int length) {
    try {
      byte[] bytes = socket.getInputStream().readNBytes(length);
      assertEquals(length, bytes.length, "the server closed the connection");
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what arrives next; nothing if the server has closed. */
  byte[] readSome() {
    byte[] bytes = new byte[16_384];
    try {
      return Arrays.copyOf(bytes, Math.max(0, socket.getInputStream().read(bytes)));
    } catch (SocketException reset) {
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the next frame. */
  byte[] readFrame() {
    byte[] header = read(HEADER_BYTES);
    byte[] body = read((header[6] & 0xFF) << 8 | header[7] & 0xFF);
    byte[] frame = Arrays.copyOf(header, HEADER_BYTES + body.length);
    System.arraycopy(body, 0, frame, HEADER_BYTES, body.length);
    return frame;
  }

  /** Reads everything until the server closes. */
  byte[] readToEnd() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (SocketException reset) {
      return all.toByteArray(); // closed with unread bytes of ours, which TCP signals by a reset
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }

  /** Sends bytes, unless the connection has ended. */
  void sendIfOpen(byte... bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException gone) {
      close();
    }
  }

  /** Ends the connection with a reset. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    close();
  }

  /** Whether this side has closed, as {@link #sendIfOpen} does when the server has. */
  boolean isClosed() {
    return socket.isClosed();
  }

  /** Closes the connection in any state. */
  void hangUp() {
    close();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
