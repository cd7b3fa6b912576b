package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The time limits of an association, whatever the client sends. */
class AssociationTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int WAIT_MILLIS = 60_000;

  private long nowNanos = Long.MAX_VALUE - 5; // a clock that wraps
  private final Association association =
      new Association(
          null, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), LIMIT, () -> nowNanos);

  private int receive() throws IOException {
    association.arrived(new byte[] {1, 2});
    return association.receive(new byte[10], 0, 10, WAIT_MILLIS);
  }

  @Test
  void aHandshakeEndsAtItsLimit() throws IOException {
    for (int second = 0; second < LIMIT.toSeconds(); second++) {
      assertEquals(2, receive());
      nowNanos += Duration.ofSeconds(1).toNanos();
    }
    assertThrows(InterruptedIOException.class, this::receive);
  }

  @Test
  void theClosingHasALimitOfItsOwn() throws IOException {
    association.confirmed();
    assertEquals(2, receive());
    nowNanos += Association.CLOSING.toNanos();
    assertThrows(InterruptedIOException.class, this::receive);
  }
}
