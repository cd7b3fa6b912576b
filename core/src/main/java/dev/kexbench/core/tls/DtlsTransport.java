package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.Datagrams;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.bouncycastle.tls.DatagramTransport;

/** Datagrams as bctls asks for them, until it says that it wants no more. */
final class DtlsTransport implements DatagramTransport {
  private final Datagrams peer;
  private boolean closed;

  DtlsTransport(Datagrams peer) {
    this.peer = peer;
  }

  @Override
  public int getReceiveLimit() {
    return Datagrams.MOST_BYTES;
  }

  @Override
  public int getSendLimit() {
    return Datagrams.MOST_BYTES;
  }

  /** An interrupt ends bctls' waiting; to any other exception it would answer with an alert. */
  @Override
  public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
    if (closed) {
      throw new InterruptedIOException("closed");
    }
    return peer.receive(into, offset, length, waitMillis);
  }

  @Override
  public void send(byte[] bytes, int offset, int length) throws IOException {
    peer.send(bytes, offset, length);
  }

  @Override
  public void close() {
    closed = true;
  }
}
