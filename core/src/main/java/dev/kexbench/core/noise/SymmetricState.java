package dev.kexbench.core.noise;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The chaining key, the handshake hash, and the cipher's key and counter (Noise, revision 34,
 * sections 5.1 and 5.2). Its methods have the specification's names.
 */
final class SymmetricState implements AutoCloseable {
  /** The length of either message with an empty payload, in bytes: an ephemeral key and a tag. */
  static final int FEWEST_BYTES = Curve.X25519.publicBytes() + AesGcm.TAG_BYTES;

  /** The protocol name; as long as a hash, so it is the initial h without hashing. */
  private static final byte[] NAME =
      "Noise_NKpsk0_25519_AESGCM_SHA256".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NOTHING = {};

  private byte[] ck = NAME.clone();
  private byte[] h = NAME.clone();
  private byte[] k = NOTHING;
  private long n;

  void mixHash(Sha256 sha, byte[] data) {
    h = sha.hash(h, data);
  }

  void mixKey(Sha256 sha, byte[] keyMaterial) {
    byte[] out = hkdf(sha, keyMaterial, 2);
    initializeKey(part(out, 1));
    Secrets.wipe(out);
  }

  /** MixKey of a shared secret, which is wiped, also if the hash fails. */
  void mixSecret(Sha256 sha, byte[] shared) {
    try {
      mixKey(sha, shared);
    } finally {
      Secrets.wipe(shared);
    }
  }

  void mixKeyAndHash(Sha256 sha, byte[] keyMaterial) {
    byte[] out = hkdf(sha, keyMaterial, 3);
    try {
      mixHash(sha, part(out, 1));
      initializeKey(part(out, 2));
    } finally {
      Secrets.wipe(out);
    }
  }

  byte[] encryptAndHash(NoiseCrypto crypto, byte[] plaintext) {
    byte[] sealed = crypto.cipher().seal(use(), plaintext);
    n++;
    mixHash(crypto.hash(), sealed);
    return sealed;
  }

  /** The plaintext; empty if the tag does not verify. The state must not be used after that. */
  Optional<byte[]> decryptAndHash(NoiseCrypto crypto, byte[] sealed) {
    Optional<byte[]> plaintext = crypto.cipher().open(use(), sealed);
    n++;
    mixHash(crypto.hash(), sealed);
    return plaintext;
  }

  /** k1 || k2, the two keys of the completed handshake. */
  byte[] split(Sha256 sha) {
    byte[] prk = Hkdf.extract(sha, ck, NOTHING);
    try {
      return Hkdf.expand(sha, prk, NOTHING, 2 * Sha256.BYTES);
    } finally {
      Secrets.wipe(prk);
    }
  }

  /** The handshake hash, equal on both sides. */
  byte[] handshakeHash() {
    return h.clone();
  }

  /**
   * HKDF of section 4.3: RFC 5869 with the chaining key as salt and no info; ck becomes output 0.
   */
  private byte[] hkdf(Sha256 sha, byte[] keyMaterial, int parts) {
    byte[] prk = Hkdf.extract(sha, ck, keyMaterial);
    try {
      byte[] out = Hkdf.expand(sha, prk, NOTHING, parts * Sha256.BYTES);
      Secrets.wipe(ck);
      ck = part(out, 0);
      return out;
    } finally {
      Secrets.wipe(prk);
    }
  }

  private static byte[] part(byte[] out, int number) {
    return Arrays.copyOfRange(out, number * Sha256.BYTES, (number + 1) * Sha256.BYTES);
  }

  private void initializeKey(byte[] key) {
    Secrets.wipe(k);
    k = key;
    n = 0;
  }

  /** The nonce of AESGCM: 32 zero bits and the counter, big-endian. */
  private AesGcm.Use use() {
    return new AesGcm.Use(k, ByteBuffer.allocate(AesGcm.NONCE_BYTES).putLong(4, n).array(), h);
  }

  @Override
  public void close() {
    Secrets.wipe(ck, k);
  }
}
