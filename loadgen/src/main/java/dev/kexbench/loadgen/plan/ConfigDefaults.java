package dev.kexbench.loadgen.plan;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.WrittenDefaults;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code --config FILE} of a command: the file's values replace the defaults, so the command line
 * takes precedence.
 */
public final class ConfigDefaults implements WrittenDefaults {
  private static final String CONFIG = "--config";
  private static final String NETWORK = "--network";

  /** Options that a file cannot set, because they ask for something other than a run. */
  private static final Set<String> COMMAND_LINE_ONLY =
      Set.of(CONFIG, "--help", "--version", "--list", "--with-parent", "--sweep", "--sweep-allow");

  /**
   * For each option of the file, the command-line options that override it because they set the
   * same thing in another way.
   */
  private static final Map<String, Set<String>> RIVALS =
      Map.of(
          "--rate",
          Set.of("--ramp", "--steps"),
          "--ramp",
          Set.of("--rate", "--steps", "--find-max"),
          "--steps",
          Set.of("--rate", "--ramp", "--find-max"),
          "--find-max",
          Set.of("--ramp", "--steps", "--count"),
          "--count",
          Set.of("--duration", "--find-max"),
          NETWORK,
          Set.of("--networks", "--target", "--agents"));

  /** What else in a file leaves no generator with its own server, between which a network is. */
  private static final List<String> WITHOUT_NETWORK = List.of("target", "agents");

  /** The file's options by name, once it is read. */
  private Map<String, ConfigFile.Entry> entries;

  @Override
  public String defaultValue(ArgSpec option) {
    String text = text(option);
    return text == null ? null : text.replace("${", "$${"); // picocli would look for a variable
  }

  /** The option's value in the file, or null if it has none. */
  String text(ArgSpec option) {
    return entry(option).map(ConfigFile.Entry::value).orElse(null);
  }

  @Override
  public Optional<String> place(ArgSpec option, String value) {
    return entry(option)
        .filter(entry -> List.of(entry.value().split(",")).contains(value))
        .map(ConfigFile.Entry::place);
  }

  /**
   * Refuses a file whose network has no effect because of what else is in the file, unless the
   * command line replaces it.
   *
   * @throws CommandFailure with exit code 2 that states where both are
   */
  public void requireNetworkInUse(CommandSpec command) {
    Optional<ConfigFile.Entry> network =
        Optional.ofNullable(command.findOption(NETWORK))
            .filter(option -> option.stringValues().isEmpty()) // else the command line replaces it
            .flatMap(this::entry);
    network.ifPresent(
        inFile ->
            WITHOUT_NETWORK.stream()
                .filter(entries::containsKey)
                .findFirst()
                .map(entries::get)
                .ifPresent(
                    other -> {
                      throw new CommandFailure(
                          ExitCode.USAGE,
                          "%s: 'network' has no effect with '%s' (%s); leave out one of them"
                              .formatted(inFile.place(), other.name(), other.place()));
                    }));
  }

  private Optional<ConfigFile.Entry> entry(ArgSpec arg) {
    Path file = arg.command().findOption(CONFIG).getValue();
    if (file == null || !(arg instanceof OptionSpec option)) {
      return Optional.empty();
    }
    if (entries == null) {
      entries = load(file, arg.command());
    }
    return Optional.ofNullable(entries.get(OptionValues.name(option)))
        .filter(entry -> !overruled(option));
  }

  private static boolean overruled(OptionSpec option) {
    return RIVALS.getOrDefault(option.longestName(), Set.of()).stream()
        .map(option.command()::findOption)
        .anyMatch(rival -> !rival.stringValues().isEmpty());
  }

  private static Map<String, ConfigFile.Entry> load(Path file, CommandSpec command) {
    try {
      Map<String, ConfigFile.Entry> entries = new LinkedHashMap<>();
      for (ConfigFile.Entry entry : ConfigFile.read(file)) {
        OptionSpec option = option(entry, command);
        entries.merge(entry.name(), entry, (first, again) -> joined(option, first, again));
      }
      return entries;
    } catch (CommandFailure e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private static OptionSpec option(ConfigFile.Entry entry, CommandSpec command) {
    String name = OptionValues.DASHES + entry.name();
    OptionSpec option = command.findOption(name);
    if (option == null || COMMAND_LINE_ONLY.contains(name) || !name.equals(option.longestName())) {
      throw new ParameterException(
          command.commandLine(),
          "%s: unknown option '%s'%s".formatted(entry.place(), entry.name(), near(name, command)));
    }
    return option;
  }

  private static String near(String name, CommandSpec command) {
    List<String> near =
        new UnmatchedArgumentException(command.commandLine(), List.of(name))
            .getSuggestions().stream()
                .filter(each -> !COMMAND_LINE_ONLY.contains(each))
                .filter(each -> each.startsWith(OptionValues.DASHES))
                .map(each -> each.substring(OptionValues.DASHES.length()))
                .toList();
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** An option that may be repeated on the command line may be repeated in a file. */
  private static ConfigFile.Entry joined(
      OptionSpec option, ConfigFile.Entry first, ConfigFile.Entry again) {
    if (!option.isMultiValue()) {
      throw new ParameterException(
          option.command().commandLine(),
          "%s: '%s' stands at %s already".formatted(again.place(), again.name(), first.place()));
    }
    String both = first.value() + option.splitRegex() + again.value();
    return new ConfigFile.Entry(first.name(), both, first.place());
  }
}
