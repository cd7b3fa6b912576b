package dev.kexbench.results.command;

import java.time.Duration;
import picocli.CommandLine;

/** The option types that every command supports in addition to picocli's own. */
final class Converters {
  private Converters() {}

  static CommandLine register(CommandLine line) {
    return line.registerConverter(Duration.class, new Parsed<>(Amount::duration))
        .registerConverter(Count.class, new Parsed<>(Count::parse))
        .registerConverter(Rate.class, new Parsed<>(Rate::parse))
        .registerConverter(Percent.class, new Parsed<>(Percent::parse));
  }
}
