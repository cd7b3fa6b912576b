package dev.kexbench.core.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;

/**
 * A server's secrets: the key pair of its exchange, and K_gate.
 *
 * @param gate K_gate, 32 random bytes from which every client's admission key is derived
 */
public record ServerKeys(PrivateKey secret, ServerPublicKey publicKey, byte[] gate) {
  /** The length of K_gate and of every K_admission in bytes. */
  public static final int GATE_BYTES = 32;

  /**
   * Checks that the two halves form a pair.
   *
   * @throws IllegalArgumentException if they do not, or if K_gate has the wrong length
   */
  public ServerKeys {
    if (!publicKey.kind().isOf(secret, publicKey)) {
      throw new IllegalArgumentException("the private and the public key do not match");
    }
    if (gate.length != GATE_BYTES) {
      throw new IllegalArgumentException("the gate key has 32 bytes, not " + gate.length);
    }
  }

  /** New keys; for RSA with a modulus of exactly {@code bits} bits. */
  public static ServerKeys generate(KeyKind kind, int bits, SecureRandom random) {
    try {
      KeyPair pair = kind.generate(bits, random);
      byte[] gate = new byte[GATE_BYTES];
      random.nextBytes(gate);
      return new ServerKeys(pair.getPrivate(), new ServerPublicKey(pair.getPublic()), gate);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "this JDK cannot generate %s keys of %d bits".formatted(kind, bits), e);
    }
  }

  /**
   * The private key of an RSA pair.
   *
   * @throws IllegalArgumentException if it is of another kind
   */
  public RSAPrivateKey rsa() {
    if (secret instanceof RSAPrivateKey rsa) {
      return rsa;
    }
    throw new IllegalArgumentException("an RSA key is needed, this one is " + publicKey.kind());
  }

  @Override
  public String toString() {
    return "ServerKeys[%s %d]".formatted(publicKey.kind(), publicKey.bits());
  }
}
