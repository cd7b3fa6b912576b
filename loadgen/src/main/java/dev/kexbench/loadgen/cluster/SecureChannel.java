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
 * One end of a session between a coordinator and an agent: every message carries a number and a
 * tag, {@code number u64 ‖ HMAC-SHA-256 32 ‖ body}. Each number is accepted once. The keys are
 * derived from the cluster's secret, the run, and the agent's nonce, so messages from another run
 * do not authenticate. Thread-safe.
 */
final class SecureChannel implements AutoCloseable {
  private static final int HEAD_BYTES = Long.BYTES + Sha256.BYTES;
  private static final byte[] TO_AGENT = ascii("kexbench cluster to agent");
  private static final byte[] TO_COORDINATOR = ascii("kexbench cluster to coordinator");
  private static final byte[] ENCRYPTION = ascii("kexbench cluster encryption");

  /** The most messages from one peer: more than a day of heartbeats and reports. */
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

  /** The agent's end. */
  static SecureChannel ofAgent(ClusterSecret secret, CryptoBackend backend, String context) {
    return secret.with(bytes -> new SecureChannel(backend, bytes, ascii(context), true));
  }

  /** Numbers and authenticates the next message to the other end. */
  synchronized byte[] seal(byte[] body) {
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(sent++).array();
    return ByteBuffer.allocate(HEAD_BYTES + body.length)
        .put(number)
        .put(sha.hmac(outKey, number, body))
        .put(body)
        .array();
  }

  /** The body of a message from the other end; empty if it does not authenticate or is a replay. */
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

  /** The body of a message without authentication. */
  static Optional<byte[]> claimed(byte[] message) {
    return message.length < HEAD_BYTES
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(message, HEAD_BYTES, message.length));
  }

  /** Skips a number that an earlier channel with the same keys has used. */
  synchronized void skipOwn() {
    sent++;
  }

  /** Encrypts for the other end: {@code nonce 12 ‖ ciphertext ‖ tag 16}. */
  synchronized byte[] encrypt(byte[] plaintext, SecureRandom random) {
    byte[] nonce = new byte[AesGcm.NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = aes.seal(new AesGcm.Use(encryptionKey, nonce, ENCRYPTION), plaintext);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /** Decrypts what the other end has encrypted; empty if it does not authenticate. */
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
