package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.crypto.AesGcm;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * One end of a session between a coordinator and an agent: every message carries a number and a tag
 * under the cluster's secret, {@code number u64 ‖ HMAC-SHA-256 32 ‖ body}. No number is taken
 * twice. Keys are those of one session: they follow from the secret, the run, and what the agent
 * has drawn for it, so that no message of another run is any good. Thread-safe.
 */
final class SecureChannel implements AutoCloseable {
  private static final int HEAD_BYTES = Long.BYTES + Sha256.BYTES;
  private static final byte[] TO_AGENT = ascii("kexbench cluster to agent");
  private static final byte[] TO_COORDINATOR = ascii("kexbench cluster to coordinator");
  private static final byte[] ENCRYPTION = ascii("kexbench cluster encryption");

  /** More than a day of seconds, from one peer. */
  private static final int MOST_MESSAGES = 1 << 20;

  private final Sha256 sha;
  private final AesGcm aes;
  private final byte[] outKey;
  private final byte[] inKey;
  private final byte[] encryptionKey;
  private final BitSet taken = new BitSet();
  private long sent;

  private SecureChannel(CryptoBackend backend, byte[] secret, byte[] context, boolean agent) {
    sha = backend.sha256();
    aes = backend.aesGcm();
    byte[] base = Hkdf.extract(sha, context, secret);
    outKey = Hkdf.expand(sha, base, agent ? TO_COORDINATOR : TO_AGENT, Sha256.BYTES);
    inKey = Hkdf.expand(sha, base, agent ? TO_AGENT : TO_COORDINATOR, Sha256.BYTES);
    encryptionKey = Hkdf.expand(sha, base, ENCRYPTION, AesGcm.KEY_BYTES);
    Secrets.wipe(base);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The coordinator's end. */
  static SecureChannel ofCoordinator(ClusterSecret secret, CryptoBackend backend, String context) {
    return secret.with(bytes -> new SecureChannel(backend, bytes, ascii(context), false));
  }

  /** The agent's end of the same. */
  static SecureChannel ofAgent(ClusterSecret secret, CryptoBackend backend, String context) {
    return secret.with(bytes -> new SecureChannel(backend, bytes, ascii(context), true));
  }

  /** The next message to the other end. */
  synchronized byte[] seal(byte[] body) {
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(sent++).array();
    return ByteBuffer.allocate(HEAD_BYTES + body.length)
        .put(number)
        .put(sha.hmac(outKey, number, body))
        .put(body)
        .array();
  }

  /**
   * The body of a message from the other end; empty if it is not from there, or was there before.
   */
  synchronized Optional<byte[]> open(byte[] message) {
    if (message.length < HEAD_BYTES) {
      return Optional.empty();
    }
    byte[] number = Arrays.copyOf(message, Long.BYTES);
    byte[] tag = Arrays.copyOfRange(message, Long.BYTES, HEAD_BYTES);
    byte[] body = Arrays.copyOfRange(message, HEAD_BYTES, message.length);
    long at = ByteBuffer.wrap(number).getLong();
    if (!MessageDigest.isEqual(tag, sha.hmac(inKey, number, body))
        || at < 0
        || at >= MOST_MESSAGES
        || taken.get((int) at)) {
      return Optional.empty();
    }
    taken.set((int) at);
    return Optional.of(body);
  }

  /** The body of a message of which it is not known yet whom it is from. */
  static Optional<byte[]> claimed(byte[] message) {
    return message.length < HEAD_BYTES
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(message, HEAD_BYTES, message.length));
  }

  /** Leaves out a number that was used before this object was made. */
  synchronized void skipOwn() {
    sent++;
  }

  /** Encrypts what no one else may read: {@code nonce 12 ‖ ciphertext ‖ tag 16}. */
  synchronized byte[] encrypt(byte[] plaintext, SecureRandom random) {
    byte[] nonce = new byte[AesGcm.NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = aes.seal(new AesGcm.Use(encryptionKey, nonce, ENCRYPTION), plaintext);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /** What was encrypted at the other end; empty if it was not. */
  synchronized Optional<byte[]> decrypt(byte[] encrypted) {
    if (encrypted.length < AesGcm.NONCE_BYTES) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(encrypted, AesGcm.NONCE_BYTES);
    byte[] sealed = Arrays.copyOfRange(encrypted, AesGcm.NONCE_BYTES, encrypted.length);
    return aes.open(new AesGcm.Use(encryptionKey, nonce, ENCRYPTION), sealed);
  }

  @Override
  public synchronized void close() {
    Secrets.wipe(outKey, inKey, encryptionKey);
  }
}
