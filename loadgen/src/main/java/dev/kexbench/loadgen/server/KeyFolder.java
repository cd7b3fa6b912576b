package dev.kexbench.loadgen.server;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.loadgen.phase.ShortPhases;
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
    Optional<ClientAuthority> authority = authority(exchange, random);
    List<ClientCredentials> clients =
        Enrolment.random(
            "load-",
            ShortPhases.of(CLIENTS),
            new Enrolment.EnrolmentSetup(keys.gate(), backend.sha256(), random, authority));
    KeyFolder folder = new KeyFolder(directory, keys, clients, kept);
    try {
      folder.server().write(keys, clients);
      authority.ifPresent(folder.server()::add);
      ClientFile.writeCredentials(folder.credentials(), clients);
      return folder;
    } catch (IdentityFileException e) {
      folder.forget();
      throw e;
    }
  }

  private static Optional<ClientAuthority> authority(Exchange exchange, SecureRandom random) {
    return exchange.usesClientCertificates()
        ? Optional.of(ClientAuthority.create(random))
        : Optional.empty();
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
    return new KeyFolder(
        directory,
        keys,
        exchange.usesClientCertificates() ? certified(directory, clients, backend) : clients,
        true);
  }

  /** The clients with certificates; the folder gets a CA, and they get certificates, if need be. */
  private static List<ClientCredentials> certified(
      Path directory, List<ClientCredentials> clients, CryptoBackend backend) {
    ServerFolder folder = new ServerFolder(directory);
    if (folder.hasAuthority()
        && clients.stream().allMatch(each -> each.certificate().isPresent())) {
      return clients;
    }
    SecureRandom random = new SecureRandom();
    if (!folder.hasAuthority()) {
      folder.add(ClientAuthority.create(random));
    }
    ClientAuthority authority = folder.readAuthority(SecretFiles.Modes.CHECKED);
    Sha256 sha = backend.sha256();
    List<ClientCredentials> certified =
        clients.stream().map(each -> authority.certify(each, sha, random)).toList();
    ClientFile.writeCredentials(directory.resolve(CREDENTIALS), certified);
    return certified;
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
