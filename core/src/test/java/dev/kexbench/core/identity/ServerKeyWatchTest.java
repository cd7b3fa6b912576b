package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerKeyWatchTest {
  private static final ServerKeys OTHER = TestKeys.other2048();

  @TempDir private Path home;

  private Path replacement;
  private Path served;
  private ServerKeyWatch watch;

  @BeforeEach
  void watchAFolder() {
    served = home.resolve("served");
    replacement = home.resolve("replacement");
    ServerFolder folder = new ServerFolder(served);
    folder.write(TestKeys.rsa(2048), List.of());
    new ServerFolder(replacement).write(OTHER, List.of());
    ServerKeys read = folder.readKeys(KeyKind.RSA, SecretFiles.Modes.CHECKED);
    watch = folder.watch(read, SecretFiles.Modes.CHECKED, Optional::empty);
    assertEquals(Optional.empty(), watch.changed());
  }

  /** The new file is younger by a second, however coarse the clock of the file system is. */
  private void replace(String file) throws IOException {
    Path old = served.resolve(file);
    FileTime written = Files.getLastModifiedTime(replacement.resolve(file));
    Files.copy(
        replacement.resolve(file),
        old,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.setLastModifiedTime(old, FileTime.from(written.toInstant().plusSeconds(1)));
  }

  /** Asks twice, because files must be unchanged between two calls. */
  private Optional<ServerKeys> changed() {
    assertEquals(Optional.empty(), watch.changed());
    return watch.changed();
  }

  private static void assertOther(Optional<ServerKeys> found) {
    assertArrayEquals(
        OTHER.publicKey().fingerprint(), found.orElseThrow().publicKey().fingerprint());
  }

  @Test
  void unchangedFilesAreNotReadAgain() {
    assertEquals(Optional.empty(), changed());
    assertEquals(Optional.empty(), changed());
  }

  @Test
  void anotherPairIsReadOnce() throws IOException {
    replace("rsa.key.pem");
    replace("rsa.pub.pem");
    assertOther(changed());
    assertEquals(Optional.empty(), changed());
  }

  @Test
  void aPairReplacedBetweenReadingAndWatchingIsReadAtTheFirstCall() {
    ServerFolder folder = new ServerFolder(replacement);
    ServerKeys read = TestKeys.rsa(2048);
    assertOther(folder.watch(read, SecretFiles.Modes.CHECKED, Optional::empty).changed());
  }

  @Test
  void theSamePairAgainIsNoChange() throws IOException {
    Files.copy(served.resolve("rsa.pub.pem"), home.resolve("same"));
    Files.copy(
        home.resolve("same"), served.resolve("rsa.pub.pem"), StandardCopyOption.REPLACE_EXISTING);
    assertEquals(Optional.empty(), changed());
  }

  @Test
  void aPairOfWhichOneFileIsReplacedFirstIsReadWithTheSecond() throws IOException {
    replace("rsa.key.pem");
    assertEquals(Optional.empty(), watch.changed());
    assertThrows(IdentityFileException.class, watch::changed);
    replace("rsa.pub.pem");
    assertOther(changed());
  }

  /** Another gate key in the replacement's file. */
  private byte[] otherGate() {
    byte[] gate = OTHER.gate().clone();
    gate[0] ^= 1;
    SecretFiles.write(replacement.resolve("gate.key"), HexFormat.of().formatHex(gate) + "\n");
    return gate;
  }

  @Test
  void aGateKeyReplacedAloneIsReadOnce() throws IOException {
    byte[] gate = otherGate();
    replace("gate.key");
    ServerKeys found = changed().orElseThrow();
    assertArrayEquals(gate, found.gate());
    assertTrue(watch.isPairInUse(found));
    watch.inUse(found);
    assertEquals(Optional.empty(), changed());
  }

  @Test
  void theSameGateKeyAgainIsNoChange() throws IOException {
    replace("gate.key");
    assertEquals(Optional.empty(), changed());
  }

  @Test
  void aGateKeyAndThePairAfterItAreReadTogether() throws IOException {
    byte[] gate = otherGate();
    replace("gate.key");
    assertEquals(Optional.empty(), watch.changed());
    replace("rsa.key.pem");
    replace("rsa.pub.pem");
    ServerKeys found = changed().orElseThrow();
    assertOther(Optional.of(found));
    assertArrayEquals(gate, found.gate());
    assertFalse(watch.isPairInUse(found));
    assertEquals(Optional.empty(), changed());
  }

  @Test
  void aMissingGateKeyIsAnErrorUntilItIsBack() throws IOException {
    Files.delete(served.resolve("gate.key"));
    assertThrows(IdentityFileException.class, watch::changed);
    byte[] gate = otherGate();
    replace("gate.key");
    assertArrayEquals(gate, changed().orElseThrow().gate());
  }

  @Test
  void aMissingFileIsAnErrorUntilItIsBack() throws IOException {
    Files.delete(served.resolve("rsa.key.pem"));
    assertThrows(IdentityFileException.class, watch::changed);
    replace("rsa.key.pem");
    replace("rsa.pub.pem");
    assertOther(changed());
  }
}
