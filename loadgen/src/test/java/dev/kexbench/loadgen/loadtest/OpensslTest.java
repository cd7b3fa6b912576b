package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientSigningKey;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.ForeignPrograms;
import dev.kexbench.loadgen.fixture.ForeignPrograms.Running;
import dev.kexbench.loadgen.fixture.FreePort;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.serve.ServeMain;
import dev.kexbench.loadgen.target.StatsClient;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS against external programs: both of our sides, and the load test. */
@Tag("process")
class OpensslTest {
  private static final byte[] ROOT = new byte[32];
  private static final List<String> PKI =
      List.of("key.pem", "cert.pem", "pub.pem", "ec.key", "ec.pem", "ec.pub.pem");

  private static final ClientId CLIENT = ClientId.ofName("somebody");

  static {
    Arrays.fill(ROOT, (byte) 0x52);
  }

  /** Shared: keys take their time. */
  @TempDir private static Path pki;

  @TempDir private Path home;

  @BeforeAll
  static void makeKeys() {
    assumeTrue(
        ForeignPrograms.has("openssl"), "no openssl here; on Debian: apt-get install openssl");
    ForeignPrograms.run(
        pki,
        words(
            "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem"
                + " -subj /CN=kexbench"));
    ForeignPrograms.run(pki, words("openssl pkey -in key.pem -pubout -out pub.pem"));
    ForeignPrograms.run(
        pki,
        words(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
                + " -keyout ec.key -out ec.pem -subj /CN=kexbench"));
    ForeignPrograms.run(pki, words("openssl pkey -in ec.key -pubout -out ec.pub.pem"));
  }

  @BeforeEach
  void copyKeys() throws IOException {
    for (String each : PKI) {
      Files.copy(pki.resolve(each), home.resolve(each));
    }
    ClientFile.writeCredentials(
        credentials(), List.of(new ClientCredentials(CLIENT, ROOT, Optional.empty(), "somebody")));
  }

  private static List<String> words(String command) {
    return List.of(command.split(" "));
  }

  private Path credentials() {
    return home.resolve("credentials.csv");
  }

  /** HKDF-Expand(root, "kexbench tls psk", 32), computed here. */
  private static List<String> psk() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ROOT, "HmacSHA256"));
      byte[] key = mac.doFinal("kexbench tls psk\u0001".getBytes());
      return List.of("-psk", HexFormat.of().formatHex(key), "-psk_identity", CLIENT.toString());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private LoadReport load(String exchange, int port) {
    String key = exchange.contains("ecdsa") ? "ec.pub.pem" : "pub.pem";
    ChildProcess.End end =
        CommandHere.loadtest(
            home,
            Stream.of(
                    "--target 127.0.0.1:%d -x %s --provider auto -w 0s -c 1 -n 10 --timeout 5m --quiet"
                        .formatted(port, exchange)
                        .split(" "),
                    new String[] {
                      "--server-key", home.resolve(key).toString(),
                      "--clients", credentials().toString(),
                      "-o", home.resolve("out").toString()
                    })
                .flatMap(Arrays::stream)
                .toArray());
    end.assertDone();
    return ReportFiles.read(home.resolve("out").resolve("report.json"));
  }

  private static void assertAllEstablished(LoadReport report) {
    assertEquals(10, report.runs().get(0).counts().established());
    assertEquals(0, report.runs().get(0).counts().failedTotal());
  }

  @ParameterizedTest
  @CsvSource({
    "tls12-psk@bouncycastle, -tls1_2 -nocert -cipher PSK-AES128-GCM-SHA256",
    "tls12-dhe-psk@bouncycastle, -tls1_2 -nocert -cipher DHE-PSK-AES128-GCM-SHA256",
    "tls12-ecdhe-psk@bouncycastle, -tls1_2 -nocert -cipher ECDHE-PSK-AES128-CBC-SHA256",
    "tls12-rsa-psk@bouncycastle, -tls1_2 -cert cert.pem -key key.pem -cipher"
        + " RSA-PSK-AES128-GCM-SHA256",
    "tls12-rsa@bouncycastle, -tls1_2 -cert cert.pem -key key.pem -cipher AES128-GCM-SHA256",
    "tls12-dhe-rsa@bouncycastle, -tls1_2 -cert cert.pem -key key.pem -cipher"
        + " DHE-RSA-AES128-GCM-SHA256",
    "tls12-ecdhe-rsa@bouncycastle, -tls1_2 -cert cert.pem -key key.pem -cipher"
        + " ECDHE-RSA-AES128-GCM-SHA256",
    "tls12-ecdhe-ecdsa@bouncycastle, -tls1_2 -cert ec.pem -key ec.key -cipher"
        + " ECDHE-ECDSA-AES128-GCM-SHA256",
    "tls13-ecdhe@bouncycastle, -tls1_3 -cert cert.pem -key key.pem -ciphersuites"
        + " TLS_AES_128_GCM_SHA256",
    "tls13-x25519@bouncycastle, -tls1_3 -cert cert.pem -key key.pem -groups X25519",
    "tls13-psk-dhe@bouncycastle, -tls1_3 -nocert -ciphersuites TLS_AES_128_GCM_SHA256",
    "dtls12-ecdhe-ecdsa@bouncycastle, -dtls1_2 -cert ec.pem -key ec.key -cipher"
        + " ECDHE-ECDSA-AES128-GCM-SHA256",
    "dtls12-psk@bouncycastle, -dtls1_2 -nocert -cipher PSK-AES128-GCM-SHA256",
    "dtls12-ecdhe-psk@bouncycastle, -dtls1_2 -nocert -cipher ECDHE-PSK-AES128-CBC-SHA256",
    "tls12-dhe-rsa@jdk, -tls1_2 -cert cert.pem -key key.pem -cipher DHE-RSA-AES128-GCM-SHA256",
    "tls12-ecdhe-rsa@jdk, -tls1_2 -cert cert.pem -key key.pem -cipher ECDHE-RSA-AES128-GCM-SHA256",
    "tls13-ecdhe@jdk, -tls1_3 -cert cert.pem -key key.pem -ciphersuites TLS_AES_128_GCM_SHA256",
    "tls12-rsa@boringssl, -tls1_2 -cert cert.pem -key key.pem -cipher AES128-GCM-SHA256",
    "tls13-x25519@boringssl, -tls1_3 -cert cert.pem -key key.pem -groups X25519"
  })
  void aLoadTestDrivesItsServer(String exchange, String options) {
    List<String> command =
        new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0"));
    command.addAll(words(options));
    if (exchange.contains("psk")) {
      command.addAll(psk());
    }
    try (Running server = ForeignPrograms.start(home, command)) {
      int port = Integer.parseInt(server.awaitMatch("ACCEPT 127\\.0\\.0\\.1:(\\d+)"));
      assertAllEstablished(load(exchange, port));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tls12-psk@bouncycastle, -tls1_2 -cipher PSK-AES128-GCM-SHA256, PSK-AES128-GCM-SHA256",
    "tls12-dhe-psk@bouncycastle, -tls1_2 -cipher DHE-PSK-AES128-GCM-SHA256,"
        + " DHE-PSK-AES128-GCM-SHA256",
    "tls12-ecdhe-psk@bouncycastle, -tls1_2 -cipher ECDHE-PSK-AES128-CBC-SHA256,"
        + " ECDHE-PSK-AES128-CBC-SHA256",
    "tls12-rsa-psk@bouncycastle, -tls1_2 -cipher RSA-PSK-AES128-GCM-SHA256,"
        + " RSA-PSK-AES128-GCM-SHA256",
    "tls12-rsa@bouncycastle, -tls1_2 -cipher AES128-GCM-SHA256, AES128-GCM-SHA256",
    "tls12-dhe-rsa@bouncycastle, -tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256,"
        + " DHE-RSA-AES128-GCM-SHA256",
    "tls12-ecdhe-rsa@bouncycastle, -tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256,"
        + " ECDHE-RSA-AES128-GCM-SHA256",
    "tls12-ecdhe-ecdsa@bouncycastle, -tls1_2, ECDHE-ECDSA-AES128-GCM-SHA256",
    "tls13-ecdhe@bouncycastle, -tls1_3, TLS_AES_128_GCM_SHA256",
    "tls13-x25519@bouncycastle, -tls1_3 -groups X25519, TLS_AES_128_GCM_SHA256",
    "tls13-psk-dhe@bouncycastle, -tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256,"
        + " TLS_AES_128_GCM_SHA256",
    "dtls12-ecdhe-ecdsa@bouncycastle, -dtls1_2, ECDHE-ECDSA-AES128-GCM-SHA256",
    "dtls12-psk@bouncycastle, -dtls1_2 -cipher PSK-AES128-GCM-SHA256, PSK-AES128-GCM-SHA256",
    "dtls12-ecdhe-psk@bouncycastle, -dtls1_2 -cipher ECDHE-PSK-AES128-CBC-SHA256,"
        + " ECDHE-PSK-AES128-CBC-SHA256",
    "tls12-dhe-rsa@jdk, -tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256, DHE-RSA-AES128-GCM-SHA256",
    "tls12-ecdhe-ecdsa@jdk, -tls1_2, ECDHE-ECDSA-AES128-GCM-SHA256",
    "tls13-ecdhe@jdk, -tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256",
    "tls12-rsa@boringssl, -tls1_2 -cipher AES128-GCM-SHA256, AES128-GCM-SHA256",
    "tls12-ecdhe-ecdsa@boringssl, -tls1_2, ECDHE-ECDSA-AES128-GCM-SHA256",
    "tls13-ecdhe@boringssl, -tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256"
  })
  void itsClientCompletesAgainstOurServer(String exchange, String options, String cipher) {
    try (ChildProcess server =
        ChildProcess.start(
            home, ServeMain.class, "--listen", "127.0.0.1:0", "-x", exchange, ours(exchange))) {
      String port = server.firstLine().replaceFirst(".*127\\.0\\.0\\.1:", "");
      List<String> command =
          new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port));
      command.addAll(words(options));
      if (exchange.contains("psk")) {
        command.addAll(psk());
      }
      String said = ForeignPrograms.run(home, command);
      assertTrue(said.contains("Cipher is " + cipher + "\n"), said);
    }
  }

  /** It verifies the certificates of our clients against our CA. */
  @ParameterizedTest
  @CsvSource({
    "tls12-ecdhe-rsa-mutual@bouncycastle, -tls1_2",
    "tls12-ecdhe-rsa-mutual@jdk, -tls1_2",
    "tls12-ecdhe-rsa-mutual@boringssl, -tls1_2",
    "tls13-ecdhe-mutual@bouncycastle, -tls1_3",
    "tls13-ecdhe-mutual@jdk, -tls1_3",
    "tls13-ecdhe-mutual@boringssl, -tls1_3"
  })
  void aLoadTestWithClientCertificatesDrivesItsServer(String exchange, String version) {
    Path keys = mutual(exchange).directory();
    List<String> command =
        new ArrayList<>(List.of("openssl", "s_server", "-accept", "127.0.0.1:0", version));
    command.addAll(words("-cert cert.pem -key key.pem -Verify 1 -verify_return_error -CAfile"));
    command.add(keys.resolve("clients-ca.cert.pem").toString());
    try (Running server = ForeignPrograms.start(home, command)) {
      int port = Integer.parseInt(server.awaitMatch("ACCEPT 127\\.0\\.0\\.1:(\\d+)"));
      assertAllEstablished(load(exchange, port));
    }
  }

  /**
   * In TLS 1.3 the client is done before the server has verified its certificate, and a server does
   * nothing for clients that have gone: so it stays until the server has counted it.
   */
  @ParameterizedTest
  @CsvSource({
    "tls12-ecdhe-rsa-mutual@bouncycastle, -tls1_2",
    "tls12-ecdhe-rsa-mutual@jdk, -tls1_2",
    "tls12-ecdhe-rsa-mutual@boringssl, -tls1_2",
    "tls13-ecdhe-mutual@bouncycastle, -tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256",
    "tls13-ecdhe-mutual@jdk, -tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256",
    "tls13-ecdhe-mutual@boringssl, -tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256"
  })
  void itsClientPresentsACertificateToOurServer(String exchange, String options) throws Exception {
    Path keys = mutual(exchange).directory();
    writeClientKey();
    List<Object> ours = new ArrayList<>(List.of("--listen", "127.0.0.1:0", "--chain", "2"));
    ours.addAll(List.of("--stats", "127.0.0.1:0", "-x", exchange, keys));
    try (ChildProcess server = ChildProcess.start(home, ServeMain.class, ours.toArray())) {
      String ready = server.firstLine();
      StatsClient statistics = new StatsClient(URI.create(ready.substring(ready.indexOf("http"))));
      List<String> command =
          new ArrayList<>(List.of("openssl", "s_client", "-connect", ready.split(" ")[2]));
      command.addAll(words(options + " -showcerts -cert client.pem -key client.key"));
      try (Running client = ForeignPrograms.start(home, command)) {
        client.awaitMatch("(SSL handshake has read)");
        eventually(
            "it has verified the client",
            () -> statistics.stats().counts().confirmed() == 1,
            () -> statistics.stats().counts() + server.errSoFar());
        String said = client.text();
        assertTrue(said.contains("CN = kexbench clients"), said);
        assertEquals(3, said.split("-----BEGIN CERTIFICATE-----", -1).length - 1, said);
      }
      server.interrupt();
      ChildProcess.End end = server.end();
      assertTrue(end.err().contains("stopped after 1 confirmed exchanges"), end::toString);
    }
  }

  /** What the client's credentials hold, as files of OpenSSL. */
  private void writeClientKey() throws IOException, GeneralSecurityException {
    ClientCredentials client =
        ClientFile.readCredentials(credentials(), SecretFiles.Modes.CHECKED).get(0);
    pem("client.pem", "CERTIFICATE", client.certificate().orElseThrow());
    pem(
        "client.key",
        "PRIVATE KEY",
        KeyFactory.getInstance("EC")
            .generatePrivate(ClientSigningKey.of(TestExchange.BACKEND.sha256(), ROOT))
            .getEncoded());
  }

  private void pem(String name, String type, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        home.resolve(name), "-----BEGIN %s-----%n%s%n-----END %1$s-----%n".formatted(type, text));
  }

  /** A folder with one client, who has a certificate, as the credentials have. */
  private ServerFolder mutual(String exchange) {
    SecureRandom random = new SecureRandom();
    ClientAuthority authority = ClientAuthority.create(random);
    ServerFolder folder = new ServerFolder(ours(exchange));
    folder.add(authority);
    ClientCredentials client = new ClientCredentials(CLIENT, ROOT, Optional.empty(), "somebody");
    ClientFile.writeCredentials(
        credentials(), List.of(authority.certify(client, TestExchange.BACKEND.sha256(), random)));
    return folder;
  }

  @ParameterizedTest
  @CsvSource({
    "tls13-psk-dhe@bouncycastle, -tls1_3",
    "tls12-rsa@bouncycastle, -tls1_3",
    "tls12-psk@bouncycastle, -tls1_2"
  })
  void aClientWithoutTheRequiredAlgorithmsIsRefused(String exchange, String options) {
    try (ChildProcess server =
        ChildProcess.start(
            home, ServeMain.class, "--listen", "127.0.0.1:0", "-x", exchange, ours(exchange))) {
      String port = server.firstLine().replaceFirst(".*127\\.0\\.0\\.1:", "");
      List<String> command =
          new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port));
      command.addAll(words(options));
      String said = ForeignPrograms.fail(home, command);
      assertTrue(said.contains("alert"), said);
      server.interrupt();
      ChildProcess.End end = server.end();
      assertFalse(end.err().contains("Exception"), end::toString);
    }
  }

  /** A folder with one client and the keys that the exchange needs. */
  private Path ours(String exchange) {
    ServerFolder folder = new ServerFolder(home.resolve("keys"));
    folder.write(
        Catalogue.find(exchange).orElseThrow().generateKeys(new SecureRandom()),
        List.of(new ClientCredentials(CLIENT, ROOT, Optional.empty(), "somebody")));
    return folder.directory();
  }

  @ParameterizedTest
  @CsvSource({
    "tls12-rsa@bouncycastle, TLSv1.2, AES128-GCM-SHA256",
    "tls12-ecdhe-rsa@bouncycastle, TLSv1.2, ECDHE-RSA-AES128-GCM-SHA256",
    "tls13-ecdhe@bouncycastle, TLSv1.3, HIGH"
  })
  void aLoadTestDrivesNginx(String exchange, String version, String ciphers) throws IOException {
    assumeTrue(
        ForeignPrograms.has("nginx"), "no nginx here; on Debian: apt-get install nginx-light");
    int port = FreePort.any();
    Files.writeString(
        home.resolve("nginx.conf"),
        """
        daemon off; master_process off; pid %1$s/nginx.pid; error_log stderr;
        events { worker_connections 64; }
        http {
          access_log off;
          server {
            listen 127.0.0.1:%2$d ssl;
            ssl_certificate %1$s/cert.pem; ssl_certificate_key %1$s/key.pem;
            ssl_protocols %3$s; ssl_ciphers %4$s;
          }
        }
        """
            .formatted(home, port, version, ciphers));
    List<String> command =
        List.of("nginx", "-p", home.toString(), "-c", home.resolve("nginx.conf").toString());
    try (Running server = ForeignPrograms.start(home, command)) {
      eventually("nginx listens", () -> ForeignPrograms.listens(port), server::text);
      assertAllEstablished(load(exchange, port));
    }
  }
}
