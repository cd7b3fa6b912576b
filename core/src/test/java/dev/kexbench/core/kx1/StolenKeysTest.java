package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.core.crypto.BatchExponents;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an attacker who has stolen long-term keys can read in recordings of suites 0x01 to 0x03. The
 * attacker uses a separate implementation and sees three frames; only the assertions know the
 * sessions.
 */
class StolenKeysTest {
  private static final byte[] ALICES_ROOT = filled(0xA1);

  /**
   * The plaintext that the server's private key reveals, and the hashes that anyone can compute.
   */
  private record Opened(byte[] k, byte[] t, byte[] th1, byte[] th3) {
    static Opened of(ServerKeys stolen, World.Exchanged seen) throws GeneralSecurityException {
      int n = stolen.publicKey().bits() / 8;
      byte[] c = Arrays.copyOfRange(seen.offer(), 32, 32 + n);
      byte[] plain =
          Recorded.decrypt((RSAPrivateCrtKey) stolen.rsa(), exponent(stolen, seen.offer()), c);
      assertEquals(64, plain.length);
      byte[] th1 = ByHand.th1(seen.offer(), stolen.publicKey().fingerprint());
      byte[] th3 = ByHand.th3(ByHand.th2(th1, seen.offer()), seen.ack());
      byte[] k = Arrays.copyOf(plain, 32);
      return new Opened(k, Arrays.copyOfRange(plain, 32, 64), th1, th3);
    }

    /** The public exponent: that of the key, or of batches that of the client's id. */
    private static BigInteger exponent(ServerKeys stolen, byte[] offer) {
      return stolen.publicKey().kind() == KeyKind.RSA_BATCH
          ? BatchExponents.of(offer[23] & 7)
          : stolen.publicKey().rsa().getPublicExponent();
    }

    /** A session key, if this is the root. */
    byte[] key(byte[] root, SessionKey which) {
      return ByHand.key(ByHand.prk(th3, k, root), which.label(), which.bytes());
    }
  }

  @ParameterizedTest
  @EnumSource(value = Suite.class, mode = EnumSource.Mode.MATCH_ALL, names = "RSA_.*")
  void theServersPrivateKeyRevealsKAndTAndDistinguishesARightRootFromAWrongOne(Suite suite)
      throws GeneralSecurityException {
    World world = new World(World.Options.of(suite));
    Opened opened = Opened.of(world.options.keys(), world.exchange(world.server.accept()));
    assertArrayEquals(ByHand.t(ALICES_ROOT, opened.th1(), opened.k()), opened.t());
    assertFalse(Arrays.equals(ByHand.t(filled(0xA2), opened.th1(), opened.k()), opened.t()));
  }

  private static byte[] guess(SecureRandom random) {
    byte[] guess = new byte[32];
    random.nextBytes(guess);
    return guess;
  }

  @ParameterizedTest
  @EnumSource(value = Suite.class, mode = EnumSource.Mode.MATCH_ALL, names = "RSA_.*")
  void withoutTheRootItDecryptsNoSession(Suite suite) throws GeneralSecurityException {
    World world = new World(World.Options.of(suite));
    var seen = world.exchange(world.server.accept());
    Opened opened = Opened.of(world.options.keys(), seen);
    SecureRandom random = new SecureRandom();
    for (int round = 0; round < 1_000; round++) {
      assertOpensNothing(opened, guess(random), seen.server());
    }
    // Nothing else that the attacker holds replaces it, nor does k alone.
    for (byte[] held : new byte[][] {opened.k(), opened.t(), opened.th1(), new byte[32]}) {
      assertOpensNothing(opened, held, seen.server());
    }
    byte[] ofKAlone = ByHand.hmac(opened.th3(), opened.k());
    byte[] exporter = ByHand.key(ofKAlone, "exporter", 32);
    assertFalse(Arrays.equals(exporter, seen.server().key(SessionKey.EXPORTER)));
  }

  @ParameterizedTest
  @EnumSource(value = Suite.class, mode = EnumSource.Mode.MATCH_ALL, names = "RSA_.*")
  void withTheRootItDecryptsEveryRecordedSession(Suite suite) throws GeneralSecurityException {
    World world = new World(World.Options.of(suite));
    Role connection = world.server.accept();
    for (int session = 0; session < 3; session++) {
      var seen = world.exchange(connection);
      Opened opened = Opened.of(world.options.keys(), seen);
      for (SessionKey which : SessionKey.values()) {
        byte[] computed = opened.key(ALICES_ROOT, which);
        assertArrayEquals(computed, seen.client().key(which), which.label());
        assertArrayEquals(computed, seen.server().key(which), which.label());
      }
    }
  }

  @Test
  void theTableAloneDecryptsNoEarlierSession() throws GeneralSecurityException {
    World world = World.plain();
    var seen = world.exchange(world.server.accept());
    Opened opened = Opened.of(world.options.keys(), seen);
    SecureRandom random = new SecureRandom();
    for (int round = 0; round < 1_000; round++) {
      Opened guessed = new Opened(guess(random), opened.t(), opened.th1(), opened.th3());
      assertOpensNothing(guessed, ALICES_ROOT, seen.server());
    }
  }

  @Test
  void theGateAlonePassesAdmissionOnly() {
    World world = World.guarded();
    byte[] offer = world.offer(world.credentials("alice", 0xEE, true));
    Talk.assertRejects(
        Talk.deliver(world.server.accept(), offer), Reason.REJECTED, world.rejected());
    assertEquals(1, world.backend.operations().get());
  }

  private static void assertOpensNothing(Opened opened, byte[] root, Session session) {
    for (SessionKey which : SessionKey.values()) {
      assertFalse(Arrays.equals(opened.key(root, which), session.key(which)), which.label());
    }
  }

  private static byte[] filled(int value) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) value);
    return root;
  }
}
