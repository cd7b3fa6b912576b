package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.FixedRandom;
import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ServerKeys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With the recorded random bytes, both roles of a resumed exchange produce the committed bytes. */
class ResumptionVectorTest {
  static Stream<Arguments> exchangesByBackend() {
    return Backends.working().stream()
        .flatMap(
            backend -> Recorded.ofReturningClients().stream().map(it -> Arguments.of(it, backend)));
  }

  @Test
  void coversEveryModeWithAndWithoutAdmission() {
    Set<String> seen = new HashSet<>();
    Recorded.ofReturningClients()
        .forEach(it -> seen.add(it.values().get("suite") + " " + it.admission()));
    assertEquals(2 * ResumeMode.values().length, seen.size());
  }

  private static ExchangeContext drawing(Recorded it, String random) {
    long now = it.values().get("now_ms").longValue();
    return new ExchangeContext(() -> now, new FixedRandom(it.hex(random)), StageTimer.NONE);
  }

  private static ClientCredentials client(Recorded it) {
    Optional<byte[]> admission =
        it.admission() ? Optional.of(it.hex("k_admission")) : Optional.empty();
    return new ClientCredentials(
        ClientId.at(it.hex("client_id"), 0), it.hex("root"), admission, "");
  }

  private static boolean isX25519(Recorded it) {
    return it.values().get("suite").intValue() == 0x42;
  }

  private static Curve curve(Recorded it) {
    return isX25519(it) ? Curve.X25519 : Curve.P256;
  }

  private static StreamExchange exchange(Recorded it) {
    return isX25519(it) ? Kx1.noise() : Kx1.rsa2048();
  }

  private static ServerKeys keys(Recorded it) {
    return isX25519(it) ? ResumptionVectorWriter.x25519Keys() : TestKeys.rsa(2048);
  }

  @ParameterizedTest
  @MethodSource("exchangesByBackend")
  void theServerRespondsToTheRecordedOfferWithTheRecordedAck(Recorded it, CryptoBackend backend) {
    CountingTable table = new CountingTable();
    table.enrol(client(it));
    Role server =
        exchange(it)
            .server(
                new ServerSetup(
                    keys(it),
                    table,
                    FixedKeyBackend.generating(curve(it), it.hex("server_random"), backend),
                    drawing(it, "server_random"),
                    it.admission(),
                    Optional.of(Duration.ofHours(1))))
            .accept();
    assertArrayEquals(it.hex("ack"), Talk.sent(Talk.deliver(server, it.hex("offer"))));
    assertSession(it, Talk.session(Talk.deliver(server, it.hex("confirm"))));
  }

  @ParameterizedTest
  @MethodSource("exchangesByBackend")
  void theClientSendsTheRecordedFrames(Recorded it, CryptoBackend backend) {
    var issuer =
        new Kx1Ticket.Issuer(isX25519(it) ? Suite.NOISE : Suite.RSA_2048, it.hex("server_fp"));
    long expiry = ByteBuffer.wrap(it.hex("expiry_ms")).getLong();
    var ticket = new Kx1Ticket(issuer, it.hex("ticket"), it.hex("resumption_secret"), expiry);
    boolean forwardSecret = it.values().get("suite").intValue() != 0x41;
    ClientRole role =
        exchange(it)
            .client(
                new ClientSetup(
                    keys(it).publicKey(),
                    FixedKeyBackend.generating(curve(it), it.hex("client_share_secret"), backend),
                    drawing(it, "client_share_secret")))
            .resume(client(it), new Resumption(Optional.of(ticket), forwardSecret));
    assertArrayEquals(it.hex("offer"), Talk.sent(role.start()));
    var done = Talk.established(Talk.deliver(role, it.hex("ack")));
    assertArrayEquals(it.hex("confirm"), done.bytes());
    assertSession(it, done.session());
    Kx1Ticket next = (Kx1Ticket) done.session().takeTicket().orElseThrow();
    assertArrayEquals(it.hex("next_ticket"), next.ticket());
    assertArrayEquals(it.hex("next_resumption_secret"), next.secret());
    assertEquals(expiry, next.expiresAtMillis());
  }

  private static void assertSession(Recorded it, Session session) {
    assertTrue(session.resumed());
    assertArrayEquals(Arrays.copyOf(it.hex("th3"), 16), session.id());
    for (SessionKey which : SessionKey.values()) {
      assertArrayEquals(it.hex(which.label()), session.key(which), which.label());
    }
  }
}
