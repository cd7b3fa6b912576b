package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The key with which a client signs, ECDSA on P-256, derived from its root: 48 bytes of {@code
 * HKDF-Expand(root, "kexbench tls client key")}, reduced to 1 to n - 1 (FIPS 186-5, appendix
 * A.2.1). So a client has one secret to keep, and whoever knows the root can sign.
 */
public final class ClientSigningKey {
  private static final byte[] LABEL = "kexbench tls client key".getBytes(StandardCharsets.US_ASCII);

  /** 128 bits more than n has, so that the reduction is not noticeable. */
  private static final int BYTES = 48;

  private static final ECParameterSpec P256 = Curve.secp256r1();

  private ClientSigningKey() {}

  /** The private key of the client with this root. */
  public static ECPrivateKeySpec of(Sha256 sha, byte[] root) {
    return new ECPrivateKeySpec(secret(sha, root), P256);
  }

  private static BigInteger secret(Sha256 sha, byte[] root) {
    byte[] bytes = Hkdf.expand(sha, root, LABEL, BYTES);
    try {
      return new BigInteger(1, bytes)
          .mod(P256.getOrder().subtract(BigInteger.ONE))
          .add(BigInteger.ONE);
    } finally {
      Secrets.wipe(bytes);
    }
  }

  /** The public key of the client with this root. */
  static SubjectPublicKeyInfo publicKey(Sha256 sha, byte[] root) {
    return new SubjectPublicKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1),
        KeyPoints.p256(secret(sha, root)));
  }
}
