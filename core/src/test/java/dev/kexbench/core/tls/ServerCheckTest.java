package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestCertificates;
import dev.kexbench.core.identity.CertificateFingerprint;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.core.identity.ServerVerification;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates that are accepted or refused, and what users read about them. */
class ServerCheckTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Instant NOW = TestCertificates.NOW;

  private final TestCertificates root = TestCertificates.root("Root");
  private final TestCertificates between =
      new TestCertificates.Draft("Between").authority().signedBy(root);
  private final TestCertificates server = forHost().signedBy(between);

  private static TestCertificates.Draft forHost() {
    return new TestCertificates.Draft("server")
        .names(
            new GeneralName(GeneralName.dNSName, "host.example"),
            new GeneralName(GeneralName.dNSName, "*.wild.example"),
            new GeneralName(GeneralName.iPAddress, "192.0.2.1"),
            new GeneralName(GeneralName.iPAddress, "2001:db8::1"));
  }

  private static ServerVerification trusting(TestCertificates... authorities) {
    return new ServerVerification.TrustedAuthorities(
        List.of(authorities).stream().map(TestCertificates::certificate).toList(), "ca.pem");
  }

  private static String problem(ServerVerification way, String name, TestCertificates... chain) {
    ServerCheck check =
        new ServerCheck(new ServerIdentity(Optional.of(name), way), NOW::toEpochMilli);
    try {
      List<byte[]> encoded = new ArrayList<>();
      for (TestCertificates each : chain) {
        encoded.add(each.certificate().getEncoded());
      }
      Optional<String> first = check.problem(encoded);
      assertEquals(first, check.problem(encoded), "the same the second time");
      return first.orElse("");
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertProblem(String part, String actual) {
    assertTrue(actual.contains(part), actual);
  }

  @Test
  void aChainToATrustedAuthorityIsAccepted() {
    assertEquals("", problem(trusting(root), "host.example", server, between));
    assertEquals("", problem(trusting(root), "host.example", server, root, between));
    assertEquals("", problem(trusting(between), "host.example", server));
    assertEquals("", problem(trusting(root, between), "host.example", server, between, root));
    assertEquals("", problem(trusting(server), "host.example", server));
  }

  @ParameterizedTest
  @CsvSource({
    "host.example, true",
    "HOST.example, true",
    "a.wild.example, true",
    "wild.example, false",
    "a.b.wild.example, false",
    "other.example, false",
    "192.0.2.1, true",
    "192.0.2.2, false",
    "2001:db8:0:0::1, true",
    "2001:db8::2, false",
    "server, false"
  })
  void theNameMustBeOneOfTheCertificates(String name, boolean accepted) {
    String expected =
        accepted
            ? ""
            : "is for host.example, *.wild.example, 192.0.2.1, 2001:db8:0:0:0:0:0:1, not for "
                + name
                + "; connect by a name that it covers";
    assertEquals(expected, problem(trusting(root), name, server, between));
  }

  @Test
  void aCommonNameDoesNotCount() {
    TestCertificates nameless = new TestCertificates.Draft("host.example").signedBy(root);
    assertProblem("names no host", problem(trusting(root), "host.example", nameless));
  }

  @Test
  void whoHasSignedItIsStated() {
    TestCertificates other = TestCertificates.root("Other");
    assertEquals(
        "was not signed by a CA in ca.pem; its issuer is CN=Between, and the last one of its chain"
            + " is issued by CN=Root, whose certificate the server did not send",
        problem(trusting(other), "host.example", server, between));
    assertEquals(
        "was not signed by a CA in ca.pem; its issuer is CN=Between, whose certificate the server"
            + " did not send",
        problem(trusting(root), "host.example", server));
    assertEquals(
        "was not signed by a CA in ca.pem; its issuer is CN=Between, and the root of its chain is"
            + " CN=Root",
        problem(trusting(other), "host.example", server, between, root));
    assertEquals(
        "was not signed by a CA in ca.pem; it is self-signed, by CN=server",
        problem(trusting(root), "host.example", forHost().signedBy(null)));
    assertProblem(
        "the certificate of that name in the file has another key",
        problem(trusting(TestCertificates.root("Root")), "host.example", server, between));
  }

  @Test
  void datesCount() {
    TestCertificates old = forHost().valid(NOW.minus(DAY), NOW.minusSeconds(1)).signedBy(root);
    assertEquals("expired on 2030-06-15T11:59:59Z", problem(trusting(root), "host.example", old));
    TestCertificates early = forHost().valid(NOW.plusSeconds(60), NOW.plus(DAY)).signedBy(root);
    assertEquals(
        "is not valid before 2030-06-15T12:01:00Z", problem(trusting(root), "host.example", early));
    TestCertificates oldIssuer =
        new TestCertificates.Draft("Old")
            .authority()
            .valid(NOW.minus(DAY), NOW.minusSeconds(1))
            .signedBy(root);
    assertEquals(
        "was signed by CN=Old, whose certificate expired on 2030-06-15T11:59:59Z",
        problem(trusting(root), "host.example", forHost().signedBy(oldIssuer), oldIssuer));
  }

  @Test
  void onlyAuthoritiesSignAndOnlyForServers() {
    TestCertificates byAServer = forHost().signedBy(server);
    assertProblem(
        "is not valid: ", problem(trusting(root), "host.example", byAServer, server, between));
    TestCertificates client = forHost().purpose(KeyPurposeId.id_kp_clientAuth).signedBy(root);
    assertProblem("is not for a TLS server", problem(trusting(root), "host.example", client));
  }

  @Test
  void ofAnAuthoritysCertificatesAValidOneCounts() {
    TestCertificates.Draft renewed = new TestCertificates.Draft("Root").authority();
    TestCertificates before = renewed.valid(NOW.minus(DAY), NOW.minusSeconds(1)).signedBy(null);
    TestCertificates after = renewed.valid(NOW.minus(DAY), NOW.plus(DAY)).signedBy(null);
    assertEquals("", problem(trusting(before, after), "host.example", forHost().signedBy(after)));
  }

  @Test
  void aListedServerIsTrustedAndSignsNothing() {
    TestCertificates own = forHost().signedBy(null);
    assertEquals("", problem(trusting(own), "host.example", own));
    assertEquals(
        "was signed by CN=server in ca.pem, which is no CA",
        problem(trusting(own), "host.example", forHost().signedBy(own)));
  }

  @Test
  void aPinnedCertificateOrItsKeyIsAcceptedUnderAnyName() {
    ServerVerification pinned =
        new ServerVerification.PinnedCertificate(server.certificate(), "cert.pem");
    assertEquals("", problem(pinned, "any", server));
    String refused = problem(pinned, "any", between);
    assertProblem("is another one than that in cert.pem", refused);
    assertProblem(CertificateFingerprint.of(between.certificate()).toString(), refused);
  }

  @Test
  void aPinnedFingerprintIsThatOfTheCertificate() {
    CertificateFingerprint own = CertificateFingerprint.of(server.certificate());
    ServerVerification pinned = new ServerVerification.PinnedFingerprint(own);
    assertEquals("", problem(pinned, "any", server));
    String refused = problem(pinned, "any", between);
    assertProblem("has another fingerprint than " + own, refused);
    assertProblem(CertificateFingerprint.of(between.certificate()).toString(), refused);
  }

  @Test
  void withoutVerificationAnyIsAccepted() {
    assertEquals("", problem(new ServerVerification.None(), "any", forHost().signedBy(null)));
  }

  @Test
  void namesAreSentAndAddressesAreNot() {
    assertEquals(Optional.of("host.example"), sent("host.example"));
    assertEquals(Optional.empty(), sent("192.0.2.1"));
    assertEquals(Optional.empty(), sent("::1"));
  }

  private static Optional<String> sent(String name) {
    ServerVerification any = new ServerVerification.None();
    return new ServerCheck(new ServerIdentity(Optional.of(name), any), () -> 0).nameToSend();
  }
}
