package dev.kexbench.results.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options {@code --help} and {@code --version} of every command, as a picocli mixin. */
@Command(
    showDefaultValues = true,
    usageHelpWidth = 100,
    synopsisHeading = "Usage: ",
    sortOptions = false,
    versionProvider = Version.class)
public final class Help {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private boolean asked;

  @Option(
      names = "--version",
      versionHelp = true,
      description = "Prints the versions of kexbench, the JDK and the crypto provider.",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private boolean version;

  /** Whether help was asked for; picocli then shows it and the command does not run. */
  public boolean asked() {
    return asked;
  }
}
