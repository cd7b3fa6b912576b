package dev.kexbench.core.identity;

import static dev.kexbench.core.identity.ExpectedFailure.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFolderTest {
  private static final SecretFiles.Modes CHECKED = SecretFiles.Modes.CHECKED;

  private final ServerKeys keys = TestKeys.rsa(2048);
  private final List<ClientCredentials> clients =
      Enrolment.random(
          "client, ",
          20,
          new Enrolment.EnrolmentSetup(
              keys.gate(), Backends.select("jdk").backend().sha256(), new SecureRandom()));

  @TempDir private Path parent;
  private ServerFolder folder;

  @BeforeEach
  void write() {
    folder = new ServerFolder(parent.resolve("a").resolve("server"));
    folder.write(keys, clients);
  }

  private Path at(String name) {
    return folder.directory().resolve(name);
  }

  @Test
  void keysAreReadAsTheyWereWritten() {
    ServerKeys back = folder.readKeys(KeyKind.RSA, CHECKED);
    assertEquals(keys.rsa(), back.rsa());
    assertArrayEquals(keys.publicKey().fingerprint(), back.publicKey().fingerprint());
    assertArrayEquals(keys.gate(), back.gate());
  }

  @Test
  void theTableIsReadAsItWasWritten() {
    ClientTable table = folder.readTable(CHECKED);
    assertEquals(20, table.size());
    for (ClientCredentials each : clients) {
      byte[] root = new byte[32];
      assertTrue(table.copyRoot(each.id(), root));
      assertArrayEquals(each.root(), root);
    }
  }

  @Test
  void theTableContainsNoAdmissionKey() throws Exception {
    String text = Files.readString(folder.table());
    assertTrue(text.startsWith("id,root,name\n"), text);
    String key = HexFormat.of().formatHex(clients.get(0).admission().orElseThrow());
    assertTrue(!text.contains(key), "K_admission is derived, not kept");
  }

  @Test
  void aDuplicateIdIsNamedByFileAndLines() {
    folder.write(keys, List.of(clients.get(0), clients.get(1), clients.get(0)));
    assertSays(() -> folder.readTable(CHECKED), folder.table() + ", line 4: has the id of line 2");
  }

  @Test
  void refusesSecretFilesThatOthersCanRead() throws Exception {
    for (String name : List.of("rsa.key.pem", "gate.key")) {
      folder.write(keys, clients);
      Files.setPosixFilePermissions(at(name), PosixFilePermissions.fromString("rw-r--r--"));
      assertSays(() -> folder.readKeys(KeyKind.RSA, CHECKED), "chmod 600 " + at(name));
      assertArrayEquals(
          keys.gate(), folder.readKeys(KeyKind.RSA, SecretFiles.Modes.INSECURE).gate());
    }
    Files.setPosixFilePermissions(folder.table(), PosixFilePermissions.fromString("rw-r--r--"));
    assertSays(() -> folder.readTable(CHECKED), "chmod 600 " + folder.table());
    assertEquals(20, folder.readTable(SecretFiles.Modes.INSECURE).size());
  }

  @Test
  void thePublicKeyMayBeReadableByOthers() throws Exception {
    Files.setPosixFilePermissions(
        folder.publicKey(KeyKind.RSA), PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(2048, folder.readKeys(KeyKind.RSA, CHECKED).publicKey().bits());
  }

  @Test
  void refusesKeysFromTwoPairs() {
    SecretFiles.write(
        folder.publicKey(KeyKind.RSA), KeyFiles.publicPem(TestKeys.other2048().publicKey()));
    assertSays(
        () -> folder.readKeys(KeyKind.RSA, CHECKED),
        folder.directory().resolve("rsa.key.pem"),
        "are not one key pair; write the public key of the private one: openssl pkey -in "
            + folder.directory().resolve("rsa.key.pem"));
  }

  @Test
  void aGateKeyThatIsNot64HexDigitsIsRefused() {
    for (String wrong : List.of("", "0011", "zz".repeat(32), "00".repeat(33), "0".repeat(63))) {
      SecretFiles.write(at("gate.key"), wrong + "\n");
      assertSays(
          () -> folder.readKeys(KeyKind.RSA, CHECKED), at("gate.key"), "expected 64 hex digits");
    }
  }

  @Test
  void aMissingFolderOrFileIsNamed() throws Exception {
    ServerFolder none = new ServerFolder(parent.resolve("none"));
    assertSays(
        () -> none.readKeys(KeyKind.RSA, CHECKED), "no folder " + none.directory(), "rsa.key.pem");
    for (String name : List.of("rsa.key.pem", "rsa.pub.pem", "gate.key")) {
      folder.write(keys, clients);
      Files.delete(at(name));
      assertSays(() -> folder.readKeys(KeyKind.RSA, CHECKED), at(name));
    }
    Files.delete(folder.table());
    assertSays(() -> folder.readTable(CHECKED), folder.table());
  }

  @Test
  void secretFilesAreReadableByTheOwnerOnlyAndThePublicKeyByEveryone() throws Exception {
    for (String name : List.of("rsa.key.pem", "gate.key", "clients.csv")) {
      assertEquals("rw-------", mode(at(name)));
    }
    Path ordinary = Files.createFile(parent.resolve("ordinary"));
    assertEquals(mode(ordinary), mode(folder.publicKey(KeyKind.RSA)));
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aFolderIsCreatedOnceWithAnEncryptedKeyAndNoClients() {
    ServerFolder fresh = new ServerFolder(parent.resolve("fresh"));
    fresh.create(keys, Optional.of("word".toCharArray()));
    ServerKeys back = fresh.readKeys(KeyKind.RSA, CHECKED, () -> Optional.of("word".toCharArray()));
    assertEquals(keys.rsa(), back.rsa());
    assertEquals(0, fresh.readTable(CHECKED).size());
    assertSays(() -> fresh.readKeys(KeyKind.RSA, CHECKED), "is encrypted");
    assertSays(() -> fresh.create(keys, Optional.empty()), "not overwritten");
  }

  @Test
  void aFolderWithAnyOfTheFilesIsNotChanged() throws Exception {
    for (String name : List.of("rsa.key.pem", "rsa.pub.pem", "gate.key", "clients.csv")) {
      ServerFolder used = new ServerFolder(Files.createDirectories(parent.resolve("to-" + name)));
      Path file = Files.writeString(used.directory().resolve(name), "mine");
      assertSays(() -> used.create(keys, Optional.empty()), file, "not overwritten");
      assertEquals("mine", Files.readString(file));
      try (var files = Files.list(used.directory())) {
        assertEquals(1, files.count());
      }
    }
  }

  @Test
  void aTableOf200000ClientsIsReadAndEachIsFound() {
    int count = 200_000;
    StringBuilder rows = new StringBuilder("id,root,name\n");
    for (int i = 0; i < count; i++) {
      rows.append(String.format("%032x,%064x,\n", id(i).low(), ~i & 0xFFFFFFFFL));
    }
    SecretFiles.write(folder.table(), rows.toString());
    ClientTable table = folder.readTable(CHECKED);
    assertEquals(count, table.size());
    byte[] root = new byte[32];
    for (int i = 0; i < count; i++) {
      assertTrue(table.copyRoot(id(i), root));
      assertEquals(~i, ByteBuffer.wrap(root, 28, 4).getInt());
    }
    assertFalse(table.copyRoot(id(count), root));
  }

  private static ClientId id(int i) {
    return new ClientId(0, i * 0x9E3779B97F4A7C15L);
  }

  @Test
  void theCapacitySufficesForTheShortestRows() {
    for (int count = 1; count < 50; count++) {
      StringBuilder rows = new StringBuilder("id,root,name");
      for (int i = 0; i < count; i++) {
        rows.append(String.format("\n%032x,%064x,", i, i));
      }
      SecretFiles.write(folder.table(), rows.toString());
      assertEquals(count, folder.readTable(CHECKED).size());
    }
  }
}
