package dev.kexbench.loadgen.serve;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.fixture.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose key files are replaced while it runs. */
@Tag("process")
class KeyRotatorTest {
  @TempDir private Path home;

  private TestFiles files;
  private Path oldKey;

  private ChildProcess serve(Object... more) throws IOException {
    files = TestFiles.in(home);
    oldKey = Files.copy(publicKey(), home.resolve("old.pub.pem"));
    Object[] args = new Object[3 + more.length];
    args[0] = files.folder();
    args[1] = "--listen";
    args[2] = "127.0.0.1:0";
    System.arraycopy(more, 0, args, 3, more.length);
    return ChildProcess.start(home, ServeMain.class, args);
  }

  private Path publicKey() {
    return files.server().publicKey(KeyKind.RSA);
  }

  private void replaceKeys() throws IOException {
    ServerKeys made = TestExchange.KX1.generateKeys(new SecureRandom());
    Path fresh = home.resolve("fresh");
    new ServerFolder(fresh).write(made, TestExchange.CLIENTS);
    for (String file : new String[] {"rsa.key.pem", "rsa.pub.pem"}) {
      Files.move(
          fresh.resolve(file), files.folder().resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private ChildProcess.End load(HostPort address, Path key, String name) {
    return CommandHere.loadtest(
        home,
        "--target",
        address,
        "--server-key",
        key,
        "--clients",
        files.clients(),
        "--cores",
        "off",
        "-w",
        "0s",
        "-n",
        "20",
        "-o",
        home.resolve(name));
  }

  private static void assertServed(ChildProcess.End end) {
    assertTrue(end.out().contains("20 started = 20 established"), end::toString);
  }

  @Test
  void bothKeysAreServedAndThenTheNewOneAlone() throws IOException {
    try (ChildProcess child = serve("--key-overlap", "1h")) {
      HostPort address = HostPort.parse(child.firstLine().replace("listening on ", ""));
      assertServed(load(address, oldKey, "before"));
      replaceKeys();
      eventually("it has rotated", () -> child.says("rotated to key "));
      assertTrue(child.says("the previous key is served for 3600 s"), child::errSoFar);
      assertServed(load(address, oldKey, "old"));
      assertServed(load(address, publicKey(), "new"));
    }
  }

  @Test
  void thePreviousKeyIsGivenUpAfterTheOverlap() throws IOException {
    try (ChildProcess child = serve("--key-overlap", "100ms")) {
      HostPort address = HostPort.parse(child.firstLine().replace("listening on ", ""));
      replaceKeys();
      eventually("it gives up the old key", () -> child.says("is not served any more"));
      ChildProcess.End end = load(address, oldKey, "old");
      assertTrue(
          end.out().contains("unknownKey") || end.out().contains("unknown key"), end::toString);
      assertServed(load(address, publicKey(), "new"));
    }
  }

  private void replaceGateKey() throws IOException {
    Path fresh = home.resolve("fresh");
    new ServerFolder(fresh)
        .write(TestExchange.KX1.generateKeys(new SecureRandom()), TestExchange.CLIENTS);
    Files.move(
        fresh.resolve("gate.key"),
        files.folder().resolve("gate.key"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aGateKeyReplacedAloneIsUsedNextToThePreviousOne() throws IOException {
    try (ChildProcess child = serve("--admission", "--key-overlap", "1h")) {
      HostPort address = HostPort.parse(child.firstLine().replace("listening on ", ""));
      replaceGateKey();
      eventually("it has rotated", () -> child.says("rotated to the new gate key in "));
      assertTrue(
          child.says("OFFERs of the previous gate key are admitted for 3600 s"), child::errSoFar);
      assertServed(load(address, oldKey, "old"));
    }
  }

  @Test
  void thePreviousGateKeyIsGivenUpAfterTheOverlap() throws IOException {
    try (ChildProcess child = serve("--admission", "--key-overlap", "0s")) {
      HostPort address = HostPort.parse(child.firstLine().replace("listening on ", ""));
      replaceGateKey();
      eventually(
          "it gives up the old gate key",
          () -> child.says("OFFERs of the previous gate key are not admitted any more"));
      ChildProcess.End end = load(address, oldKey, "late");
      assertTrue(end.out().contains("20 started = 0 established"), end::toString);
    }
  }

  @Test
  void aFileThatIsNoKeyIsReportedAndTheServerKeepsItsKey() throws IOException {
    try (ChildProcess child = serve()) {
      HostPort address = HostPort.parse(child.firstLine().replace("listening on ", ""));
      Files.writeString(files.folder().resolve("rsa.key.pem"), "nonsense");
      eventually("it is refused", () -> child.says("keeping the previous key: "));
      assertServed(load(address, oldKey, "kept"));
    }
  }

  @Test
  void anExchangeWhoseClientsNameNoKeyAsksForARestart() throws IOException {
    try (ChildProcess child = serve("-x", "tls12-psk")) {
      child.firstLine();
      replaceKeys();
      eventually("it asks for it", () -> child.says("restart the server"));
    }
  }
}
