package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.loadgen.fixture.ForeignPrograms;
import dev.kexbench.loadgen.fixture.ForeignPrograms.Running;
import dev.kexbench.loadgen.fixture.FreePort;
import dev.kexbench.loadgen.fixture.PrivateCa;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.ResumptionFigures;
import dev.kexbench.results.report.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Load tests of TLS servers that know nothing of this project, as they are by default. */
@Tag("process")
class AnyTlsServerTest {
  private static final String LOCAL = "DNS:localhost,IP:127.0.0.1";

  /** Shared: keys take their time. */
  @TempDir private static Path pki;

  @TempDir private Path home;

  @BeforeAll
  static void makeCertificates() {
    assumeTrue(
        ForeignPrograms.has("openssl"), "no openssl here; on Debian: apt-get install openssl");
    PrivateCa ca = new PrivateCa(pki);
    ca.server("rsa", "rsa:2048", LOCAL, "20");
    ca.server("rsa3072", "rsa:3072", "DNS:*.example.org,DNS:localhost", "20");
    ca.server("p256", "ec -pkeyopt ec_paramgen_curve:P-256", LOCAL, "20");
    ca.server("p384", "ec -pkeyopt ec_paramgen_curve:P-384", LOCAL, "20");
    ca.server("other", "ec -pkeyopt ec_paramgen_curve:P-256", "DNS:www.example.org", "20");
    ca.server("old", "ec -pkeyopt ec_paramgen_curve:P-256", LOCAL, "-1");
  }

  /** Starts {@code openssl s_server} with a certificate and its intermediate. */
  private static Running server(String certificate, String... options) {
    List<String> command = new ArrayList<>(List.of("openssl", "s_server"));
    command.addAll(List.of("-accept", "127.0.0.1:0", "-cert", certificate + ".pem"));
    command.addAll(List.of("-key", certificate + ".key"));
    command.addAll(List.of(options));
    return ForeignPrograms.start(pki, command);
  }

  private static Running withChain(String certificate, String... options) {
    List<String> all = new ArrayList<>(List.of("-cert_chain", "between.pem"));
    all.addAll(Arrays.stream(options).filter(each -> !each.isEmpty()).toList());
    return server(certificate, all.toArray(String[]::new));
  }

  private static int port(Running server) {
    return Integer.parseInt(server.awaitMatch("ACCEPT 127\\.0\\.0\\.1:(\\d+)"));
  }

  private ChildProcess.End loadtest(String target, String exchange, Object... options) {
    List<Object> all = new ArrayList<>(List.of("--target", target, "-x", exchange));
    all.addAll(List.of("-w", "0s", "-c", "1", "-n", "10", "--timeout", "5m", "--quiet"));
    all.addAll(List.of("-o", home.resolve("out")));
    all.addAll(List.of(options));
    return CommandHere.loadtest(home, all.toArray());
  }

  private Plan planOfEstablished(ChildProcess.End end) {
    end.assertDone();
    LoadReport report = ReportFiles.read(home.resolve("out").resolve("report.json"));
    assertEquals(10, report.runs().get(0).counts().established(), end::toString);
    assertEquals(0, report.runs().get(0).counts().lateAcks(), end::toString);
    assertNull(report.runs().get(0).server(), "nothing is known of the server's own counts");
    return report.runs().get(0).plan();
  }

  @ParameterizedTest
  @CsvSource({
    "tls12-rsa, rsa, '', 127.0.0.1, 'TLS 1.2, RSA-2048 certificate'",
    "tls12-dhe-rsa, rsa, '', localhost, 'TLS 1.2, RSA-2048 certificate'",
    "tls12-ecdhe-rsa, rsa3072, '', localhost, 'TLS 1.2, RSA-3072 certificate'",
    "tls12-ecdhe-ecdsa, p256, '', 127.0.0.1, 'TLS 1.2, ECDSA certificate of 256 bits'",
    "tls12-ecdhe-ecdsa, p384, -groups X25519, localhost, 'ECDSA certificate of 384 bits'",
    "tls13-ecdhe, rsa, '', localhost, 'TLS 1.3, secp256r1, RSA-2048 certificate'",
    "tls13-ecdhe, p384, '', localhost, 'ECDSA certificate of 384 bits'",
    "tls13-ecdhe, p256, -groups X25519, localhost, 'TLS 1.3, x25519'",
    "tls13-ecdhe, p256, -groups P-384, localhost, 'TLS 1.3, secp384r1'"
  })
  void itsChainIsVerified(
      String exchange, String certificate, String options, String host, String negotiated) {
    try (Running server = withChain(certificate, options.split(" "))) {
      Plan plan =
          planOfEstablished(
              loadtest(
                  host + ":" + port(server), exchange, "--target-ca", pki.resolve("root.pem")));
      assertEquals("ca", plan.others().get("verification"));
      String chosen = plan.others().get("negotiated").toString();
      assertTrue(Arrays.stream(negotiated.split(", ")).allMatch(chosen::contains), () -> chosen);
    }
  }

  @Test
  void theHostNameIsSent() {
    try (Running server =
        withChain("rsa", "-servername", "localhost", "-cert2", "p256.pem", "-key2", "p256.key")) {
      String target = "localhost:" + port(server);
      planOfEstablished(
          loadtest(target, "tls13-ecdhe", "--target-cert", pki.resolve("p256-chain.pem")));
    }
  }

  @Test
  void aFingerprintAsOpensslPrintsIt() {
    String printed =
        ForeignPrograms.run(
            pki, List.of("openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", "rsa.pem"));
    try (Running server = server("rsa")) {
      String target = "127.0.0.1:" + port(server);
      Plan plan =
          planOfEstablished(loadtest(target, "tls12-rsa", "--target-fingerprint", printed.strip()));
      assertEquals("fingerprint", plan.others().get("verification"));
    }
  }

  @Test
  void withoutVerificationReportAndFirstLineSaySo() {
    try (Running server = server("old")) {
      ChildProcess.End end = loadtest("127.0.0.1:" + port(server), "tls13-ecdhe", "--insecure");
      assertEquals("none", planOfEstablished(end).others().get("verification"));
      String first = end.out().lines().findFirst().orElse("");
      assertTrue(first.contains("tls13-ecdhe@bouncycastle (server not verified)"), end::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rsa | tls13-ecdhe | --target-ca p256.pem | was not signed by a CA in",
        "other | tls13-ecdhe | --target-ca root.pem | is for www.example.org, not for 127.0.0.1",
        "old | tls13-ecdhe | --target-ca root.pem | expired on 20",
        "rsa | tls13-ecdhe | --target-cert p256.pem | is another one than that in",
        "rsa | tls13-ecdhe | --target-ca rsa.key | found a private key",
        "rsa | tls12-ecdhe-ecdsa | --target-ca root.pem | alert handshake_failure (40): it accepts"
            + " none of what tls12-ecdhe-ecdsa offers: TLS 1.2 with"
            + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      })
  void whatPreventsAllHandshakesIsOneLine(
      String certificate, String exchange, String option, String why) {
    String[] words = option.split(" ");
    try (Running server = withChain(certificate)) {
      ChildProcess.End end =
          loadtest("127.0.0.1:" + port(server), exchange, words[0], pki.resolve(words[1]));
      FailedCommand.assertRefused(why, end);
    }
  }

  @Test
  void aChainWithoutItsIntermediate() {
    try (Running server = server("rsa")) {
      ChildProcess.End end =
          loadtest(
              "127.0.0.1:" + port(server), "tls13-ecdhe", "--target-ca", pki.resolve("root.pem"));
      FailedCommand.assertRefused("whose certificate the server did not send", end);
    }
  }

  @Test
  void anotherFingerprint() {
    try (Running server = server("rsa")) {
      ChildProcess.End end =
          loadtest(
              "127.0.0.1:" + port(server), "tls13-ecdhe", "--target-fingerprint", "ab".repeat(32));
      FailedCommand.assertRefused("with the fingerprint sha256:", end);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 400 Bad Request, speaks plain HTTP; give the port for HTTPS",
    "SSH-2.0-OpenSSH_9.2, is an SSH server",
    "220 mail.example ESMTP, 'a greeting in plain text; give the port for TLS from the start'",
    "#?!, does not speak TLS: it answers with the bytes 23 3f 21"
  })
  void anotherProtocol(String answer, String why) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answerAll(server, answer));
      thread.setDaemon(true);
      thread.start();
      ChildProcess.End end =
          loadtest("127.0.0.1:" + server.getLocalPort(), "tls13-ecdhe", "--insecure");
      FailedCommand.assertRefused(why, end);
    }
  }

  private static void answerAll(ServerSocket server, String answer) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getInputStream().read();
        client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        client.getInputStream().readAllBytes();
      } catch (IOException e) {
        continue; // the first connection only tries whether somebody is there
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tls12-ecdhe-rsa, rsa",
    "tls12-ecdhe-ecdsa, p256",
    "tls12-rsa, rsa",
    "tls13-ecdhe, rsa",
    "tls13-ecdhe, p384"
  })
  void nginxWithItsDefaults(String exchange, String certificate) throws IOException {
    int port = FreePort.any();
    try (Running server = nginx(port, certificate, "")) {
      awaitNginx(port, server);
      planOfEstablished(
          loadtest("localhost:" + port, exchange, "--target-ca", pki.resolve("root.pem")));
    }
  }

  /** Without a session cache, which would resume too, it needs its tickets. */
  @ParameterizedTest
  @ValueSource(strings = {"tls12-rsa", "tls12-ecdhe-rsa", "tls13-ecdhe", "tls13-x25519"})
  void everyEngineResumesWithTheTicketsOfNginx(String suite) throws IOException {
    int port = FreePort.any();
    List<String> exchanges =
        Catalogue.named(suite, EngineChoice.EVERY).stream()
            .filter(each -> each instanceof StreamExchange stream && stream.resumable())
            .filter(each -> !each.engine().equals(Optional.of(TlsEngine.BOUNCYCASTLE)))
            .map(Exchange::name)
            .toList();
    assertFalse(exchanges.isEmpty());
    try (Running server = nginx(port, "rsa", "ssl_session_cache off; ssl_session_tickets on;")) {
      awaitNginx(port, server);
      for (String exchange : exchanges) {
        ResumptionFigures figures = resumed("localhost:" + port, exchange);
        assertEquals(9, figures.of(HandshakeKind.RESUMED).established(), exchange);
        assertEquals(1, figures.withoutTicket(), "the first");
        assertEquals(0, figures.notIssued(), exchange);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls12-rsa", "tls12-ecdhe-rsa"})
  void bouncyCastleResumesBySessionIds(String suite) throws IOException {
    int port = FreePort.any();
    String cache = "ssl_session_cache builtin:100; ssl_session_tickets off;";
    try (Running server = nginx(port, "rsa", cache)) {
      awaitNginx(port, server);
      ResumptionFigures figures = resumed("localhost:" + port, suite + "@bouncycastle");
      assertEquals(9, figures.of(HandshakeKind.RESUMED).established(), figures::toString);
      assertEquals(0, figures.notIssued());
    }
  }

  @Test
  void withoutTicketsOfNginxNothingResumes() throws IOException {
    int port = FreePort.any();
    try (Running server = nginx(port, "rsa", "ssl_session_cache off; ssl_session_tickets off;")) {
      awaitNginx(port, server);
      ResumptionFigures figures = resumed("localhost:" + port, "tls12-ecdhe-rsa@jdk");
      assertEquals(10, figures.of(HandshakeKind.FULL).established());
      assertEquals(0, figures.waitEnded());
    }
  }

  /** In TLS 1.3 a client cannot know that none will come. */
  @ParameterizedTest
  @ValueSource(strings = {"tls13-ecdhe@jdk", "tls13-ecdhe@boringssl"})
  void withoutTicketsOfOpensslAClientStopsWaiting(String exchange) {
    assumeTrue(Catalogue.find(exchange).isPresent(), "the engine is not available here");
    try (Running server = withChain("rsa", "-tls1_3", "-num_tickets", "0")) {
      List<Object> options = new ArrayList<>(List.of("--target", "127.0.0.1:" + port(server)));
      options.addAll(List.of("-x", exchange, "--target-ca", pki.resolve("root.pem")));
      options.addAll(List.of("--resume", "100", "-w", "0s", "-c", "1", "-n", "3"));
      options.addAll(List.of("--timeout", "30s", "--quiet", "-o", home.resolve("out")));
      CommandHere.loadtest(home, options.toArray()).assertDone();
      Run run = ReportFiles.read(home.resolve("out/report.json")).runs().get(0);
      assertEquals(3, run.counts().established(), run.counts()::toString);
      assertEquals(0, run.counts().failedTotal(), run.counts()::toString);
      ResumptionFigures figures = run.resumption();
      assertEquals(3, figures.of(HandshakeKind.FULL).established());
      assertEquals(3, figures.withoutTicket());
      assertEquals(3, figures.notIssued());
      assertEquals(3, figures.waitEnded());
    }
  }

  private ResumptionFigures resumed(String target, String exchange) {
    ChildProcess.End end =
        loadtest(target, exchange, "--target-ca", pki.resolve("root.pem"), "--resume", "100");
    planOfEstablished(end);
    return ReportFiles.read(home.resolve("out/report.json")).runs().get(0).resumption();
  }

  private static void awaitNginx(int port, Running server) {
    eventually("nginx listens", () -> ForeignPrograms.listens(port), server::text);
  }

  private Running nginx(int port, String certificate, String tickets) throws IOException {
    assumeTrue(
        ForeignPrograms.has("nginx"), "no nginx here; on Debian: apt-get install nginx-light");
    Files.writeString(
        home.resolve("nginx.conf"),
        """
        daemon off; master_process off; pid %1$s/nginx.pid; error_log stderr;
        events { worker_connections 64; }
        http {
          access_log off;
          client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
          uwsgi_temp_path %1$s; scgi_temp_path %1$s;
          server {
            listen 127.0.0.1:%2$d ssl; ssl_protocols TLSv1.2 TLSv1.3; %5$s
            ssl_certificate %3$s/%4$s-chain.pem; ssl_certificate_key %3$s/%4$s.key;
          }
        }
        """
            .formatted(home, port, pki, certificate, tickets));
    List<String> command =
        List.of("nginx", "-p", home.toString(), "-c", home.resolve("nginx.conf").toString());
    return ForeignPrograms.start(home, command);
  }
}
