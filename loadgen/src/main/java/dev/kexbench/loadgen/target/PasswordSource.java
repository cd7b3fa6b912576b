package dev.kexbench.loadgen.target;

import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Source of the clients' password: a file, without its last line end, or else the console. */
public record PasswordSource(Optional<Path> file, SecretFiles.Modes modes)
    implements Supplier<String> {
  @Override
  public String get() {
    return file.map(each -> SecretFiles.readPassword(each, "password", modes))
        .orElseGet(PasswordSource::ask);
  }

  private static String ask() {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Password of the clients: ");
    if (typed == null || typed.length == 0) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "these credentials need a password, and none was entered; give --password-file FILE");
    }
    return new String(typed);
  }
}
