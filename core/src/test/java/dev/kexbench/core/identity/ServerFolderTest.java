package dev.kexbench.core.identity;

import static dev.kexbench.core.identity.Failure.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
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
    ServerKeys back = folder.readKeys(CHECKED);
    assertEquals(keys.rsaPrivate(), back.rsaPrivate());
    assertArrayEquals(keys.rsaPublic().fingerprint(), back.rsaPublic().fingerprint());
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
  void theTableHoldsNoAdmissionKey() throws Exception {
    String text = Files.readString(folder.table());
    assertTrue(text.startsWith("id,root,name\n"), text);
    String key = HexFormat.of().formatHex(clients.get(0).admission().orElseThrow());
    assertTrue(!text.contains(key), "K_admission is derived, not kept");
  }

  @Test
  void aDuplicateIdIsNamedByFileAndId() {
    folder.write(keys, List.of(clients.get(0), clients.get(1), clients.get(0)));
    assertSays(
        () -> folder.readTable(CHECKED),
        folder.table(),
        "client id " + clients.get(0).id() + " occurs twice");
  }

  @Test
  void everySecretFileMustBeClosedToOthers() throws Exception {
    for (String name : List.of("rsa.key.pem", "gate.key")) {
      folder.write(keys, clients);
      Files.setPosixFilePermissions(at(name), PosixFilePermissions.fromString("rw-r--r--"));
      assertSays(() -> folder.readKeys(CHECKED), "chmod 600 " + at(name));
      assertArrayEquals(keys.gate(), folder.readKeys(SecretFiles.Modes.INSECURE).gate());
    }
    Files.setPosixFilePermissions(folder.table(), PosixFilePermissions.fromString("rw-r--r--"));
    assertSays(() -> folder.readTable(CHECKED), "chmod 600 " + folder.table());
    assertEquals(20, folder.readTable(SecretFiles.Modes.INSECURE).size());
  }

  @Test
  void thePublicKeyMayBeOpenToOthers() throws Exception {
    Files.setPosixFilePermissions(folder.publicKey(), PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(2048, folder.readKeys(CHECKED).rsaPublic().bits());
  }

  @Test
  void keysOfTwoPairsAreRefused() {
    SecretFiles.write(folder.publicKey(), KeyFiles.publicPem(TestKeys.other2048().rsaPublic()));
    assertSays(() -> folder.readKeys(CHECKED), folder.directory(), "not of one pair");
  }

  @Test
  void aGateKeyThatIsNot64HexDigitsIsRefused() {
    for (String wrong : List.of("", "0011", "zz".repeat(32), "00".repeat(33), "0".repeat(63))) {
      SecretFiles.write(at("gate.key"), wrong + "\n");
      assertSays(() -> folder.readKeys(CHECKED), at("gate.key"), "expected 64 hex digits");
    }
  }

  @Test
  void aMissingFolderOrFileIsNamed() throws Exception {
    ServerFolder none = new ServerFolder(parent.resolve("none"));
    assertSays(() -> none.readKeys(CHECKED), "no folder " + none.directory(), "rsa.key.pem");
    for (String name : List.of("rsa.key.pem", "rsa.pub.pem", "gate.key")) {
      folder.write(keys, clients);
      Files.delete(at(name));
      assertSays(() -> folder.readKeys(CHECKED), at(name));
    }
    Files.delete(folder.table());
    assertSays(() -> folder.readTable(CHECKED), folder.table());
  }
}
