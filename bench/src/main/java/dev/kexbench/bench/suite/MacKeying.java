package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.JcaBackend;
import dev.kexbench.core.crypto.Sha256;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** When a MAC is keyed with a client's key, and what is kept for each client. */
public enum MacKeying {
  /**
   * For each use, in an object that a thread keeps, as the server does. Nothing is kept per client.
   */
  PER_USE {
    @Override
    ClientMac of(JcaBackend backend, byte[] key) {
      return (kept, data) -> kept.hmac(key, data);
    }
  },
  /**
   * Once, in a {@link Mac} for each client, which is cloned for each use. A provider that buffers
   * its input still hashes the padded key with each use.
   */
  CLONED {
    @Override
    ClientMac of(JcaBackend backend, byte[] key) throws GeneralSecurityException {
      Mac keyed = Mac.getInstance("HmacSHA256", backend.macs());
      keyed.init(new SecretKeySpec(key, "HmacSHA256"));
      return (kept, data) -> cloned(keyed).doFinal(data);
    }
  },
  /**
   * Once, as HMAC's two hash states (RFC 2104, section 4), which are kept for each client and
   * cloned for each use. ACCP 2.5.0 buffers its input and clones the buffer of 1 KiB, so this saves
   * nothing there.
   */
  PRECOMPUTED {
    @Override
    ClientMac of(JcaBackend backend, byte[] key) throws GeneralSecurityException {
      MessageDigest inner = padded(backend, key, 0x36);
      MessageDigest outer = padded(backend, key, 0x5c);
      return (kept, data) -> cloned(outer).digest(cloned(inner).digest(data));
    }
  };

  /** SHA-256's block length, to which HMAC pads its key. */
  private static final int BLOCK_BYTES = 64;

  /** One client's MAC. Thread-safe, since the kept state is only read. */
  interface ClientMac {
    /**
     * The tag of the data under this client's key, 32 bytes.
     *
     * @param kept the calling thread's hash
     */
    byte[] tag(Sha256 kept, byte[] data);
  }

  /**
   * The MAC of a client.
   *
   * @param key 32 bytes
   * @throws GeneralSecurityException if the provider has no HMAC or no SHA-256
   */
  abstract ClientMac of(JcaBackend backend, byte[] key) throws GeneralSecurityException;

  private static MessageDigest padded(JcaBackend backend, byte[] key, int pad)
      throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256", backend.digests());
    for (int i = 0; i < BLOCK_BYTES; i++) {
      digest.update((byte) ((i < key.length ? key[i] : 0) ^ pad));
    }
    return digest;
  }

  private static Mac cloned(Mac keyed) {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException refused) {
      throw new IllegalStateException("this provider's MAC cannot be cloned", refused);
    }
  }

  private static MessageDigest cloned(MessageDigest state) {
    try {
      return (MessageDigest) state.clone();
    } catch (CloneNotSupportedException refused) {
      throw new IllegalStateException("this provider's SHA-256 cannot be cloned", refused);
    }
  }
}
