package dev.kexbench.core.identity;

import dev.kexbench.core.identity.CertificateIssuer.Purpose;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The certificates that a server presents. They are new each time; clients pin the server's own key
 * and check nothing else in them.
 */
public final class ServerCertificates {
  /** The most CAs between the root and the server. */
  public static final int MOST_INTERMEDIATES = 5;

  private static final X500Name SERVER = new X500Name("CN=kexbench");
  private static final X500Name ROOT = new X500Name("CN=kexbench root");

  private ServerCertificates() {}

  /**
   * The certificate of a server's key, and those of the CAs that lead to a root, whose certificate
   * is not sent. Each CA has a new key of the server's kind and size.
   *
   * @param intermediates the number of CAs between the root and the server, 0 to 5; with 0 the
   *     certificate is self-signed
   * @return in DER, the server's own first, each certified by the next
   * @throws IllegalArgumentException if the server's key cannot sign
   */
  public static List<byte[]> chain(ServerKeys keys, int intermediates, SecureRandom random) {
    if (intermediates == 0) {
      return List.of(
          new CertificateIssuer(SERVER, keys.secret())
              .issue(SERVER, info(keys), BigInteger.ONE, Purpose.PINNED));
    }
    CertificateIssuer issuer = new CertificateIssuer(ROOT, authority(keys, random).secret());
    List<byte[]> chain = new ArrayList<>();
    for (int i = 1; i <= intermediates; i++) {
      X500Name name = new X500Name("CN=kexbench intermediate " + i);
      ServerKeys next = authority(keys, random);
      chain.add(0, issued(issuer, name, next, Purpose.AUTHORITY, random));
      issuer = new CertificateIssuer(name, next.secret());
    }
    chain.add(0, issued(issuer, SERVER, keys, Purpose.SERVER, random));
    return List.copyOf(chain);
  }

  private static ServerKeys authority(ServerKeys like, SecureRandom random) {
    return ServerKeys.generate(like.publicKey().kind(), like.publicKey().bits(), random);
  }

  private static byte[] issued(
      CertificateIssuer by, X500Name name, ServerKeys keys, Purpose purpose, SecureRandom random) {
    return by.issue(name, info(keys), CertificateIssuer.serial(random), purpose);
  }

  private static SubjectPublicKeyInfo info(ServerKeys keys) {
    return SubjectPublicKeyInfo.getInstance(keys.publicKey().key().getEncoded());
  }
}
