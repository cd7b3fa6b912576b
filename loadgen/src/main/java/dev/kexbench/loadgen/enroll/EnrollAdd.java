package dev.kexbench.loadgen.enroll;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.Enrolment.EnrolmentSetup;
import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.SaltedClient;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Count;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/enroll add}: adds clients to a server's table and creates their credentials. */
@Command(
    name = "add",
    description = {
      "Enrols clients and writes their credentials, with certificates if the folder has a CA for"
          + " them and the secrets are random. With --clients, in a database, whose table it"
          + " creates if there is none.",
      ""
    },
    footer = {
      "",
      "Examples: one client with a random secret; 10,000 clients for a load test; in a database",
      "  scripts/enroll add keys/ alice --out alice.csv",
      "  scripts/enroll add keys/ --count 10k --prefix load-",
      "  scripts/enroll add keys/ bob --clients 'jdbc:postgresql://host/db'"
          + " --clients-password-file pw.txt"
    })
final class EnrollAdd extends EnrollClients {
  private static final long MAX_COUNT = 10_000_000;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME",
      showDefaultValue = Visibility.NEVER,
      description = "The clients' names, 1 to 255 bytes each.")
  private List<String> names = List.of();

  @Option(names = "--random", description = "Create random secrets (the default).")
  private boolean random;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Derive secrets from the password in FILE, with a salt for each client.")
  private Path passwordFile;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Enrol PREFIX1 to PREFIXN instead of named clients.")
  private Count count;

  @OnlyWith("--count")
  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "With --count: the start of the names.")
  private String prefix;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "New file for the credentials (default: NAME.csv for one name, else credentials.csv).")
  private Path out;

  @Override
  void run(PrintWriter to) {
    requireConsistentOptions();
    List<String> wanted = requestedNames();
    Path file = file();
    byte[] gate = folder().readGate(modes());
    ClientStore clients = clients();
    try {
      clients.requireFree(wanted);
      enrol(wanted, file, setup(gate));
    } finally {
      Secrets.wipe(gate);
    }
    to.printf(
        "enrolled %,d %s in %s; credentials: %s%n",
        wanted.size(), wanted.size() == 1 ? "client" : "clients", clients, file);
  }

  private void requireConsistentOptions() {
    if (random && passwordFile != null) {
      throw wrong("--random and --password-file exclude each other; give only one");
    }
    if (count == null ? names.isEmpty() || prefix != null : !names.isEmpty() || prefix == null) {
      throw wrong("give names, or --count N with --prefix PREFIX");
    }
    if (count != null && passwordFile != null) {
      throw wrong("--count creates random secrets; omit --password-file");
    }
    if (count != null && (count.value() < 1 || count.value() > MAX_COUNT)) {
      throw wrong("--count must be 1 to 10M, was " + count);
    }
  }

  private static CommandFailure wrong(String why) {
    return new CommandFailure(ExitCode.USAGE, why + "; 'scripts/enroll add --help' has examples");
  }

  private List<String> requestedNames() {
    Stream<String> given =
        count == null
            ? names.stream()
            : IntStream.rangeClosed(1, count.intValue()).mapToObj(i -> prefix + i);
    try {
      return given.map(name -> ClientName.parse(name).text()).toList();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage() + "; choose another", e);
    }
  }

  private Path file() {
    if (out != null) {
      return out;
    }
    if (names.size() != 1) {
      return Path.of("credentials.csv");
    }
    if (!ClientName.parse(names.get(0)).fitsFile()) {
      throw wrong("'" + names.get(0) + "' is not a safe file name; give --out FILE");
    }
    return Path.of(ClientName.parse(names.get(0)) + ".csv");
  }

  /** With a CA if the folder has one, unless the secrets are passwords. */
  private EnrolmentSetup setup(byte[] gate) {
    boolean certified = passwordFile == null && folder().hasAuthority();
    return new EnrolmentSetup(
        gate,
        Backends.select("jdk").backend().sha256(),
        new SecureRandom(),
        certified ? Optional.of(folder().readAuthority(modes())) : Optional.empty());
  }

  /** Writes the credentials, then the table; deletes the credentials if the table write fails. */
  private void enrol(List<String> wanted, Path file, EnrolmentSetup setup) {
    List<ClientCredentials> clients = createCredentials(wanted, file, setup);
    try {
      clients().add(clients);
    } catch (IdentityFileException | CommandFailure e) {
      withdraw(file, e);
      throw e;
    } finally {
      clients.forEach(EnrollAdd::wipe);
    }
  }

  private static void wipe(ClientCredentials client) {
    Secrets.wipe(client.root());
    client.admission().ifPresent(Secrets::wipe);
  }

  private List<ClientCredentials> createCredentials(
      List<String> wanted, Path file, EnrolmentSetup setup) {
    if (passwordFile == null) {
      List<ClientCredentials> clients =
          wanted.stream().map(name -> Enrolment.random(name, setup)).toList();
      ClientFile.createCredentials(file, clients);
      return clients;
    }
    String password = SecretFiles.readPassword(passwordFile, "password", modes());
    List<SaltedClient> salted =
        wanted.stream().map(name -> Enrolment.withPassword(name, password, setup)).toList();
    ClientFile.createSalted(file, salted);
    return salted.stream().map(SaltedClient::client).toList();
  }

  private static void withdraw(Path file, RuntimeException why) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }
}
