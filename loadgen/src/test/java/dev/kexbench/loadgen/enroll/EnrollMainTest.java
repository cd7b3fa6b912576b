package dev.kexbench.loadgen.enroll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.CertificateFiles;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/enroll} on files. */
class EnrollMainTest {
  private static final SecretFiles.Modes CHECKED = SecretFiles.Modes.CHECKED;

  @TempDir private Path home;
  private ServerFolder server;
  private Path out;

  @BeforeEach
  void writeAFolder() {
    server = new ServerFolder(home.resolve("keys"));
    server.write(TestExchange.KEYS, List.of());
    out = home.resolve("out.csv");
  }

  private record End(int code, String out, String err) {}

  private static End enroll(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    String[] texts = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    int code = console.execute(new EnrollMain(), texts);
    return new End(code, out.toString(), err.toString());
  }

  private static String done(Object... args) {
    End end = enroll(args);
    assertEquals(ExitCode.FINE, end.code(), end::toString);
    assertEquals("", end.err());
    return end.out();
  }

  private static void refused(String why, Object... args) {
    End end = enroll(args);
    assertEquals(ExitCode.USAGE, end.code(), end::toString);
    assertEquals("", end.out());
    assertEquals(1, end.err().lines().count(), end::toString);
    assertTrue(end.err().contains(why), end::toString);
  }

  private String list() {
    return done("list", server.directory());
  }

  private void assertEnrolled(ClientCredentials client) {
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    assertTrue(server.readTable(CHECKED).copyRoot(client.id(), root));
    assertArrayEquals(client.root(), root);
  }

  private Path file(String name, String text) throws IOException {
    Path file = Files.writeString(home.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void initCreatesKeysThatFitTheExchangeAndNoClients() {
    Path fresh = home.resolve("fresh");
    done("init", fresh, "-x", "kx1-rsa3072");
    assertEquals(3072, new ServerFolder(fresh).readKeys(KeyKind.RSA, CHECKED).publicKey().bits());
    assertEquals("", done("list", fresh));
  }

  @Test
  void initCreatesACaOfClientsWhereTheExchangeNeedsOne() throws IOException {
    Path fresh = home.resolve("fresh");
    done("init", fresh, "-x", "tls13-ecdhe-mutual");
    ServerFolder folder = new ServerFolder(fresh);
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(fresh.resolve("clients-ca.key.pem")));
    done("add", fresh, "alice", "--out", out);
    ClientCredentials alice = ClientFile.readCredentials(out, CHECKED).get(0);
    X509Certificate certificate = CertificateFiles.decode(alice.certificate().orElseThrow());
    assertEquals("CN=" + alice.id(), certificate.getSubjectX500Principal().getName());
    assertEquals(
        folder.readAuthorityCertificate().getSubjectX500Principal(),
        certificate.getIssuerX500Principal());
    refused("not overwritten", "init", fresh, "-x", "tls13-ecdhe-mutual");
  }

  @Test
  void initAddsACaOfClientsToAServersFolder() throws IOException {
    String before = Files.readString(server.publicKey(KeyKind.RSA));
    String said = done("init", server.directory(), "-x", "tls12-ecdhe-rsa-mutual");
    assertTrue(said.startsWith("added the CA of clients for tls12-ecdhe-rsa-mutual in "), said);
    assertEquals(before, Files.readString(server.publicKey(KeyKind.RSA)));
    done("add", server.directory(), "--count", "3", "--prefix", "c", "--out", out);
    assertTrue(
        ClientFile.readCredentials(out, CHECKED).stream()
            .allMatch(each -> each.certificate().isPresent()));
  }

  /** Everyone who sees the public key could test guesses. */
  @Test
  void aClientWithAPasswordGetsNoCertificate() throws IOException {
    done("init", server.directory(), "-x", "tls13-ecdhe-mutual");
    Path password = file("password", "correct horse\n");
    done("add", server.directory(), "bob", "--password-file", password, "--out", out);
    assertTrue(Files.readString(out).startsWith("id,salt,admission,name\n"));
  }

  @Test
  void initAddsKeysOfAnotherKindToAServersFolder() throws IOException {
    ServerFolder fresh = new ServerFolder(home.resolve("fresh"));
    done("init", fresh.directory());
    byte[] gate = fresh.readGate(CHECKED);
    String rsa = Files.readString(fresh.publicKey(KeyKind.RSA));
    assertTrue(done("init", fresh.directory(), "-x", "kx1-noise").startsWith("added keys for "));
    assertEquals(KeyKind.X25519, fresh.readKeys(KeyKind.X25519, CHECKED).publicKey().kind());
    assertArrayEquals(gate, fresh.readGate(CHECKED));
    assertEquals(rsa, Files.readString(fresh.publicKey(KeyKind.RSA)));
    refused("not overwritten", "init", fresh.directory(), "-x", "kx1-noise");
  }

  @Test
  void initEncryptsThePrivateKeyUnderThePassphrase() throws IOException {
    Path fresh = home.resolve("fresh");
    Path word = file("word", "open sesame\n");
    done("init", fresh, "--passphrase-file", word);
    var read = SecretFiles.readPassphrase(Optional.of(word), Map.of(), CHECKED);
    assertEquals(
        2048,
        new ServerFolder(fresh).readKeys(KeyKind.RSA, CHECKED, () -> read).publicKey().bits());
  }

  @Test
  void initDoesNotChangeAFolderWithKeys() throws IOException {
    String before = Files.readString(server.publicKey(KeyKind.RSA));
    refused("not overwritten", "init", server.directory());
    assertEquals(before, Files.readString(server.publicKey(KeyKind.RSA)));
    refused("unknown exchange", "init", home.resolve("fresh"), "-x", "none");
  }

  @Test
  void addWritesTheTableAndACredentialsFileOnlyTheOwnerCanRead() throws IOException {
    String said = done("add", server.directory(), "alice", "Bob, B", "--out", out);
    assertTrue(said.contains(out.toString()), said);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
    List<ClientCredentials> clients = ClientFile.readCredentials(out, CHECKED);
    assertEquals(
        List.of("alice", "Bob, B"), clients.stream().map(ClientCredentials::name).toList());
    for (ClientCredentials each : clients) {
      assertEnrolled(each);
      assertTrue(each.admission().isPresent());
      assertFalse(said.contains(HexFormat.of().formatHex(each.root())), said);
    }
  }

  @Test
  void clientsWithAPasswordGetSaltsAndNoRoots() throws IOException {
    Path word = file("word", "correct horse\r\n");
    done("add", server.directory(), "a", "b", "--password-file", word, "--out", out);
    assertTrue(Files.readString(out).startsWith("id,salt,admission,name\n"));
    var clients =
        ClientFile.readCredentials(
            out, CHECKED, () -> SecretFiles.readPassword(word, "password", CHECKED));
    assertEquals(2, clients.size());
    clients.forEach(this::assertEnrolled);
    ClientFile.readCredentials(out, CHECKED, () -> "correct horse").forEach(this::assertEnrolled);
    assertFalse(Arrays.equals(clients.get(0).root(), clients.get(1).root()), "salts differ");
  }

  @Test
  void manyClientsAreNamedByPrefixAndNumber() {
    done("add", server.directory(), "--count", "2k", "--prefix", "load-", "--out", out);
    assertEquals(2_000, server.readTable(CHECKED).size());
    List<ClientCredentials> clients = ClientFile.readCredentials(out, CHECKED);
    assertEquals("load-1", clients.get(0).name());
    assertEquals("load-2000", clients.get(1_999).name());
    assertEquals(ClientId.ofName("load-2000"), clients.get(1_999).id());
  }

  @Test
  void aDuplicateIdIsRefusedAndNothingIsWritten() throws IOException {
    done("add", server.directory(), "caf\u00e9", "--out", out);
    String before = Files.readString(server.table());
    Path other = home.resolve("other.csv");
    refused("is taken", "add", server.directory(), "new", "cafe\u0301", "--out", other);
    refused("named twice", "add", server.directory(), "new", "new", "--out", other);
    assertEquals(before, Files.readString(server.table()));
    assertTrue(Files.notExists(other));
  }

  @Test
  void existingCredentialsAreNotOverwrittenAndNoClientIsEnrolled() throws IOException {
    Files.writeString(out, "mine");
    refused("not overwritten", "add", server.directory(), "alice", "--out", out);
    assertEquals("mine", Files.readString(out));
    assertEquals("", list());
  }

  @Test
  void aNameIsKeptInItsNormalForm() {
    done("add", server.directory(), "cafe\u0301", "--out", out);
    assertEquals(ClientId.ofName("caf\u00e9") + " caf\u00e9", list().strip());
  }

  @Test
  void aRemovedClientCanBeAddedAgain() {
    done("add", server.directory(), "alice", "bob", "--out", out);
    done("remove", server.directory(), "alice");
    assertEquals(ClientId.ofName("bob") + " bob", list().strip());
    refused("0 clients", "remove", server.directory(), "alice");
    done("add", server.directory(), "alice", "--out", home.resolve("again.csv"));
    assertEquals(2, server.readTable(CHECKED).size());
  }

  @Test
  void theListShowsNoRoot() {
    done("add", server.directory(), "alice", "--out", out);
    byte[] root = ClientFile.readCredentials(out, CHECKED).get(0).root();
    assertEquals(ClientId.ofName("alice") + " alice", list().strip());
    assertFalse(list().contains(HexFormat.of().formatHex(root)));
  }

  @Test
  void invalidUsageIsRefusedInOneLine() throws IOException {
    Path keys = server.directory();
    Path word = file("word", "\n");
    refused("init, add, remove or list");
    refused("give names, or --count", "add", keys);
    refused("give names, or --count", "add", keys, "a", "--count", "2", "--prefix", "b");
    refused("give names, or --count", "add", keys, "--count", "2");
    refused("1 to 10M", "add", keys, "--count", "0", "--prefix", "b");
    refused(
        "omit --password-file",
        "add",
        keys,
        "--count",
        "1",
        "--prefix",
        "b",
        "--password-file",
        word);
    refused("exclude", "add", keys, "a", "--random", "--password-file", word);
    refused("is empty", "add", keys, "a", "--password-file", word, "--out", out);
    refused("1 to 255 bytes", "add", keys, "");
    refused("1 to 255 bytes", "add", keys, "x".repeat(256));
    refused("1 to 255 bytes", "add", keys, "--count", "1", "--prefix", "x".repeat(255));
    refused("give --out FILE", "add", keys, "../a");
    refused("gate.key", "add", home.resolve("none"), "a", "--out", out);
    refused("clients.csv", "list", home.resolve("none"));
    assertTrue(Files.notExists(out));
    assertEquals("", list());
  }

  @ParameterizedTest
  @ValueSource(strings = {"init", "add", "remove", "list"})
  void theHelpOfEachSubcommandHasAnExample(String step) {
    String help = done(step, "--help");
    assertTrue(help.contains("Example"), help);
    assertTrue(help.contains("  scripts/enroll " + step + " keys/"), help);
  }

  @Test
  void thePassphraseComesFromTheFileOrElseTheEnvironment() throws IOException {
    Map<String, String> environment = Map.of("KEXBENCH_PASSPHRASE", "outer");
    Path word = file("word", " in ner \n");
    assertArrayEquals(
        " in ner ".toCharArray(),
        SecretFiles.readPassphrase(Optional.of(word), environment, CHECKED).orElseThrow());
    assertArrayEquals(
        "outer".toCharArray(),
        SecretFiles.readPassphrase(Optional.empty(), environment, CHECKED).orElseThrow());
    assertTrue(SecretFiles.readPassphrase(Optional.empty(), Map.of(), CHECKED).isEmpty());
  }
}
