package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Successful exchanges. */
class FullExchangeTest {
  static Stream<World.Options> everySuiteBackendAndAdmission() {
    return Arrays.stream(Suite.values())
        .map(World.Options::of)
        .flatMap(options -> Backends.working().stream().map(options::with))
        .flatMap(options -> Stream.of(options, options.admission(true)));
  }

  @ParameterizedTest
  @MethodSource("everySuiteBackendAndAdmission")
  void bothSidesHoldTheSameKeys(World.Options options) {
    World world = new World(options);
    var done = world.exchange(world.server.accept());

    assertArrayEquals(done.client().id(), done.server().id());
    assertEquals(16, done.client().id().length);
    for (SessionKey which : SessionKey.values()) {
      assertEquals(which.bytes(), done.client().key(which).length);
      assertArrayEquals(done.client().key(which), done.server().key(which), which.label());
    }
  }

  @ParameterizedTest
  @MethodSource("everySuiteBackendAndAdmission")
  void framesHaveTheSizesOfTheSpecification(World.Options options) {
    World world = new World(options);
    var done = world.exchange(world.server.accept());

    int offer =
        switch (options.suite()) {
          case RSA_2048, RSA_2048_BATCH -> 280;
          case RSA_3072, RSA_3072_BATCH -> 408;
          case RSA_4096 -> 536;
          case NOISE -> 72;
          case HYBRID -> 72 + 1_184;
          case ECDH_P256 -> 121;
          case SPAKE2PLUS -> 89;
        };
    int ack =
        switch (options.suite()) {
          case RSA_2048, RSA_3072, RSA_4096, RSA_2048_BATCH, RSA_3072_BATCH -> 64;
          case NOISE -> 80;
          case HYBRID -> 80 + 1_088;
          case ECDH_P256 -> 97;
          case SPAKE2PLUS -> 129;
        };
    assertEquals(8 + offer + (options.admission() ? 24 : 0), done.offer().length);
    assertEquals(8 + ack, done.ack().length);
    assertEquals(8 + 32, done.confirm().length);
  }

  @Test
  void allKeysOfTwoSessionsDiffer() {
    World world = World.plain();
    Role connection = world.server.accept();
    Set<String> seen = new HashSet<>();
    for (int round = 0; round < 2; round++) {
      Session session = world.exchange(connection).client();
      for (SessionKey which : SessionKey.values()) {
        // Twelve bytes of each, so that an IV equal to the first bytes of a key is detected.
        assertTrue(seen.add(HexFormat.of().formatHex(session.key(which), 0, 12)), which.label());
      }
    }
  }

  @Test
  void aPreparedOfferCarriesTheTimeOfSending() {
    World world = World.guarded();
    ClientRole client = world.open(world.alice);
    client.prepare();
    world.clock.addAndGet(600_000);

    byte[] offer = Talk.sent(client.start());
    assertEquals(world.clock.get(), ByteBuffer.wrap(offer).getLong(offer.length - 24));
    byte[] ack = Talk.sent(Talk.deliver(world.server.accept(), offer));
    Talk.established(Talk.deliver(client, ack));
  }

  @Test
  void aServerWithoutAdmissionAcceptsAnOfferWithTheAdmissionPart() {
    World world = World.plain();
    ClientRole client = world.open(world.credentials("alice", 0xA1, true));
    byte[] offer = Talk.sent(client.start());
    assertEquals(8 + 280 + 24, offer.length);
    Talk.established(Talk.deliver(client, Talk.sent(Talk.deliver(world.server.accept(), offer))));
  }

  @Test
  void aClosedSessionHasAnIdAndNoKeys() {
    World world = World.plain();
    Session session = world.exchange(world.server.accept()).server();
    session.close();
    assertEquals(16, session.id().length);
    assertThrows(IllegalStateException.class, () -> session.key(SessionKey.EXPORTER));
  }

  @Test
  void aServerRefusesAKeyOfAnotherSizeBeforeItServes() {
    var other = World.Options.of(Suite.RSA_3072).with(TestKeys.rsa(2048));
    String refusal =
        assertThrows(IllegalArgumentException.class, () -> new World(other)).getMessage();
    assertEquals("kx1-rsa3072 needs an RSA key of 3072 bits, this is an RSA key of 2048", refusal);
  }
}
