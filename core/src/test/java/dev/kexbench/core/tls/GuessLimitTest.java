package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.core.exchange.Datagrams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.bouncycastle.tls.TlsFatalAlert;
import org.junit.jupiter.api.Test;

/** How many encrypted records a DTLS client may send before it has proved that it has the key. */
class GuessLimitTest {
  private static final int OFFSET = 5;

  private final Deque<byte[]> arrived = new ArrayDeque<>();
  private final GuessLimit bounded =
      new GuessLimit(
          new Datagrams() {
            @Override
            public int receive(byte[] into, int offset, int length, int waitMillis) {
              byte[] next = arrived.poll();
              if (next == null) {
                return -1;
              }
              System.arraycopy(next, 0, into, offset, next.length);
              return next.length;
            }

            @Override
            public void send(byte[] bytes, int offset, int length) {}
          });

  private int receive(byte[] datagram) throws IOException {
    arrived.add(datagram);
    return bounded.receive(new byte[2_000], OFFSET, 1_900, 1);
  }

  /** Records of handshake messages with a body of 40 bytes, one for each epoch. */
  private static byte[] datagram(int... epochs) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int epoch : epochs) {
      all.writeBytes(new byte[] {22, -2, -3, 0, (byte) epoch, 0, 0, 0, 0, 0, 0, 0, 40});
      all.writeBytes(new byte[40]);
    }
    return all.toByteArray();
  }

  private void receiveGuesses(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      assertEquals(53, receive(datagram(1)));
    }
  }

  @Test
  void theRecordAfterTheBoundEndsTheHandshake() throws IOException {
    receiveGuesses(GuessLimit.MOST);
    assertThrows(TlsFatalAlert.class, () -> receive(datagram(1)));
  }

  @Test
  void recordsThatAreNotEncryptedAreNoGuesses() throws IOException {
    for (int i = 0; i < 100; i++) {
      receive(datagram(0, 0));
    }
    receiveGuesses(GuessLimit.MOST);
  }

  @Test
  void eachRecordOfADatagramCounts() throws IOException {
    receive(datagram(0, 1, 1, 1));
    receiveGuesses(GuessLimit.MOST - 3);
    assertThrows(TlsFatalAlert.class, () -> receive(datagram(0, 1)));
  }

  @Test
  void silenceAndFragmentsOfRecordsAreNoGuesses() throws IOException {
    assertEquals(-1, bounded.receive(new byte[100], 0, 100, 1));
    for (int length = 0; length < 13; length++) {
      assertEquals(length, receive(new byte[length]));
    }
    receiveGuesses(GuessLimit.MOST);
  }

  @Test
  void aCompletedHandshakeHasNoBound() throws IOException {
    bounded.complete();
    receiveGuesses(100);
  }
}
