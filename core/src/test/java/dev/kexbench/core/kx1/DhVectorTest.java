package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.FixedRandom;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.CurveKeys;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the recorded ephemeral keys, both roles of the Diffie-Hellman suites produce the committed
 * bytes.
 */
class DhVectorTest {
  static Stream<Arguments> exchangesByBackend() {
    return Backends.working().stream()
        .flatMap(
            backend -> Recorded.ofDiffieHellman().stream().map(it -> Arguments.of(it, backend)));
  }

  @Test
  void coversEverySuiteWithAndWithoutAdmission() {
    Set<String> seen =
        Recorded.ofDiffieHellman().stream()
            .map(it -> it.suite() + " " + it.admission())
            .collect(Collectors.toSet());
    assertEquals(8, seen.size());
  }

  /** Generates only the recorded key of one side. */
  private static CryptoChoice with(Recorded it, String side, CryptoBackend real) {
    boolean noise = it.suite() == Suite.NOISE || it.suite() == Suite.HYBRID;
    Curve curve = noise ? Curve.X25519 : Curve.P256;
    return FixedKeyBackend.generating(curve, it.hex(side), real);
  }

  /** The server's static key has the same scalar in all suites. */
  private static ServerKeys keys(Recorded it) {
    byte[] number = VectorJson.count(0x21, 32);
    return it.suite() == Suite.NOISE || it.suite() == Suite.HYBRID
        ? new ServerKeys(
            CurveKeys.x25519(number),
            new ServerPublicKey(DhByHand.x25519Key(DhByHand.x25519Point(number))),
            it.hex("k_gate"))
        : new ServerKeys(
            CurveKeys.p256(number),
            new ServerPublicKey(DhByHand.p256Key(DhByHand.p256Point(number))),
            it.hex("k_gate"));
  }

  private static StreamExchange exchange(Recorded it) {
    return Catalogue.findStream("kx1-" + it.suite().label()).orElseThrow();
  }

  private static ClientCredentials client(Recorded it) {
    Optional<byte[]> admission =
        it.admission() ? Optional.of(it.hex("k_admission")) : Optional.empty();
    ClientId id = ClientId.at(it.hex("client_id"), 0);
    return new ClientCredentials(id, it.hex("root"), admission, "");
  }

  /**
   * A context whose random bytes are the recorded bytes of ML-KEM, drawn in addition to the
   * ephemeral key, or the scalar of SPAKE2+.
   */
  private static ExchangeContext context(Recorded it, String side, String mlKem) {
    SecureRandom random =
        switch (it.suite()) {
          case HYBRID -> new FixedRandom(it.hex(mlKem));
          case SPAKE2PLUS -> new FixedRandom(it.hex(side));
          default -> new SecureRandom();
        };
    return new ExchangeContext(it::timeMillis, random, StageTimer.NONE);
  }

  @ParameterizedTest
  @MethodSource("exchangesByBackend")
  void theServerRespondsToTheRecordedOfferWithTheRecordedAck(Recorded it, CryptoBackend backend) {
    assertArrayEquals(it.hex("server_fp"), it.suite().fingerprint(keys(it)::publicKey));
    CountingTable table = new CountingTable();
    table.enrol(client(it));
    CryptoChoice crypto = with(it, "server_ephemeral", backend);
    Role server =
        exchange(it)
            .server(
                new ServerSetup(
                    keys(it),
                    table,
                    crypto,
                    context(it, "server_ephemeral", "server_mlkem_m"),
                    it.admission()))
            .accept();
    assertArrayEquals(it.hex("ack"), Talk.sent(Talk.deliver(server, it.hex("offer"))));
    assertSession(it, Talk.session(Talk.deliver(server, it.hex("confirm"))));
  }

  @ParameterizedTest
  @MethodSource("exchangesByBackend")
  void theClientSendsTheRecordedFrames(Recorded it, CryptoBackend backend) {
    CryptoChoice crypto = with(it, "client_ephemeral", backend);
    ClientRole role =
        exchange(it)
            .client(
                new ClientSetup(
                    keys(it).publicKey(),
                    crypto,
                    context(it, "client_ephemeral", "client_mlkem_d_and_z")))
            .open(client(it));
    assertArrayEquals(it.hex("offer"), Talk.sent(role.start()));
    var done = Talk.established(Talk.deliver(role, it.hex("ack")));
    assertArrayEquals(it.hex("confirm"), done.bytes());
    assertSession(it, done.session());
  }

  private static void assertSession(Recorded it, Session session) {
    assertArrayEquals(it.hex("session_id"), session.id());
    assertArrayEquals(Arrays.copyOf(it.hex("th3"), 16), session.id());
    for (SessionKey which : SessionKey.values()) {
      assertArrayEquals(it.hex(which.label()), session.key(which), which.label());
    }
  }
}
