package dev.kexbench.core.identity;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * States what a key file contains in place of the wanted key, and which command converts it. Files
 * are given as text in ISO 8859-1, one character for each byte.
 */
final class KeyFileDiagnosis {
  private static final int MULTI_PRIME = 1;

  private KeyFileDiagnosis() {}

  /** The failure of a file that contains something else. */
  static IdentityFileException of(Path file, KeyFiles.Wanted wanted, String text) {
    KeyFileContent found = KeyFileContent.of(text);
    return new IdentityFileException(
        "%s: expected %s, found %s%s"
            .formatted(
                file,
                wanted,
                found,
                found
                    .commandTo(wanted)
                    .map(each -> "; convert it: " + each.formatted(quoted(file)))
                    .orElse("")));
  }

  /** The failure of a file in which no object could be read. */
  static IdentityFileException unreadable(
      Path file, KeyFiles.Wanted wanted, String text, Exception cause) {
    if (!KeyFileContent.of(text).isPem(wanted)) {
      return of(file, wanted, text);
    }
    return isMultiPrime(text) ? multiPrime(file) : damaged(file, cause);
  }

  /** The failure of a file of the right kind whose content makes no sense. */
  static IdentityFileException damaged(Path file, Exception cause) {
    return new IdentityFileException(
        file + ": the key is damaged or incomplete; copy the file again from where it was made",
        cause);
  }

  /**
   * Checks that a key's algorithm is one that a server can have.
   *
   * @throws IdentityFileException if it is not
   */
  static void requireUsable(Path file, AlgorithmIdentifier algorithm) {
    ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
    if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)
        && !(algorithm.getParameters() instanceof ASN1ObjectIdentifier)) {
      throw new IdentityFileException(
          ("%s: expected an EC key with a named curve, found one that lists the curve's parameters;"
                  + " convert it: openssl pkey -in %s -ec_param_enc named_curve -out converted.pem"
                  + " (for a public key add -pubin -pubout)")
              .formatted(file, quoted(file)));
    }
    boolean usable =
        oid.equals(PKCSObjectIdentifiers.rsaEncryption)
            || oid.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && X9ObjectIdentifiers.prime256v1.equals(algorithm.getParameters())
            || oid.equals(EdECObjectIdentifiers.id_X25519);
    if (!usable) {
      throw new IdentityFileException(
          "%s: expected an RSA, X25519 or P-256 key, found %s; 'scripts/enroll init' makes one"
              .formatted(file, name(algorithm)));
    }
  }

  private static String name(AlgorithmIdentifier algorithm) {
    if (algorithm.getParameters() instanceof ASN1ObjectIdentifier curve) {
      String known = ECNamedCurveTable.getName(curve);
      return "a key on the curve " + (known == null ? curve.getId() : known);
    }
    if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return "an RSASSA-PSS key, which can only sign";
    }
    if (algorithm.getAlgorithm().equals(X9ObjectIdentifiers.id_dsa)) {
      return "a key for DSA";
    }
    return "a key for " + new DefaultAlgorithmNameFinder().getAlgorithmName(algorithm);
  }

  /**
   * Checks that an RSA key has two primes (RFC 8017, section 3.2: more are possible).
   *
   * @throws IdentityFileException if it has more, or is not readable
   */
  static void requireTwoPrimes(Path file, PrivateKeyInfo info) {
    if (!info.getPrivateKeyAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return;
    }
    try {
      if (isMultiPrime(ASN1Sequence.getInstance(info.parsePrivateKey()))) {
        throw multiPrime(file);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(file, e);
    }
  }

  private static IdentityFileException multiPrime(Path file) {
    return new IdentityFileException(
        file
            + ": expected an RSA key with two primes, found one with more, which cannot be"
            + " converted; make another: openssl genpkey -algorithm RSA"
            + " -pkeyopt rsa_keygen_bits:2048 -out converted.pem");
  }

  private static boolean isMultiPrime(ASN1Sequence key) {
    return key.size() > 0
        && key.getObjectAt(0) instanceof ASN1Integer version
        && version.hasValue(MULTI_PRIME);
  }

  /** Whether this is a plain PKCS#1 private key with more than two primes. */
  private static boolean isMultiPrime(String text) {
    int start = text.indexOf("-----BEGIN RSA PRIVATE KEY-----");
    if (start < 0) {
      return false;
    }
    try (PemReader reader = new PemReader(new StringReader(text.substring(start)))) {
      PemObject found = reader.readPemObject();
      return found != null && isMultiPrime(ASN1Sequence.getInstance(found.getContent()));
    } catch (IOException | IllegalArgumentException e) {
      return false; // damaged, not multi-prime
    }
  }

  /** The file's name for a shell. */
  static String quoted(Path file) {
    String name = file.toString();
    return name.matches("[\\w./+:@%,-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }
}
