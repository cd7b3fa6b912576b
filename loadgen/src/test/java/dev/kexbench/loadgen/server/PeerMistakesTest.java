package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.RunningServer.Shape;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes of a TLS client end in an alert, and are no failures of the server. */
class PeerMistakesTest {
  private static final String EXCHANGE = "tls12-ecdhe-rsa@bouncycastle";

  /** TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, no compression. */
  private static final byte[] OFFERS = {0, 2, (byte) 0xC0, 0x2F, 1, 0};

  private static ServerSide side(StageTimer timer) {
    return ((StreamExchange) Catalogue.find(EXCHANGE).orElseThrow())
        .server(
            new ServerSetup(
                TestExchange.KEYS,
                ClientTable.of(TestExchange.CLIENTS),
                new CryptoChoice(TestExchange.BACKEND, PoolKind.BOUNDED, 1),
                new ExchangeContext(System::currentTimeMillis, new SecureRandom(), timer),
                false));
  }

  /** A ClientHello of this version with these two signature algorithms and this group. */
  private static byte[] hello(int version, int group) {
    byte[] extensions = {
      0,
      10,
      0,
      4,
      0,
      2,
      (byte) (group >> 8),
      (byte) group, // supported_groups
      0,
      13,
      0,
      6,
      0,
      4,
      4,
      3,
      4,
      1, // signature_algorithms, without RSA-PSS
      0,
      23,
      0,
      0, // extended_master_secret
      (byte) 0xFF,
      1,
      0,
      1,
      0, // renegotiation_info
    };
    int body = 2 + 32 + 1 + OFFERS.length + 2 + extensions.length;
    return ByteBuffer.allocate(5 + 4 + body)
        .put(new byte[] {22, 3, 1})
        .putShort((short) (4 + body))
        .putInt(1 << 24 | body)
        .putShort((short) version)
        .put(new byte[32 + 1])
        .put(OFFERS)
        .putShort((short) extensions.length)
        .put(extensions)
        .array();
  }

  @ParameterizedTest
  @CsvSource({
    "0xFEFE, 23, 70, a reserved version",
    "0x0303, 29, 40, another curve",
    "0x0303, 0x1A1A, 40, a group that has no meaning",
    "0x0303, 23, 40, no RSA-PSS",
  })
  void areAnsweredByAnAlert(String version, String group, byte alert, String mistake) {
    Shape shape = Shape.THREADS;
    try (RunningServer server = new RunningServer(shape, PeerMistakesTest::side);
        Peer peer = server.connect()) {
      peer.send(hello(Integer.decode(version), Integer.decode(group)));
      assertArrayEquals(new byte[] {21, 3, 3, 0, 2, 2, alert}, peer.readToEnd(), mistake);
      eventually("it is closed", () -> server.closed(CloseCause.MALFORMED) == 1);
      assertEquals(0, server.closed(CloseCause.FAILURE));
    }
  }
}
