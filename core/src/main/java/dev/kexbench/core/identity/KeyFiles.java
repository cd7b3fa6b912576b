package dev.kexbench.core.identity;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Server keys in PEM (RFC 7468). Written as PKCS#8 (RFC 5958) and SubjectPublicKeyInfo (RFC 5280,
 * section 4.1.2.7); also read in the older formats that OpenSSL writes. Text before a key, and
 * other objects in the same file, are skipped.
 */
public final class KeyFiles {
  /** Which half of a key pair a file has to contain. */
  enum Wanted {
    PRIVATE_KEY("a private key (-----BEGIN PRIVATE KEY-----)"),
    PUBLIC_KEY("a public key (-----BEGIN PUBLIC KEY-----)");

    private final String description;

    Wanted(String description) {
      this.description = description;
    }

    private boolean isMet(Object found) {
      return this == PUBLIC_KEY
          ? found instanceof SubjectPublicKeyInfo
          : found instanceof PrivateKeyInfo
              || found instanceof PKCS8EncryptedPrivateKeyInfo
              || found instanceof PEMKeyPair
              || found instanceof PEMEncryptedKeyPair;
    }

    @Override
    public String toString() {
      return description;
    }
  }

  private static final JcaPEMKeyConverter CONVERTER = new JcaPEMKeyConverter();

  private KeyFiles() {}

  /**
   * A server's public key, read from a file: SubjectPublicKeyInfo or PKCS#1 (RFC 8017, appendix
   * A.1.1).
   *
   * @throws IdentityFileException if the file is missing or contains anything else
   */
  public static ServerPublicKey readPublic(Path file) {
    String text = SecretFiles.readPublicKey(file, "server key");
    Object found = first(file, Wanted.PUBLIC_KEY, text);
    if (!(found instanceof SubjectPublicKeyInfo info)) {
      throw KeyFileDiagnosis.of(file, Wanted.PUBLIC_KEY, text);
    }
    KeyFileDiagnosis.requireUsable(file, info.getAlgorithm());
    try {
      return new ServerPublicKey(CONVERTER.getPublicKey(info));
    } catch (IOException e) {
      throw KeyFileDiagnosis.damaged(file, e);
    } catch (IllegalArgumentException e) {
      throw new IdentityFileException(file + " holds no usable key: " + e.getMessage(), e);
    }
  }

  /**
   * A server's public key, decoded from its SubjectPublicKeyInfo in DER.
   *
   * @throws IllegalArgumentException if the bytes are not one
   */
  public static ServerPublicKey decodePublic(byte[] encoded) {
    try {
      return new ServerPublicKey(CONVERTER.getPublicKey(SubjectPublicKeyInfo.getInstance(encoded)));
    } catch (IOException | ClassCastException e) {
      throw new IllegalArgumentException("not a SubjectPublicKeyInfo", e);
    }
  }

  /**
   * A server's private key, read from a file: PKCS#8, PKCS#1 (RFC 8017, appendix A.1.2) or SEC 1
   * (RFC 5915), each plain or encrypted.
   *
   * @param passphrase called only if the key is encrypted; the array that it returns is wiped after
   *     use
   * @throws IdentityFileException if the file is missing or contains anything else, or the
   *     passphrase is missing or wrong
   */
  static PrivateKey readPrivate(
      Path file, SecretFiles.Modes modes, Supplier<Optional<char[]>> passphrase) {
    String text = SecretFiles.readBytes(file, "private key", modes);
    Object found = first(file, Wanted.PRIVATE_KEY, text);
    if (found instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
      return key(file, EncryptedKey.decrypt(file, encrypted, passphrase));
    }
    if (found instanceof PEMEncryptedKeyPair encrypted) {
      return key(file, EncryptedKey.decrypt(file, encrypted, passphrase));
    }
    if (found instanceof PEMKeyPair pair) {
      return key(file, pair.getPrivateKeyInfo());
    }
    if (found instanceof PrivateKeyInfo info) {
      return key(file, info);
    }
    throw KeyFileDiagnosis.of(file, Wanted.PRIVATE_KEY, text);
  }

  private static PrivateKey key(Path file, PrivateKeyInfo info) {
    KeyFileDiagnosis.requireUsable(file, info.getPrivateKeyAlgorithm());
    KeyFileDiagnosis.requireTwoPrimes(file, info);
    try {
      return CONVERTER.getPrivateKey(info);
    } catch (IOException | IllegalArgumentException e) {
      throw KeyFileDiagnosis.damaged(file, e);
    }
  }

  static String publicPem(ServerPublicKey key) {
    return pem("PUBLIC KEY", key.key().getEncoded());
  }

  static String privatePem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** The first key of the wanted kind; null if the file contains none. */
  private static Object first(Path file, Wanted wanted, String text) {
    try (PEMParser parser = new PEMParser(new StringReader(withoutMark(text)))) {
      Object found = next(parser);
      while (found != null && !wanted.isMet(found)) {
        found = next(parser);
      }
      return found;
    } catch (IOException | RuntimeException e) { // the parser throws any of them for bad headers
      throw KeyFileDiagnosis.unreadable(file, wanted, text, e);
    }
  }

  /** The next object of a kind that Bouncy Castle knows; null at the end. */
  private static Object next(PEMParser parser) throws IOException {
    while (true) {
      try {
        return parser.readObject();
      } catch (IOException e) {
        if (!String.valueOf(e.getMessage()).startsWith("unrecognised object")) {
          throw e;
        }
      }
    }
  }

  /** The text without the byte order mark of UTF-8, read as ISO 8859-1. */
  private static String withoutMark(String text) {
    return text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
  }

  private static String pem(String type, byte[] der) {
    return pem(new PemObject(type, der));
  }

  static String pem(PemObject object) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(object);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write to memory", e);
    }
    return text.toString();
  }
}
