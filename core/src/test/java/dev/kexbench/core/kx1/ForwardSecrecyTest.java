package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.InterceptedBackend;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.identity.ServerKeys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.XECPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An attacker has the server's private key, its whole table, and earlier recordings. Recordings of
 * an RSA suite can be decrypted. Those of suites with ephemeral keys on both sides cannot: only the
 * agreement of the two ephemeral keys is missing, and the same computation with it decrypts them.
 */
class ForwardSecrecyTest {
  private static final byte[] ALICES_ROOT = new byte[32];

  static {
    Arrays.fill(ALICES_ROOT, (byte) 0xA1);
  }

  /** Keeps a copy of the shared secrets; the last is that of the two ephemeral keys. */
  private static final class Watch extends InterceptedBackend {
    private final List<byte[]> agreed = new ArrayList<>();

    Watch(CryptoBackend real) {
      super(real);
    }

    @Override
    protected void agreed(byte[] shared) {
      agreed.add(shared.clone());
    }

    private byte[] ofEphemeralKeys() {
      return agreed.get(agreed.size() - 1);
    }
  }

  /** The recording of one exchange, and the public hashes of it. */
  private record Recording(byte[] c, byte[] s, byte[] th1, byte[] th3) {
    static Recording of(World.Exchanged seen, Suite suite, ServerKeys keys) {
      byte[] th1 = ByHand.th1(seen.offer(), keys.publicKey().fingerprint());
      return new Recording(
          Arrays.copyOfRange(seen.offer(), RecordedWire.C, RecordedWire.C + suite.offerBytes()),
          Arrays.copyOfRange(seen.ack(), 8, 8 + suite.ackBytes()),
          th1,
          ByHand.th3(ByHand.th2(th1, seen.offer()), seen.ack()));
    }
  }

  private final Watch watch = new Watch(World.FAST);

  @Test
  void aRecordedRsaExchangeCanBeDecrypted() throws GeneralSecurityException {
    World world = new World(World.Options.of(Suite.RSA_2048));
    ServerKeys stolen = world.options.keys();
    var seen = world.exchange(world.server.accept());
    Recording tape = Recording.of(seen, Suite.RSA_2048, stolen);
    byte[] k = Arrays.copyOf(Recorded.decrypt(stolen.secret().getEncoded(), tape.c()), 32);
    assertOpens(ByHand.prk(tape.th3(), k, ALICES_ROOT), seen.server());
  }

  @Test
  void aRecordedNoiseExchangeStaysSecret() {
    World world = new World(World.Options.of(Suite.NOISE).with(watch));
    ServerKeys stolen = world.options.keys();
    var seen = world.exchange(world.server.accept());
    Recording tape = Recording.of(seen, Suite.NOISE, stolen);
    byte[] scalar = ((XECPrivateKey) stolen.secret()).getScalar().orElseThrow();
    byte[] clients = Arrays.copyOf(tape.c(), 32);
    byte[] servers = Arrays.copyOf(tape.s(), 32);
    byte[] es = DhByHand.x25519(scalar, clients);

    for (byte[] standIn :
        List.of(
            es, DhByHand.x25519(scalar, servers), clients, servers, ALICES_ROOT, new byte[32])) {
      assertStaysClosed(ByHand.prk(tape.th3(), noise(tape, stolen, es, standIn)), seen.server());
    }
    byte[] ee = watch.ofEphemeralKeys();
    assertOpens(ByHand.prk(tape.th3(), noise(tape, stolen, es, ee)), seen.server());
  }

  /** X25519 is broken: even the agreement of the two ephemeral keys is known. */
  @Test
  void aRecordedHybridExchangeStaysSecretIfX25519IsBroken() {
    World world = new World(World.Options.of(Suite.HYBRID).with(watch));
    ServerKeys stolen = world.options.keys();
    var seen = world.exchange(world.server.accept());
    Recording tape = Recording.of(seen, Suite.HYBRID, stolen);
    byte[] scalar = ((XECPrivateKey) stolen.secret()).getScalar().orElseThrow();
    byte[] es = DhByHand.x25519(scalar, Arrays.copyOf(tape.c(), 32));
    byte[] key = Arrays.copyOfRange(tape.c(), 48, tape.c().length);
    byte[] ciphertext = Arrays.copyOfRange(tape.s(), 48, tape.s().length);
    Recording noise =
        new Recording(tape.c(), tape.s(), RecordedWire.join(tape.th1(), key), tape.th3());
    byte[] opened = noise(noise, stolen, es, watch.ofEphemeralKeys());
    for (byte[] standIn :
        List.of(
            new byte[0], new byte[32], es, Arrays.copyOf(key, 32), Arrays.copyOf(ciphertext, 32))) {
      byte[] prk = ByHand.prk(tape.th3(), RecordedWire.join(opened, standIn));
      assertStaysClosed(prk, seen.server());
    }
  }

  private static byte[] noise(Recording tape, ServerKeys stolen, byte[] es, byte[] ee) {
    var handshake =
        new DhByHand.Noise(tape.th1(), stolen.publicKey().point(), DhByHand.psk(ALICES_ROOT));
    byte[] tag = handshake.message(Arrays.copyOf(tape.c(), 32), es);
    assertArrayEquals(Arrays.copyOfRange(tape.c(), 32, 48), tag, "the attacker can test passwords");
    handshake.message(Arrays.copyOf(tape.s(), 32), ee);
    return handshake.split();
  }

  @Test
  void aRecordedEcdhExchangeStaysSecret() {
    World world = new World(World.Options.of(Suite.ECDH_P256).with(watch));
    ServerKeys stolen = world.options.keys();
    var seen = world.exchange(world.server.accept());
    Recording tape = Recording.of(seen, Suite.ECDH_P256, stolen);
    byte[] secret = number(((ECPrivateKey) stolen.secret()).getS());
    byte[] clients = Arrays.copyOf(tape.c(), 65);
    byte[] zs = DhByHand.p256(secret, clients);
    assertArrayEquals(
        Arrays.copyOfRange(tape.c(), 65, 97),
        DhByHand.t(ALICES_ROOT, tape.th1(), clients, zs),
        "the attacker can test passwords");

    for (byte[] standIn : List.of(zs, DhByHand.p256(secret, tape.s()), ALICES_ROOT, new byte[32])) {
      byte[] guess = DhByHand.ecdhSecret(zs, standIn, ALICES_ROOT);
      assertStaysClosed(ByHand.prk(tape.th3(), guess), seen.server());
    }
    byte[] whole = DhByHand.ecdhSecret(zs, watch.ofEphemeralKeys(), ALICES_ROOT);
    assertOpens(ByHand.prk(tape.th3(), whole), seen.server());
  }

  private static byte[] number(BigInteger secret) {
    byte[] signed = secret.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, signed.length);
    System.arraycopy(signed, signed.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static void assertOpens(byte[] prk, Session session) {
    for (SessionKey which : SessionKey.values()) {
      assertArrayEquals(ByHand.key(prk, which.label(), which.bytes()), session.key(which));
    }
  }

  private static void assertStaysClosed(byte[] prk, Session session) {
    assertEquals(32, prk.length);
    for (SessionKey which : SessionKey.values()) {
      byte[] guess = ByHand.key(prk, which.label(), which.bytes());
      assertFalse(Arrays.equals(guess, session.key(which)), which.label());
    }
  }
}
