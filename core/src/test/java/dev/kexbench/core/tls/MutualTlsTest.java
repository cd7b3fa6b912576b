package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.CertificateSetup;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.ServerCertificates;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients with certificates: each fault has one refusal, by an alert. */
class MutualTlsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final CryptoBackend BACKEND = Backends.working().get(0);
  private static final CryptoChoice CRYPTO = new CryptoChoice(BACKEND, PoolKind.BOUNDED, 1);
  private static final ClientCredentials ALICE =
      ClientCertificates.certified(client("alice", 0xA1));
  private static final ClientCredentials BOB = ClientCertificates.certified(client("bob", 0xB0));

  private static ClientCredentials client(String name, int rootByte) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) rootByte);
    return new ClientCredentials(ClientId.ofName(name), root, Optional.empty(), name);
  }

  private static ClientCredentials with(ClientCredentials client, byte[] root, byte[] certificate) {
    return new ClientCredentials(
        client.id(), root, Optional.empty(), client.name(), Optional.ofNullable(certificate));
  }

  private static TlsServerSide server(TlsSuite suite, long atMillis, CertificateSetup setup) {
    return new TlsServerSide(
        suite,
        new ServerSetup(
            TestKeys.rsa(2048),
            ClientTable.of(List.of(ALICE)),
            CRYPTO,
            new ExchangeContext(() -> atMillis, RANDOM, StageTimer.NONE),
            /* admission= */ false,
            Optional.empty(),
            setup));
  }

  private static TlsServerSide server(TlsSuite suite) {
    return server(suite, ClientCertificates.IN_2030, ClientCertificates.SETUP);
  }

  private static ClientRole open(TlsSuite suite, ClientCredentials client) {
    ExchangeContext context =
        new ExchangeContext(() -> ClientCertificates.IN_2030, RANDOM, StageTimer.NONE);
    return new TlsClientSide(
            suite, new ClientSetup(TestKeys.rsa(2048).publicKey(), CRYPTO, context))
        .open(client);
  }

  /** The server's last step, and both sides' session keys if there are any. */
  private record Ended(Step server, Step client, Optional<ClientId> claimed) {}

  private static Ended talk(TlsServerSide side, ClientRole client) {
    try (Role server = side.accept();
        client) {
      server.start();
      Step atClient = client.start();
      while (true) {
        Step step = server.receive(ByteBuffer.wrap(bytes(atClient)));
        Optional<ClientId> claimed = Optional.empty();
        if (step instanceof Step.Compute compute) {
          step = compute.work().get();
          claimed = compute.claimed().get();
        }
        if (step instanceof Step.Refused) {
          return new Ended(step, atClient, claimed);
        }
        byte[] answer = bytes(step);
        if (answer.length > 0 && !(atClient instanceof Step.Established)) {
          atClient = client.receive(ByteBuffer.wrap(answer));
        }
        if (step instanceof Step.Established) {
          return new Ended(step, atClient, claimed);
        }
      }
    }
  }

  private static byte[] bytes(Step step) {
    if (step instanceof Step.Send send) {
      return send.bytes();
    }
    if (step instanceof Step.Established done) {
      return done.bytes();
    }
    return assertInstanceOf(Step.Refused.class, step).bytes();
  }

  /** The description is encrypted in TLS 1.3, but there the reason is what the server counts. */
  private static void assertRefused(int alert, TlsSuite suite, TlsServerSide side, ClientRole as) {
    Step.Refused refused = assertInstanceOf(Step.Refused.class, talk(side, as).server());
    assertEquals(Reason.REJECTED, refused.reason());
    assertTrue(refused.ends());
    assertTrue(refused.bytes().length >= 7, "an alert");
    if (!suite.isVersion13()) {
      assertEquals(21, refused.bytes()[0]);
      assertEquals(alert, refused.bytes()[6]);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void acceptsAnEnrolledClientAndKnowsWhoItIs(TlsSuite suite) {
    Ended ended = talk(server(suite), open(suite, ALICE));
    var here = assertInstanceOf(Step.Established.class, ended.client()).session();
    var there = assertInstanceOf(Step.Established.class, ended.server()).session();
    assertArrayEquals(here.key(SessionKey.EXPORTER), there.key(SessionKey.EXPORTER));
    assertEquals(Optional.of(ALICE.id()), ended.claimed());
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void refusesAClientThatIsNotInTheTable(TlsSuite suite) {
    assertRefused(AlertDescription.access_denied, suite, server(suite), open(suite, BOB));
  }

  /** Also for a client that is not enrolled: its certificate alone does not tell. */
  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void refusesASignatureByAnotherKey(TlsSuite suite) {
    for (ClientCredentials each : List.of(ALICE, BOB)) {
      ClientCredentials thief = with(each, new byte[32], each.certificate().orElseThrow());
      assertRefused(AlertDescription.decrypt_error, suite, server(suite), open(suite, thief));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void refusesAClientWithoutACertificate(TlsSuite suite) {
    ClientRole role = open(suite, with(ALICE, ALICE.root(), null));
    assertRefused(AlertDescription.handshake_failure, suite, server(suite), role);
  }

  /** The other CA has the same name. */
  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void refusesAnotherAuthorityAndSelfSignedCertificates(TlsSuite suite) throws Exception {
    ClientAuthority other = ClientAuthority.create(RANDOM);
    byte[] foreign =
        ClientCertificates.certified(client("alice", 0xA1), other).certificate().orElseThrow();
    byte[] selfSigned = other.certificate().getEncoded();
    byte[] ofServer = ServerCertificates.chain(TestKeys.rsa(2048), 0, RANDOM).get(0);
    for (byte[] each : List.of(foreign, selfSigned, ofServer)) {
      ClientRole role = open(suite, with(ALICE, ALICE.root(), each));
      Step.Refused refused =
          assertInstanceOf(Step.Refused.class, talk(server(suite), role).server());
      assertEquals(Reason.REJECTED, refused.reason());
    }
    assertRefused(
        AlertDescription.unknown_ca,
        suite,
        server(suite),
        open(suite, with(ALICE, ALICE.root(), foreign)));
  }

  /** It is signed by the CA, but names no client and is not for clients. */
  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void refusesTheCertificateOfTheAuthorityItself(TlsSuite suite) throws Exception {
    byte[] own = ClientCertificates.AUTHORITY.certificate().getEncoded();
    assertRefused(
        AlertDescription.unsupported_certificate,
        suite,
        server(suite),
        open(suite, with(ALICE, ALICE.root(), own)));
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void refusesACertificateBeforeAndAfterItsTime(TlsSuite suite) {
    for (String time : List.of("2025-12-31T23:59:59Z", "2056-01-01T00:00:01Z")) {
      long millis = Instant.parse(time).toEpochMilli();
      assertRefused(
          AlertDescription.certificate_expired,
          suite,
          server(suite, millis, ClientCertificates.SETUP),
          open(suite, ALICE));
    }
  }

  /** Every byte of the certificate is part of what is signed, or of the signature. */
  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void refusesACertificateInWhichAnyByteIsChanged(TlsSuite suite) {
    TlsServerSide side = server(suite);
    byte[] real = ALICE.certificate().orElseThrow();
    for (int at = 0; at < real.length; at += 7) {
      byte[] changed = real.clone();
      changed[at] ^= 1;
      Optional<Step> step = lastStep(side, open(suite, with(ALICE, ALICE.root(), changed)));
      step.ifPresent(each -> assertInstanceOf(Step.Refused.class, each));
    }
  }

  /** Empty if the client cannot read its own certificate, and sends nothing. */
  private static Optional<Step> lastStep(TlsServerSide side, ClientRole client) {
    try {
      return Optional.of(talk(side, client).server());
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** The client pins the server's key, not the chain. */
  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void theServersChainIsSentWhole(TlsSuite suite) {
    Optional<X509Certificate> authority = Optional.of(ClientCertificates.AUTHORITY.certificate());
    TlsServerSide side =
        server(suite, ClientCertificates.IN_2030, new CertificateSetup(5, authority));
    assertInstanceOf(Step.Established.class, talk(side, open(suite, ALICE)).server());
    assertThrows(IllegalArgumentException.class, () -> new CertificateSetup(6, authority));
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS12_ECDHE_RSA_MUTUAL", "TLS13_ECDHE_MUTUAL"})
  void aServerNeedsTheAuthority(TlsSuite suite) {
    ServerSetup setup =
        new ServerSetup(
            TestKeys.rsa(2048),
            ClientTable.of(List.of(ALICE)),
            CRYPTO,
            new ExchangeContext(() -> 0, RANDOM, StageTimer.NONE),
            /* admission= */ false);
    assertThrows(
        IllegalArgumentException.class, () -> new SuiteInputs(suite).requireFitting(setup));
  }
}
