package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One thread's inputs and crypto objects for the cryptography of KX1's answer to a returning
 * client, and its last results.
 */
@State(Scope.Thread)
public class ResumptionCryptography {
  private static final int SECRET_BYTES = 32;
  private static final int HEAD_BYTES = 32;
  private static final int TICKET_BYTES = 92;
  private static final int TICKET_PART_BYTES = 96;
  private static final int TICKETED_BYTES = 56;
  private static final byte[] LABEL = "kx1 resumption".getBytes(StandardCharsets.US_ASCII);

  /** The crypto provider. */
  @Param({"ACCP", "BC", "JDK"})
  public CryptoSource provider;

  /** How the client returns. */
  @Param public ResumptionKind resumption;

  private Sha256 sha;
  private AesGcm gcm;
  private Ecdh curve;
  private Ring<byte[]> offers;
  private byte[] root;
  private byte[] share;
  private int boundBytes;
  private final byte[] nonce = new byte[AesGcm.NONCE_BYTES];
  private AesGcm.Use opening;
  private byte[] sealed;
  private byte[] ticketed;
  private byte[] opened;

  /** Seals a first ticket. */
  @Setup
  public void make() {
    CryptoBackend backend = provider.backend();
    sha = backend.sha256();
    gcm = backend.aesGcm();
    curve = backend.ecdh(Curve.P256);
    try (Ecdh.Key peer = curve.generate()) {
      share =
          resumption == ResumptionKind.RESUME ? new byte[Sha256.BYTES] : peer.publicKey().clone();
    }
    boundBytes = TICKET_BYTES + share.length;
    offers = Ring.ofRandom(HEAD_BYTES + boundBytes + Sha256.BYTES);
    root = Arrays.copyOf(offers.next(), SECRET_BYTES);
    ticketed = Arrays.copyOf(offers.next(), TICKETED_BYTES);
    opening = use();
    sealed = gcm.seal(opening, ticketed);
  }

  /** A key and nonce are never used twice: the nonce counts. */
  private AesGcm.Use use() {
    ByteBuffer counter = ByteBuffer.wrap(nonce);
    counter.putLong(0, counter.getLong(0) + 1);
    return new AesGcm.Use(root, nonce.clone(), share);
  }

  byte[] answer() {
    byte[] offer = offers.next();
    byte[] th1 = sha.hash(LABEL, Arrays.copyOf(offer, HEAD_BYTES), root);
    byte[] th2 = sha.hash(th1, Arrays.copyOfRange(offer, HEAD_BYTES, offer.length));
    byte[] th3 = sha.hash(th2, share);
    opened = gcm.open(opening, sealed).orElseThrow();
    byte[] returning = Hkdf.extract(sha, expanded(root), opened);
    byte[] binder = sha.hmac(expanded(returning), th1, Arrays.copyOf(offer, boundBytes));
    byte[] prk = Hkdf.extract(sha, th3, joined(expanded(returning), agreed()));
    byte[] next = expanded(prk);
    System.arraycopy(next, 0, ticketed, TICKETED_BYTES - next.length, next.length);
    opening = use();
    sealed = gcm.seal(opening, ticketed);
    return sha.hmac(expanded(prk), binder, Arrays.copyOf(offer, TICKET_PART_BYTES));
  }

  private byte[] expanded(byte[] secret) {
    return Hkdf.expand(sha, secret, LABEL, Sha256.BYTES);
  }

  private byte[] agreed() {
    if (resumption == ResumptionKind.RESUME) {
      return new byte[0];
    }
    try (Ecdh.Key own = curve.generate()) {
      return curve.agree(own, share).orElseThrow();
    }
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  /** The last ticket that was sealed must open. */
  @TearDown
  public void check() {
    if (opened == null || !Arrays.equals(ticketed, gcm.open(opening, sealed).orElseThrow())) {
      throw new IllegalStateException("nothing was computed, or the last ticket does not open");
    }
  }
}
