package dev.kexbench.results.command;

import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;

/** Default values that a user has written, such as in a file, and can correct there. */
public interface WrittenDefaults extends IDefaultValueProvider {
  /**
   * Where the value of an option is written, as {@code run.conf line 3}; empty if it is not
   * written.
   */
  Optional<String> place(ArgSpec option, String value);
}
