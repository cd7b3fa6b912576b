package dev.kexbench.loadgen.cluster;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.bouncycastle.tls.TlsProtocol;

/**
 * One end of a TLS connection, without a socket: the peer's bytes go in, plaintext and the bytes
 * for the peer come out. Until the handshake is complete, a peer may send no more than {@value
 * #MOST_BYTES_BEFORE} bytes. Not thread-safe.
 */
final class TlsEnd {
  /** A ClientHello has 300 bytes, each other message of the handshake less. */
  static final int MOST_BYTES_BEFORE = 2_048;

  private final TlsProtocol protocol;
  private final BooleanSupplier complete;
  private final Start start;
  private int received;

  /** Starts the handshake. */
  interface Start {
    void run() throws IOException;
  }

  /**
   * An end whose handshake has not begun; see {@link #start}.
   *
   * @param complete whether the handshake is complete, which means that the peer is authentic
   */
  TlsEnd(TlsProtocol protocol, BooleanSupplier complete, Start start) {
    this.protocol = protocol;
    this.complete = complete;
    this.start = start;
  }

  /** Begins the handshake; returns what the end that speaks first sends. */
  byte[] start() throws IOException {
    start.run();
    return output();
  }

  /** Whether the peer has shown that it has the key. */
  boolean complete() {
    return complete.getAsBoolean();
  }

  /**
   * Takes the peer's bytes; {@link #plaintext} and {@link #output} have what they result in.
   *
   * @throws IOException if the connection is of no more use; there may be an alert to send
   */
  void receive(byte[] bytes) throws IOException {
    if (!complete()) {
      received += bytes.length;
    }
    protocol.offerInput(bytes);
    if (!complete() && received > MOST_BYTES_BEFORE) {
      throw new IOException("more than " + MOST_BYTES_BEFORE + " bytes before the handshake's end");
    }
  }

  /** What the peer has sent; nothing before the handshake is complete. */
  byte[] plaintext() {
    byte[] text = new byte[complete() ? protocol.getAvailableInputBytes() : 0];
    protocol.readInput(text, 0, text.length);
    return text;
  }

  /** Encrypts for the peer; returns the bytes to send. */
  byte[] encrypted(byte[] text) throws IOException {
    protocol.writeApplicationData(text, 0, text.length);
    return output();
  }

  /** Bytes for the peer. */
  byte[] output() {
    byte[] out = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(out, 0, out.length);
    return out;
  }

  /** Ends the connection; returns the close_notify alert, if there is one. */
  byte[] close() {
    try {
      protocol.close();
      return output();
    } catch (IOException e) {
      return new byte[0]; // it has failed before
    }
  }

  /** Whether the peer or a failure has ended the connection. */
  boolean closed() {
    return protocol.isClosed();
  }
}
