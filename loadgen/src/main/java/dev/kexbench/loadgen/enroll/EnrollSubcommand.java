package dev.kexbench.loadgen.enroll;

import dev.kexbench.core.identity.IdentityFileException;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the subcommands of {@code scripts/enroll} share: the server's folder and error handling. */
abstract class EnrollSubcommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DIR", description = "The server's folder.")
  private Path directory;

  @Option(names = "--insecure-files", description = "Accept secret files that others can read.")
  private boolean insecureFiles;

  @Mixin private Help help;
  @Spec private CommandSpec spec;

  /** Runs the subcommand. */
  abstract void run(PrintWriter out);

  @Override
  public final Integer call() {
    try {
      run(spec.commandLine().getOut());
      return ExitCode.FINE;
    } catch (IdentityFileException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  final ServerFolder folder() {
    return new ServerFolder(directory);
  }

  final SecretFiles.Modes modes() {
    return insecureFiles ? SecretFiles.Modes.INSECURE : SecretFiles.Modes.CHECKED;
  }
}
