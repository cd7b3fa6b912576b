package dev.kexbench.results.command;

import java.util.Optional;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;

/** Default values that somebody has written somewhere, and can correct there. */
public interface WrittenDefaults extends IDefaultValueProvider {
  /** Where this value of an option stands, as {@code run.conf line 3}; empty if it is not there. */
  Optional<String> place(ArgSpec option, String value);
}
