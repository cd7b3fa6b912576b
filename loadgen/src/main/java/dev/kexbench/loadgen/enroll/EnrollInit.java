package dev.kexbench.loadgen.enroll;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.loadgen.command.ExchangeNames;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/enroll init}: creates a server's folder with new keys and an empty table. */
@Command(
    name = "init",
    description = {
      "Creates a server's keys and an empty client table.",
      "If the folder has keys for other exchanges, adds the keys for this one. For an exchange in"
          + " which clients have certificates, creates the CA that 'add' certifies them with.",
      ""
    },
    footer = {
      "",
      "Example: a 3072-bit key, encrypted",
      "  scripts/enroll init keys/ -x kx1-rsa3072 --passphrase-file passphrase.txt"
    })
final class EnrollInit extends EnrollSubcommand {
  @Option(
      names = {"-x", "--exchange"},
      paramLabel = "NAME",
      defaultValue = "kx1-rsa2048",
      completionCandidates = ExchangeNames.class,
      description = "Exchange that the keys are for; scripts/serve --list prints all.")
  private String exchange;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "File with the private key's passphrase, else "
              + SecretFiles.PASSPHRASE_VARIABLE
              + " (default: not encrypted).")
  private Path passphraseFile;

  @Override
  void run(PrintWriter out) {
    Exchange chosen = chosen();
    boolean authority = chosen.usesClientCertificates() && !folder().hasAuthority();
    if (authority && hasKeys(chosen)) {
      folder().add(ClientAuthority.create(new SecureRandom()));
      out.printf(
          "added the CA of clients for %s in %s; clients enrolled from now on have certificates%n",
          chosen.suite(), folder().directory());
      return;
    }
    boolean another = folder().lacks(chosen.keyKind());
    if (!another) {
      folder().requireEmpty();
    }
    Optional<char[]> secret =
        SecretFiles.readPassphrase(Optional.ofNullable(passphraseFile), System.getenv(), modes());
    boolean encrypted = secret.isPresent();
    ServerKeys keys = chosen.generateKeys(new SecureRandom());
    if (another) {
      folder().add(keys, secret);
    } else {
      folder().create(keys, secret);
    }
    if (authority) {
      folder().add(ClientAuthority.create(new SecureRandom()));
    }
    out.printf(
        "%s keys for %s in %s%s; give clients %s%n",
        another ? "added" : "created",
        chosen.suite(),
        folder().directory(),
        encrypted ? ", private key encrypted" : "",
        folder().publicKey(chosen.keyKind()));
  }

  /** Whether the folder is complete but for the CA of clients. */
  private boolean hasKeys(Exchange chosen) {
    return Files.exists(folder().publicKey(chosen.keyKind())) && Files.exists(folder().table());
  }

  private Exchange chosen() {
    try {
      return Catalogue.named(exchange, EngineChoice.FASTEST).get(0);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
