package dev.kexbench.core.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/**
 * Generates RSA key pairs. AWS-LC, where it works, takes about a tenth of the CPU time that the
 * JDK's generator takes in a JVM that has just started.
 */
public final class RsaKeyPairs {
  private static final String RSA = "RSA";

  private RsaKeyPairs() {}

  /**
   * A new key pair with the public exponent 65537, as key objects of the JDK.
   *
   * @param bits the length of the modulus
   * @param random used by the JDK's generator; AWS-LC has its own
   */
  public static KeyPair generate(int bits, SecureRandom random) throws GeneralSecurityException {
    Optional<Provider> accp = BackendKind.workingAccp();
    KeyPairGenerator generator =
        accp.isPresent()
            ? KeyPairGenerator.getInstance(RSA, accp.get())
            : KeyPairGenerator.getInstance(RSA);
    generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4), random);
    KeyPair pair = generator.generateKeyPair();
    return accp.isPresent() ? toJdk(pair) : pair;
  }

  private static KeyPair toJdk(KeyPair pair) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance(RSA);
    byte[] secret = pair.getPrivate().getEncoded();
    try {
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())),
          factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
    } finally {
      Secrets.wipe(secret);
    }
  }
}
