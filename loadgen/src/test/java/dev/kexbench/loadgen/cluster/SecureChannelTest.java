package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecureChannelTest {
  private static final CryptoBackend BACKEND = TestExchange.BACKEND;
  private static final ClusterSecret SECRET = ClusterSecret.of("0123456789abcdef012345");
  private static final ClusterSecret OTHER = ClusterSecret.of("0123456789abcdef012346");
  private static final byte[] BODY = "Beat\n{}".getBytes(StandardCharsets.UTF_8);

  private final SecureChannel coordinator =
      SecureChannel.ofCoordinator(SECRET, BACKEND, "run agent 1");
  private final SecureChannel agent = SecureChannel.ofAgent(SECRET, BACKEND, "run agent 1");

  private static void assertRefused(SecureChannel by, byte[] message) {
    assertTrue(by.open(message).isEmpty());
  }

  @Test
  void opensWhatTheOtherEndHasSealed() {
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(BODY, agent.open(coordinator.seal(BODY)).orElseThrow());
      assertArrayEquals(BODY, coordinator.open(agent.seal(BODY)).orElseThrow());
    }
  }

  @Test
  void dropsAReplay() {
    byte[] once = coordinator.seal(BODY);
    byte[] later = coordinator.seal(BODY);
    assertTrue(agent.open(later).isPresent());
    assertTrue(agent.open(once).isPresent(), "messages may overtake each other");
    assertRefused(agent, once);
    assertRefused(agent, later);
  }

  @Test
  void refusesMessagesOfAnotherSecretOrSessionAndItsOwn() {
    assertRefused(SecureChannel.ofAgent(OTHER, BACKEND, "run agent 1"), coordinator.seal(BODY));
    assertRefused(SecureChannel.ofAgent(SECRET, BACKEND, "run agent 2"), coordinator.seal(BODY));
    assertRefused(coordinator, coordinator.seal(BODY));
  }

  @Test
  void refusesAMessageWithAnyBitFlipped() {
    byte[] sealed = coordinator.seal(BODY);
    for (int bit = 0; bit < 8 * sealed.length; bit++) {
      byte[] altered = sealed.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(agent, altered);
    }
    for (int length = 0; length < sealed.length; length++) {
      assertRefused(agent, Arrays.copyOf(sealed, length));
    }
    assertTrue(agent.open(sealed).isPresent(), "none of these has used its number up");
  }

  @Test
  void onlyTheOtherEndDecrypts() {
    byte[] keys = {1, 2, 3};
    byte[] encrypted = coordinator.encrypt(keys, new SecureRandom());
    assertArrayEquals(keys, agent.decrypt(encrypted).orElseThrow());
    encrypted[encrypted.length - 1] ^= 1;
    assertEquals(Optional.empty(), agent.decrypt(encrypted));
    assertEquals(Optional.empty(), agent.decrypt(new byte[5]));
    byte[] again = coordinator.encrypt(keys, new SecureRandom());
    assertEquals(
        Optional.empty(), SecureChannel.ofAgent(OTHER, BACKEND, "run agent 1").decrypt(again));
  }

  @Test
  void aSecretHasAMinimumLengthAndIsNotPrinted() {
    assertThrows(IllegalArgumentException.class, () -> ClusterSecret.of("too short"));
    assertFalse(SECRET.toString().contains("0123"));
  }
}
