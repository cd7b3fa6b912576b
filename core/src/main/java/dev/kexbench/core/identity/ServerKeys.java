package dev.kexbench.core.identity;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * What a server keeps to itself: its RSA key pair and K_gate.
 *
 * @param gate K_gate, 32 random bytes from which every client's admission key is derived
 */
public record ServerKeys(RSAPrivateKey rsaPrivate, ServerPublicKey rsaPublic, byte[] gate) {
  /** The length of K_gate and of every K_admission in bytes. */
  public static final int GATE_BYTES = 32;

  /**
   * Checks that the halves belong together.
   *
   * @throws IllegalArgumentException if they do not, or the gate key has another length
   */
  public ServerKeys {
    if (!rsaPrivate.getModulus().equals(rsaPublic.key().getModulus())) {
      throw new IllegalArgumentException("the private and the public key are not of one pair");
    }
    if (gate.length != GATE_BYTES) {
      throw new IllegalArgumentException("the gate key has 32 bytes, not " + gate.length);
    }
  }

  /** New keys with a modulus of exactly that many bits. */
  public static ServerKeys generate(int bits, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4), random);
      KeyPair pair = generator.generateKeyPair();
      byte[] gate = new byte[GATE_BYTES];
      random.nextBytes(gate);
      return new ServerKeys(
          (RSAPrivateKey) pair.getPrivate(),
          new ServerPublicKey((RSAPublicKey) pair.getPublic()),
          gate);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this JDK makes no RSA keys of " + bits + " bits", e);
    }
  }

  @Override
  public String toString() {
    return "ServerKeys[RSA " + rsaPublic.bits() + "]";
  }
}
