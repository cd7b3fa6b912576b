package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of batched RSA, which OpenSSL makes as well: the committed ones are its. */
class BatchKeyTest {
  @TempDir private Path folder;

  @Test
  void aNewKeyIsReadBackFromTheServersFolder() {
    ServerKeys keys = ServerKeys.generate(KeyKind.RSA_BATCH, 2048, new SecureRandom());
    assertEquals(KeyKind.RSA_BATCH, keys.publicKey().kind());
    assertEquals(2048, keys.publicKey().bits());
    ServerFolder server = new ServerFolder(folder.resolve("server"));
    server.create(keys, Optional.empty());
    assertEquals("rsa-batch.pub.pem", server.publicKey(KeyKind.RSA_BATCH).getFileName().toString());
    ServerKeys back = server.readKeys(KeyKind.RSA_BATCH, SecretFiles.Modes.CHECKED);
    assertEquals(keys.rsa(), back.rsa());
    assertArrayEquals(keys.publicKey().fingerprint(), back.publicKey().fingerprint());
  }

  @Test
  void itsFileStatesTheProductOfTheExponents() {
    ServerKeys keys = TestKeys.rsaBatch(2048);
    assertEquals(111_546_435, keys.publicKey().rsa().getPublicExponent().intValueExact());
    assertEquals(KeyKind.RSA_BATCH, keys.publicKey().kind());
  }

  @Test
  void anOrdinaryKeyIsNotTakenForOneOfBatches() throws IOException {
    ServerFolder server = new ServerFolder(folder.resolve("server"));
    server.write(TestKeys.rsa(2048), List.of());
    Files.move(folder.resolve("server/rsa.key.pem"), folder.resolve("server/rsa-batch.key.pem"));
    Files.move(folder.resolve("server/rsa.pub.pem"), folder.resolve("server/rsa-batch.pub.pem"));
    ServerKeys read = server.readKeys(KeyKind.RSA_BATCH, SecretFiles.Modes.CHECKED);
    assertEquals(KeyKind.RSA, read.publicKey().kind()); // the exchange then refuses it
    ServerKeys batch = TestKeys.rsaBatch(2048);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ServerKeys(TestKeys.rsa(2048).rsa(), batch.publicKey(), batch.gate()));
    assertTrue(new ServerFolder(folder.resolve("server")).lacks(KeyKind.RSA));
  }
}
