package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which client an identity of a pre-shared key stands for. */
class ClaimedIdentityTest {
  private static final ClientCredentials ALICE =
      new ClientCredentials(ClientId.ofName("alice"), root(), Optional.empty(), "alice");

  private final TlsServerSide server =
      new TlsServerSide(
          TlsSuite.TLS12_PSK,
          new ServerSetup(
              TestKeys.rsa(2048),
              ClientTable.of(List.of(ALICE)),
              new CryptoChoice(Backends.working().get(0), PoolKind.BOUNDED, 1),
              new ExchangeContext(() -> 0, new SecureRandom(), StageTimer.NONE),
              false));

  private static byte[] root() {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) 0xA1);
    return root;
  }

  private ClientId claimed(String identity) {
    return server.claimed(bytes(identity));
  }

  private static byte[] bytes(String identity) {
    return identity.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void anIdInHexIsThatClientInEitherCase() {
    assertEquals(ALICE.id(), server.claimed(TlsKeys.identity(ALICE.id())));
    assertEquals(ALICE.id(), claimed(ALICE.id().toString().toUpperCase(Locale.ROOT)));
  }

  @Test
  void anyOtherIdentityIsAClientThatIsNotEnrolledAndAlwaysTheSame() {
    for (String other : List.of("", "alice", "é", "0".repeat(31) + "g", "x".repeat(65_535))) {
      assertEquals(claimed(other), claimed(other));
      assertNotEquals(claimed(other), claimed(other + "!"));
      assertNotEquals(ALICE.id(), claimed(other));
    }
  }

  @Test
  void aClientThatIsNotEnrolledHasAKeyThatNobodyHas() {
    byte[] nobodys = server.psk(bytes("alice"));
    assertArrayEquals(nobodys, server.psk(bytes("bob")));
    assertArrayEquals(nobodys, server.psk(TlsKeys.identity(ClientId.ofName("bob"))));
    assertFalse(Arrays.equals(nobodys, server.psk(TlsKeys.identity(ALICE.id()))));
  }
}
