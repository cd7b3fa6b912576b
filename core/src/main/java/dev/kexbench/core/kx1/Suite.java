package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.ServerPublicKey;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The two key-carrying fields of a suite: {@code c} in the OFFER, {@code s} in the ACK. Codec,
 * transcript and key schedule depend only on their sizes; the suite's {@link KeyAgreement} defines
 * their contents.
 */
enum Suite implements Fields {
  RSA_2048(0x01, "RSA-2048 OAEP", KeyAgreement.RSA, 2048),
  RSA_3072(0x02, "RSA-3072 OAEP", KeyAgreement.RSA, 3072),
  RSA_4096(0x03, "RSA-4096 OAEP", KeyAgreement.RSA, 4096),
  RSA_2048_BATCH(0x04, "RSA-2048 OAEP in batches", KeyAgreement.RSA_BATCH, 2048),
  RSA_3072_BATCH(0x05, "RSA-3072 OAEP in batches", KeyAgreement.RSA_BATCH, 3072),
  NOISE(0x11, "Noise NKpsk0 over X25519, forward secret", KeyAgreement.NOISE, 255),
  HYBRID(0x12, "Noise NKpsk0 over X25519 with ML-KEM-768, post-quantum", KeyAgreement.HYBRID, 255),
  ECDH_P256(0x21, "static and ephemeral ECDH on P-256, forward secret", KeyAgreement.ECDH, 256),
  SPAKE2PLUS(0x31, "SPAKE2+ on P-256 for passwords, forward secret", KeyAgreement.SPAKE2PLUS, 2048);

  private final int code;
  private final String description;
  private final KeyAgreement keyAgreement;
  private final int keyBits;

  Suite(int code, String description, KeyAgreement keyAgreement, int keyBits) {
    this.code = code;
    this.description = description;
    this.keyAgreement = keyAgreement;
    this.keyBits = keyBits;
  }

  /** The suite's part of the exchange name, such as rsa2048, rsa2048-batch or ecdh-p256. */
  String label() {
    return name()
        .toLowerCase(Locale.ROOT)
        .replace("_batch", "-batch")
        .replace("_p256", "-p256")
        .replace("_", "");
  }

  @Override
  public int code() {
    return code;
  }

  /** The description, such as {@code suite 0x01: RSA-2048 OAEP}. */
  String description() {
    return String.format(Locale.ROOT, "suite 0x%02x: %s", code, description);
  }

  KeyAgreement keyAgreement() {
    return keyAgreement;
  }

  /**
   * Whether the server has a key, which the client pins. If not, the client's secret authenticates
   * both sides, and the OFFER does not show whether its sender knows it: the CONFIRM does.
   */
  boolean usesServerKey() {
    return this != SPAKE2PLUS;
  }

  /** server_fp of a server with this key, 32 bytes; zeros if the suite uses none. */
  byte[] fingerprint(Supplier<ServerPublicKey> key) {
    return usesServerKey() ? key.get().fingerprint() : new byte[Sha256.BYTES];
  }

  /** The length of the server's key in bits. */
  int keyBits() {
    return keyBits;
  }

  @Override
  public int offerBytes() {
    return keyAgreement.offerBytes(keyBits);
  }

  @Override
  public int ackBytes() {
    return keyAgreement.ackBytes();
  }
}
