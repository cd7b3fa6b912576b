package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Oaep;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.kx1.ServerKeyAgreement.Agreed;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decodes k || t of the RSA suites and verifies t. An unknown client, invalid padding and a wrong
 * secret do the same work and end in the same place. Thread-safe.
 */
final class ClientProof {
  /** The length in bytes of server_random, which the ACK carries. */
  static final int RANDOM_BYTES = 32;

  private final Pool<Sha256> hashes;
  private final SecureRandom random;

  /** Replaces k || t if the padding was invalid. */
  private final byte[] dummyPlaintext;

  ClientProof(Pool<Sha256> hashes, SecureRandom random) {
    this.hashes = hashes;
    this.random = random;
    this.dummyPlaintext = fresh(RsaClient.K_BYTES + Sha256.BYTES);
  }

  /**
   * The response to a client that knows the root; empty for any other.
   *
   * @param encoded the result of the private-key operation, as long as the modulus; wiped
   */
  Optional<Agreed> verify(byte[] encoded, byte[] th1, byte[] root) {
    try {
      return hashes.with(sha -> verify(sha, encoded, th1, root));
    } finally {
      Secrets.wipe(encoded);
    }
  }

  private Optional<Agreed> verify(Sha256 sha, byte[] encoded, byte[] th1, byte[] root) {
    byte[] plaintext = new byte[RsaClient.K_BYTES + Sha256.BYTES];
    try {
      int wrong = Oaep.decode(sha, encoded, plaintext);
      byte[] chosen = Secrets.select(wrong, plaintext, dummyPlaintext);
      return verify(sha, new Claim(chosen, wrong, th1), root);
    } finally {
      Secrets.wipe(plaintext);
    }
  }

  /**
   * The client's claim to know the root. Contains secrets and is never stored.
   *
   * @param plaintext k || t, or its replacement
   * @param wrong 0 if the padding was valid
   */
  private record Claim(byte[] plaintext, int wrong, byte[] th1) {
    @Override
    public String toString() {
      return "Claim";
    }
  }

  private Optional<Agreed> verify(Sha256 sha, Claim claim, byte[] root) {
    byte[] k = Arrays.copyOf(claim.plaintext(), RsaClient.K_BYTES);
    byte[] t = Arrays.copyOfRange(claim.plaintext(), k.length, claim.plaintext().length);
    byte[] expected = {};
    try {
      expected = KeySchedule.clientAuth(sha, root, claim.th1(), k);
      boolean verified = MessageDigest.isEqual(expected, t) & claim.wrong() == 0;
      return verified
          ? Optional.of(new Agreed(fresh(RANDOM_BYTES), KeySchedule.mixed(sha, root, k)))
          : Optional.empty();
    } finally {
      Secrets.wipe(claim.plaintext(), k, t, expected);
    }
  }

  private byte[] fresh(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
