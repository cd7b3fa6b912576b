package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.Sha256;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The certificates of servers, and those of clients. */
class ServerCertificatesTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Stream<ServerKeys> keys() {
    return Stream.of(TestKeys.rsa(2048), TestKeys.P256);
  }

  private static List<X509Certificate> chain(ServerKeys keys, int intermediates) {
    return ServerCertificates.chain(keys, intermediates, RANDOM).stream()
        .map(CertificateFiles::decode)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void withoutIntermediatesItIsSelfSigned(ServerKeys keys) throws Exception {
    List<X509Certificate> chain = chain(keys, 0);
    assertEquals(1, chain.size());
    chain.get(0).verify(keys.publicKey().key());
  }

  @ParameterizedTest
  @MethodSource("keys")
  void eachCertificateIsSignedByTheNextAndTheRootIsNotSent(ServerKeys keys) throws Exception {
    List<X509Certificate> chain = chain(keys, 3);
    assertEquals(4, chain.size());
    assertEquals(keys.publicKey().key(), chain.get(0).getPublicKey());
    for (int i = 0; i + 1 < chain.size(); i++) {
      X509Certificate issuer = chain.get(i + 1);
      chain.get(i).verify(issuer.getPublicKey());
      assertEquals(issuer.getSubjectX500Principal(), chain.get(i).getIssuerX500Principal());
      assertTrue(issuer.getBasicConstraints() >= 0, "a CA");
    }
    X509Certificate last = chain.get(3);
    assertNotEquals(last.getSubjectX500Principal(), last.getIssuerX500Principal());
    assertEquals(4, chain.stream().map(X509Certificate::getSerialNumber).distinct().count());
    assertEquals(-1, chain.get(0).getBasicConstraints());
  }

  @Test
  void aKeyThatCannotSignHasNoCertificate() {
    assertThrows(
        IllegalArgumentException.class, () -> ServerCertificates.chain(TestKeys.X25519, 0, RANDOM));
  }

  /** The same on every run: a client's key is a function of its root. */
  @Test
  void aClientsCertificateIsForTheKeyDerivedFromItsRoot() throws Exception {
    Sha256 sha = Backends.select("jdk").backend().sha256();
    ClientAuthority authority = ClientAuthority.create(RANDOM);
    for (int first : IntStream.range(0, 16).toArray()) {
      byte[] root = new byte[32];
      root[0] = (byte) first;
      ClientCredentials client =
          new ClientCredentials(ClientId.ofName("a"), root, Optional.empty(), "a");
      X509Certificate certificate =
          CertificateFiles.decode(
              authority.certify(client, sha, RANDOM).certificate().orElseThrow());
      certificate.verify(authority.certificate().getPublicKey());
      PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(ClientSigningKey.of(sha, root));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(root);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(root);
      assertTrue(signature.verify(signed));
    }
  }
}
