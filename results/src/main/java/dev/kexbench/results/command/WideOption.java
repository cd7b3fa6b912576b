package dev.kexbench.results.command;

import picocli.CommandLine.Option;

/** The option of commands that print a table of exchanges. */
public final class WideOption {
  @OptionHeading("Output")
  @Option(
      names = "--wide",
      description =
          "Print all columns of a table of exchanges; by default it fits 120 columns, also where"
              + " the output is no terminal. Markdown, JSON and pages always have all.")
  private boolean wide;

  /** Whether tables have all columns. */
  public boolean isGiven() {
    return wide;
  }
}
