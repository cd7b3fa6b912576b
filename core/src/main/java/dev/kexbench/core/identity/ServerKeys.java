package dev.kexbench.core.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;

/**
 * What a server keeps to itself: the key pair of its exchange, and K_gate.
 *
 * @param gate K_gate, 32 random bytes from which every client's admission key is derived
 */
public record ServerKeys(PrivateKey secret, ServerPublicKey open, byte[] gate) {
  /** The length of K_gate and of every K_admission in bytes. */
  public static final int GATE_BYTES = 32;

  /**
   * Checks that the halves belong together.
   *
   * @throws IllegalArgumentException if they do not, or the gate key has another length
   */
  public ServerKeys {
    if (!open.kind().isOf(secret, open)) {
      throw new IllegalArgumentException("the private and the public key are not of one pair");
    }
    if (gate.length != GATE_BYTES) {
      throw new IllegalArgumentException("the gate key has 32 bytes, not " + gate.length);
    }
  }

  /** New keys; of RSA with a modulus of exactly that many bits. */
  public static ServerKeys generate(KeyKind kind, int bits, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm());
      generator.initialize(kind.parameters(bits), random);
      KeyPair pair = generator.generateKeyPair();
      byte[] gate = new byte[GATE_BYTES];
      random.nextBytes(gate);
      return new ServerKeys(pair.getPrivate(), new ServerPublicKey(pair.getPublic()), gate);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "this JDK makes no %s keys of %d bits".formatted(kind, bits), e);
    }
  }

  /**
   * The private half of an RSA pair.
   *
   * @throws IllegalArgumentException if it is of another kind
   */
  public RSAPrivateKey rsa() {
    if (secret instanceof RSAPrivateKey rsa) {
      return rsa;
    }
    throw new IllegalArgumentException("an RSA key is needed, this one is " + open.kind());
  }

  @Override
  public String toString() {
    return "ServerKeys[%s %d]".formatted(open.kind(), open.bits());
  }
}
