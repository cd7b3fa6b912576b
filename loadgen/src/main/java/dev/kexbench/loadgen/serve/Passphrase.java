package dev.kexbench.loadgen.serve;

import dev.kexbench.core.identity.SecretFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names a private key's passphrase; without it the environment may hold one. */
public final class Passphrase {
  private static final String VARIABLE = "KEXBENCH_PASSPHRASE";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The private key's passphrase, else " + VARIABLE + " (default: not encrypted).")
  private Path file;

  /** The passphrase, as an array of the caller's own, if there is one. */
  public Optional<char[]> read(SecretFiles.Modes modes) {
    return read(Optional.ofNullable(file), System.getenv(), modes);
  }

  public static Optional<char[]> read(
      Optional<Path> file, Map<String, String> environment, SecretFiles.Modes modes) {
    return file.map(each -> SecretFiles.readPassword(each, "passphrase", modes))
        .or(() -> Optional.ofNullable(environment.get(VARIABLE)).filter(each -> !each.isEmpty()))
        .map(String::toCharArray);
  }
}
