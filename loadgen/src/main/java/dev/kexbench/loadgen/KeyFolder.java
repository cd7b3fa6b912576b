package dev.kexbench.loadgen;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.core.identity.ServerKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of generated keys and clients, for a server that was given none. */
record KeyFolder(Path directory, ServerKeys keys, List<ClientCredentials> clients) {
  static final int CLIENTS = 10_000;
  private static final String CREDENTIALS = "credentials.csv";

  /** Makes keys that fit the exchange, enrols clients, and writes all of it. */
  static KeyFolder create(Path directory, Exchange exchange, CryptoBackend backend) {
    SecureRandom random = new SecureRandom();
    ServerKeys keys = exchange.generateKeys(random);
    List<ClientCredentials> clients =
        Enrolment.random(
            "load-", CLIENTS, new Enrolment.EnrolmentSetup(keys.gate(), backend.sha256(), random));
    KeyFolder folder = new KeyFolder(directory, keys, clients);
    folder.server().write(keys, clients);
    ClientFile.writeCredentials(folder.credentials(), clients);
    return folder;
  }

  /** A new name under target/, unlike that of any other process. */
  static Path freshName() {
    return Home.path("target/keys").resolve(Home.timestamp() + "-" + ProcessHandle.current().pid());
  }

  ServerFolder server() {
    return new ServerFolder(directory);
  }

  /** What the clients know of themselves, for a load generator. */
  Path credentials() {
    return directory.resolve(CREDENTIALS);
  }

  /** Removes the folder and what is in it. */
  void delete() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the keys in " + directory, e);
    }
  }

  @Override
  public String toString() {
    return "KeyFolder[" + directory + "]";
  }
}
