package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** Both ends of a connection, without sockets. */
class ClusterTlsTest {
  private static final byte[] TEXT = "a frame".getBytes(StandardCharsets.US_ASCII);

  private final ClusterTls tls = tls("a secret of the tests alone");
  private final TlsEnd server = tls.server();
  private final TlsEnd client = tls.client();

  private static ClusterTls tls(String secret) {
    return new ClusterTls(ClusterSecret.of(secret), TestExchange.BACKEND, new SecureRandom());
  }

  private static void meet(TlsEnd client, TlsEnd server) throws IOException {
    server.start();
    server.receive(client.start());
    client.receive(server.output());
    server.receive(client.output());
  }

  @Test
  void endsWithTheSameSecretExchangeData() throws IOException {
    meet(client, server);
    assertTrue(client.complete() && server.complete());
    server.receive(client.encrypted(TEXT));
    assertArrayEquals(TEXT, server.plaintext());
    client.receive(server.encrypted(TEXT));
    assertArrayEquals(TEXT, client.plaintext());
    byte[] large = new byte[1 << 20];
    server.receive(client.encrypted(large));
    assertArrayEquals(large, server.plaintext());
    server.receive(client.close());
    assertTrue(server.closed());
  }

  @Test
  void aClientWithAnotherSecretIsRefused() {
    TlsEnd stranger = tls("another secret of the tests").client();
    assertThrows(IOException.class, () -> meet(stranger, server));
    assertFalse(server.complete() || stranger.complete());
    assertThrows(IOException.class, () -> stranger.receive(server.output()), "by an alert");
  }

  @Test
  void anAlteredHelloIsRefused() throws IOException {
    byte[] hello = client.start();
    for (int i = 0; i < hello.length; i++) {
      byte[] altered = hello.clone();
      altered[i] ^= 1;
      TlsEnd fresh = tls.server();
      fresh.start();
      refuses(fresh, altered);
      assertFalse(fresh.complete());
    }
  }

  /** Whatever it makes of these bytes, it passes nothing on. */
  private static void refuses(TlsEnd end, byte[] bytes) {
    try {
      end.receive(bytes);
    } catch (IOException | RuntimeException refused) {
      return;
    }
    assertEquals(0, end.plaintext().length);
  }

  @Test
  void takesNoMoreThanAHandshakeFromAPeerThatHasNotAuthenticated() throws IOException {
    server.start();
    byte[] large = new byte[3 * TlsEnd.MOST_BYTES_BEFORE];
    large[0] = 22; // a handshake record of TLS, not yet complete
    large[1] = 3;
    large[2] = 3;
    large[3] = 0x20;
    assertThrows(IOException.class, () -> server.receive(large));
  }

  @Test
  void eachHandshakeHasKeysOfItsOwn() throws IOException {
    server.start();
    byte[] hello = client.start();
    server.receive(hello);
    client.receive(server.output());
    byte[] finished = client.output();
    TlsEnd second = tls.server();
    second.start();
    second.receive(hello);
    assertThrows(IOException.class, () -> second.receive(finished));
    assertFalse(second.complete());
  }
}
