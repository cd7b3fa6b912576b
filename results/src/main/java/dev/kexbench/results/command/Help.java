package dev.kexbench.results.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option {@code --help} of every command, as a picocli mixin. */
@Command(
    showDefaultValues = true,
    usageHelpWidth = 100,
    synopsisHeading = "Usage: ",
    sortOptions = false)
public final class Help {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
  private boolean asked;

  /** Whether help was asked for; picocli then shows it and the command does not run. */
  public boolean asked() {
    return asked;
  }
}
