package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.Datagrams;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.bouncycastle.tls.DatagramTransport;

/** Adapts {@link Datagrams} to the transport interface of bctls, until bctls closes it. */
final class DtlsTransport implements DatagramTransport {
  /** A length at which bctls waits for the next datagram, without retransmitting. */
  private static final int DISCARDED = 0;

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

  /**
   * After closing, throws InterruptedIOException, which ends the wait in bctls; to any other
   * exception bctls responds with an alert.
   */
  @Override
  public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
    if (closed) {
      throw new InterruptedIOException("closed");
    }
    int received = peer.receive(into, offset, length, waitMillis);
    boolean isReadable = received < 0 || RecordCheck.areReadable(into, offset, received);
    return isReadable ? received : DISCARDED;
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
