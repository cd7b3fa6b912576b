package dev.kexbench.loadgen.server;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.results.report.OutputFolder;
import dev.kexbench.results.report.ProjectPaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a server's keys and its clients' credentials, generated if none was given.
 *
 * @param kept whether the folder outlives the run
 */
public record KeyFolder(
    Path directory, ServerKeys keys, List<ClientCredentials> clients, boolean kept) {
  static final int CLIENTS = 10_000;
  private static final String CREDENTIALS = "credentials.csv";

  /** Generates keys that fit the exchange, enrols clients, and writes everything to the folder. */
  public static KeyFolder create(
      Path directory, boolean kept, Exchange exchange, CryptoBackend backend) {
    SecureRandom random = new SecureRandom();
    ServerKeys keys = exchange.generateKeys(random);
    List<ClientCredentials> clients =
        Enrolment.random(
            "load-", CLIENTS, new Enrolment.EnrolmentSetup(keys.gate(), backend.sha256(), random));
    KeyFolder folder = new KeyFolder(directory, keys, clients, kept);
    try {
      folder.server().write(keys, clients);
      ClientFile.writeCredentials(folder.credentials(), clients);
      return folder;
    } catch (IdentityFileException e) {
      folder.forget();
      throw e;
    }
  }

  /** Loads the keys and clients of a folder, and generates those that are missing. */
  public static KeyFolder at(Path directory, Exchange exchange, CryptoBackend backend) {
    if (!Files.exists(directory.resolve(CREDENTIALS))) {
      return create(directory, true, exchange, backend);
    }
    ServerFolder folder = new ServerFolder(directory);
    if (folder.lacks(exchange.keyKind())) {
      folder.add(exchange.generateKeys(new SecureRandom()), Optional.empty());
    }
    ServerKeys keys = folder.readKeys(exchange.keyKind(), SecretFiles.Modes.CHECKED);
    List<ClientCredentials> clients =
        ClientFile.readCredentials(directory.resolve(CREDENTIALS), SecretFiles.Modes.CHECKED);
    return new KeyFolder(directory, keys, clients, true);
  }

  /** A name under target/ that no other process uses. */
  public static Path freshName() {
    return OutputFolder.named("target/keys")
        .path()
        .resolve(ProjectPaths.timestamp(Clock.systemUTC()) + "-" + ProcessHandle.current().pid());
  }

  /** The same folder, deleted by {@link #forget}. */
  public KeyFolder temporary() {
    return new KeyFolder(directory, keys, clients, false);
  }

  public ServerFolder server() {
    return new ServerFolder(directory);
  }

  /** The server's public key, for a load generator. */
  public Path publicKey() {
    return server().publicKey(keys.publicKey().kind());
  }

  /** The clients' credentials, for a load generator. */
  public Path credentials() {
    return directory.resolve(CREDENTIALS);
  }

  /** Deletes the folder, if it exists and does not outlive the run. */
  public void forget() {
    if (kept || !Files.exists(directory)) {
      return;
    }
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
