package dev.kexbench.results.command;

import picocli.CommandLine.Option;

/** Whether a change is measured again before it is reported, as a picocli mixin. */
@OptionHeading("Variants")
public final class ConfirmOption {
  @OnlyWith({"--against", "--jdk", "--providers", "--pools", "--transports"})
  @Option(
      names = "--no-confirm",
      negatable = true,
      description =
          "With --against and other variants: whether figures that may have changed are measured"
              + " again in as many more rounds before they are reported (default: they are).")
  private boolean confirm = true;

  /** Whether it is. */
  public boolean confirms() {
    return confirm;
  }
}
