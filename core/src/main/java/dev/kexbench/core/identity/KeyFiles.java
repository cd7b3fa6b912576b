package dev.kexbench.core.identity;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Server keys in PEM: PKCS#8 (RFC 5958) and SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7). */
public final class KeyFiles {
  private static final JcaPEMKeyConverter CONVERTER = new JcaPEMKeyConverter();

  private KeyFiles() {}

  /**
   * A server's public key, read from a file.
   *
   * @throws IdentityFileException if the file is missing or contains anything else
   */
  public static ServerPublicKey readPublic(Path file) {
    Object found = parse(file, readText(file));
    if (!(found instanceof SubjectPublicKeyInfo info)) {
      throw unexpected(file, "a public key (-----BEGIN PUBLIC KEY-----)", found);
    }
    try {
      return new ServerPublicKey(CONVERTER.getPublicKey(info));
    } catch (IOException | IllegalArgumentException e) {
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
   * A server's private key, read from a file.
   *
   * @param passphrase called only if the key is encrypted; the array that it returns is wiped after
   *     use
   * @throws IdentityFileException if the file is missing or contains anything else, or the
   *     passphrase is missing or wrong
   */
  static PrivateKey readPrivate(
      Path file, SecretFiles.Modes modes, Supplier<Optional<char[]>> passphrase) {
    Object found = parse(file, SecretFiles.read(file, "private key", modes));
    if (found instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
      return key(file, EncryptedKey.decrypt(file, encrypted, passphrase));
    }
    if (found instanceof PrivateKeyInfo info) {
      return key(file, info);
    }
    throw unexpected(file, "a PKCS#8 private key (-----BEGIN PRIVATE KEY-----)", found);
  }

  private static PrivateKey key(Path file, PrivateKeyInfo info) {
    try {
      return CONVERTER.getPrivateKey(info);
    } catch (IOException e) {
      throw new IdentityFileException(file + " holds no usable key: " + e.getMessage(), e);
    }
  }

  static String publicPem(ServerPublicKey key) {
    return pem("PUBLIC KEY", key.key().getEncoded());
  }

  static String privatePem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static String readText(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new IdentityFileException("no server key at " + file + "; give the right path", e);
    } catch (IOException e) {
      throw new IdentityFileException(
          String.format(
              "cannot read server key %s (%s); check the file", file, e.getClass().getSimpleName()),
          e);
    }
  }

  private static Object parse(Path file, String text) {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      return parser.readObject();
    } catch (IOException | IllegalArgumentException e) {
      throw new IdentityFileException(
          file + " is no readable PEM file (" + e.getMessage() + "); expected a key in PEM", e);
    }
  }

  private static IdentityFileException unexpected(Path file, String wanted, Object found) {
    String what = found == null ? "no PEM object" : "a " + found.getClass().getSimpleName();
    return new IdentityFileException(file + ": expected " + wanted + ", found " + what);
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
