package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.Datagrams;
import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;

/**
 * A client's datagrams, with a bound for the encrypted records before a handshake is complete. A
 * record that does not verify is discarded without an answer (RFC 6347, section 4.1.2.7), so
 * without a bound a client could try one key after another within a handshake. A Finished is sent
 * again three times within the time of a handshake.
 */
final class GuessLimit implements Datagrams {
  /** As many as the failed attempts in one client's name that a server answers without a delay. */
  static final int MOST = 10;

  /** {@code type u8 ‖ version u16 ‖ epoch u16 ‖ sequence u48 ‖ length u16} (RFC 6347, 4.1). */
  private static final int HEADER_BYTES = 13;

  private static final int EPOCH_AT = 3;
  private static final int LENGTH_AT = 11;

  private final Datagrams client;
  private int encrypted;
  private boolean complete;

  GuessLimit(Datagrams client) {
    this.client = client;
  }

  /** The handshake is complete, so that encrypted records are no guesses any more. */
  void complete() {
    complete = true;
  }

  /** Throws an alert for the encrypted record that is one too many. */
  @Override
  public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
    int received = client.receive(into, offset, length, waitMillis);
    if (!complete) {
      count(into, offset, offset + received);
      if (encrypted > MOST) {
        throw new TlsFatalAlert(AlertDescription.decrypt_error);
      }
    }
    return received;
  }

  private void count(byte[] datagram, int from, int to) {
    for (int at = from; at + HEADER_BYTES <= to; ) {
      encrypted += u16(datagram, at + EPOCH_AT) > 0 ? 1 : 0;
      at += HEADER_BYTES + u16(datagram, at + LENGTH_AT);
    }
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  @Override
  public void send(byte[] bytes, int offset, int length) throws IOException {
    client.send(bytes, offset, length);
  }
}
