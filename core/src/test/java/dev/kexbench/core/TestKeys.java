package dev.kexbench.core;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Committed key pairs, one per size, because large ones are slow to generate. They protect nothing.
 */
public final class TestKeys {
  /** A newly generated key pair. */
  public static final ServerKeys X25519 = made(KeyKind.X25519);

  /** A newly generated key pair. */
  public static final ServerKeys P256 = made(KeyKind.P256);

  private static final Map<String, ServerKeys> CACHE = new ConcurrentHashMap<>();

  private TestKeys() {}

  /** The key pair with 2048, 3072 or 4096 bits, and a gate key of 32 bytes 0x67. */
  public static ServerKeys rsa(int bits) {
    return named("rsa-" + bits);
  }

  /** The key pair of batched RSA with 2048 or 3072 bits, made by OpenSSL. */
  public static ServerKeys rsaBatch(int bits) {
    return named("rsa-batch-" + bits);
  }

  /** A second key pair with 2048 bits. */
  public static ServerKeys other2048() {
    return named("rsa-2048-other");
  }

  private static ServerKeys made(KeyKind kind) {
    return ServerKeys.generate(kind, 0, new SecureRandom());
  }

  private static ServerKeys named(String name) {
    return CACHE.computeIfAbsent(name, file -> fromPkcs8(pem(file + ".key.pem")));
  }

  /** A key pair from its private key, which must include the public exponent. */
  public static ServerKeys fromPkcs8(byte[] der) {
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      var secret = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(der));
      var spec = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
      var publicKey = new ServerPublicKey(factory.generatePublic(spec));
      byte[] gate = new byte[ServerKeys.GATE_BYTES];
      Arrays.fill(gate, (byte) 0x67);
      return new ServerKeys(secret, publicKey, gate);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** m^e mod n (RFC 8017, section 5.1.1), as long as the modulus. */
  public static byte[] rsaPublic(ServerPublicKey key, BigInteger m) {
    return unsigned(
        m.modPow(key.rsa().getPublicExponent(), key.rsa().getModulus()), key.bits() / 8);
  }

  /** A number as {@code length} big-endian bytes. */
  public static byte[] unsigned(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] out = new byte[length];
    int copied = Math.min(signed.length, length);
    System.arraycopy(signed, signed.length - copied, out, length - copied, copied);
    return out;
  }

  /** The text of a file in this package's test resources. */
  public static String text(String resource) {
    try (InputStream in = TestKeys.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no test resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pem(String resource) {
    String body = text(resource).replaceAll("-----[A-Z ]+-----", "");
    return Base64.getMimeDecoder().decode(body);
  }
}
