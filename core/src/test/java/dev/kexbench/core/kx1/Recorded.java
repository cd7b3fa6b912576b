package dev.kexbench.core.kx1;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kexbench.core.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** One exchange of the committed vector file: values by name, in hex. */
record Recorded(ObjectNode values) {
  private static final String RSA = "kx1/kx1-vectors.json";

  private static final String RSA_BATCH = "kx1/kx1-batch-vectors.json";

  private static final String DIFFIE_HELLMAN = "kx1/kx1-dh-vectors.json";

  private static final String RESUMPTION = "kx1/kx1-resumption-vectors.json";

  /** The OAEP parameters of the suites, in full. */
  static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  /** The exchanges of the RSA suites without batches. */
  static List<Recorded> ofRsa() {
    return all(RSA);
  }

  /** The exchanges of all RSA suites. */
  static List<Recorded> ofRsaAndBatches() {
    return Stream.of(RSA, RSA_BATCH).flatMap(file -> all(file).stream()).toList();
  }

  /** The exchanges of the suites with ephemeral keys. */
  static List<Recorded> ofDiffieHellman() {
    return all(DIFFIE_HELLMAN);
  }

  /** The resumed exchanges. */
  static List<Recorded> ofReturningClients() {
    return all(RESUMPTION);
  }

  private static List<Recorded> all(String file) {
    try {
      List<Recorded> all = new ArrayList<>();
      new ObjectMapper()
          .readTree(TestKeys.text(file))
          .get("exchanges")
          .forEach(each -> all.add(new Recorded((ObjectNode) each)));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] hex(String name) {
    return HexFormat.of().parseHex(values.get(name).textValue());
  }

  String name() {
    return values.get("name").textValue();
  }

  Suite suite() {
    return Arrays.stream(Suite.values())
        .filter(suite -> suite.code() == values.get("suite").intValue())
        .findFirst()
        .orElseThrow();
  }

  boolean admission() {
    return values.get("admission").booleanValue();
  }

  long timeMillis() {
    return admission() ? ByteBuffer.wrap(hex("time_ms")).getLong() : 0;
  }

  /** RSAES-OAEP decryption with the JDK. */
  static byte[] decrypt(byte[] pkcs8, byte[] c) throws GeneralSecurityException {
    return decrypt(
        KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)), c);
  }

  private static byte[] decrypt(PrivateKey key, byte[] c) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
    cipher.init(Cipher.DECRYPT_MODE, key, OAEP);
    return cipher.doFinal(c);
  }

  /** The same for a ciphertext of this exchange's client. */
  byte[] decrypt(byte[] c) throws GeneralSecurityException {
    return decrypt(serverKey(), clientExponent(), c);
  }

  /** The same with a key of this modulus for another public exponent. */
  static byte[] decrypt(RSAPrivateCrtKey key, BigInteger exponent, byte[] c)
      throws GeneralSecurityException {
    BigInteger pLess1 = key.getPrimeP().subtract(BigInteger.ONE);
    BigInteger qLess1 = key.getPrimeQ().subtract(BigInteger.ONE);
    BigInteger d = exponent.modInverse(pLess1.multiply(qLess1));
    RSAPrivateKeySpec clients = new RSAPrivateKeySpec(key.getModulus(), d);
    return decrypt(KeyFactory.getInstance("RSA").generatePrivate(clients), c);
  }

  private RSAPrivateCrtKey serverKey() throws GeneralSecurityException {
    return (RSAPrivateCrtKey)
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(hex("server_key_pkcs8")));
  }

  /** The public exponent with which the client encrypts: that of the key, or its own. */
  BigInteger clientExponent() throws GeneralSecurityException {
    return values.has("exponent")
        ? new BigInteger(1, hex("exponent"))
        : serverKey().getPublicExponent();
  }

  @Override
  public String toString() {
    return name();
  }
}
