package dev.kexbench.loadgen.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command as strings by long name: {@code duration} is {@code 20s}. They are read
 * from the command's own model, so that a new option is recorded without further code.
 */
public final class OptionValues {
  public static final String DASHES = "--";

  /**
   * Options that differ between runs of the same plan, or are not part of a plan at all. The engine
   * of TLS stands in the name of the exchange.
   */
  private static final Set<String> NO_PART_OF_A_PLAN =
      Set.of(
          "--out",
          "--name",
          "--config",
          "--quiet",
          "--live",
          "--calibrate",
          "--exchanges",
          "--networks",
          "--tls-engine",
          "--rounds",
          "--wide",
          "--runs",
          "--against",
          "--jdk",
          "--providers",
          "--pools",
          "--transports",
          "--confirm",
          "--no-confirm",
          "--with-parent",
          "--sweep",
          "--sweep-allow",
          "--check",
          "--agents-within",
          "--lost-after",
          "--join",
          "--secret-file",
          "--help",
          "--version",
          "--list");

  private OptionValues() {}

  /** The given value, else the default; options that have neither are left out. */
  public static Map<String, String> of(CommandSpec parsed) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (OptionSpec option : parsed.options()) {
      if (!NO_PART_OF_A_PLAN.contains(option.longestName())) {
        text(option).ifPresent(text -> texts.put(name(option), text));
      }
    }
    return texts;
  }

  /** The names of the options whose values were chosen, on the command line or in its file. */
  public static Set<String> given(CommandSpec parsed) {
    return parsed.options().stream()
        .filter(option -> !option.stringValues().isEmpty() || inFile(option).isPresent())
        .map(OptionValues::name)
        .collect(Collectors.toSet());
  }

  /** The long name without its dashes. */
  static String name(OptionSpec option) {
    return option.longestName().substring(DASHES.length());
  }

  private static Optional<String> text(OptionSpec option) {
    if (option.typeInfo().isBoolean()) {
      return Optional.ofNullable(option.getValue()).map(Object::toString);
    }
    List<String> given = option.stringValues();
    return given.isEmpty()
        ? byDefault(option)
        : Optional.of(String.join(option.splitRegex(), given));
  }

  private static Optional<String> byDefault(OptionSpec option) {
    return inFile(option).or(() -> Optional.ofNullable(option.defaultValue()));
  }

  private static Optional<String> inFile(OptionSpec option) {
    IDefaultValueProvider written = option.command().defaultValueProvider();
    return Optional.ofNullable(
        written instanceof ConfigDefaults config ? config.text(option) : null);
  }
}
