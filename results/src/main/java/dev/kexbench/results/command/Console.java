package dev.kexbench.results.command;

import java.io.PrintWriter;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a picocli command so that it always ends with an exit code, and prints every failure as one
 * line on standard error.
 */
public final class Console {
  private static final String DEBUG = "KEXBENCH_DEBUG";
  private static final int HELP_COLUMNS = 100;

  private final Output output;
  private final PrintWriter err;
  private final boolean traces;

  /** A console that writes to these; {@code traces} adds the stack trace to a failure. */
  public Console(PrintWriter out, PrintWriter err, boolean traces) {
    this(Output.plain(out), err, traces);
  }

  Console(Output output, PrintWriter err, boolean traces) {
    this.output = output;
    this.err = err;
    this.traces = traces;
  }

  /** Runs the command on the process's own streams, in UTF-8, and returns its exit code. */
  public static int run(Object command, String... args) {
    boolean traces = System.getenv(DEBUG) != null;
    return new Console(Output.standard(), Output.error().writer(), traces).execute(command, args);
  }

  /**
   * Runs the command and returns its exit code; 2 if its output could not be written. That the
   * reader of a pipe has ended is no error: the code is the command's, or 141 in place of 0.
   */
  public int execute(Object command, String... args) {
    int code = commandLine(command).execute(args);
    int written = written();
    err.flush();
    return written == ExitCode.FINE ? code : ExitCode.worst(code, written);
  }

  private int written() {
    if (!output.writer().checkError()) {
      return ExitCode.FINE;
    }
    if (output.pipe().getAsBoolean()) {
      return ExitCode.UNREAD;
    }
    err.println("cannot write to standard output, which is closed or full; the output is lost");
    return ExitCode.USAGE;
  }

  /** The command, with converters for the types that every command knows. */
  public CommandLine commandLine(Object command) {
    CommandLine ready = withConverters(new CommandLine(command));
    ready.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionList::of);
    return ready
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // @1 is a run
        .setUsageHelpWidth(HELP_COLUMNS)
        .setOut(output.writer())
        .setErr(err)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                output.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
        .setExecutionStrategy(Console::executeChecked)
        .setParameterExceptionHandler((failure, args) -> usage(failure))
        .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure));
  }

  /** The option types that every command supports in addition to picocli's own. */
  private static CommandLine withConverters(CommandLine line) {
    return line.registerConverter(Duration.class, new Parsed<>(Amount::duration))
        .registerConverter(Count.class, new Parsed<>(Count::parse))
        .registerConverter(Rate.class, new Parsed<>(Rate::parse))
        .registerConverter(Percent.class, new Parsed<>(Percent::parse));
  }

  private static int executeChecked(ParseResult parsed) {
    for (CommandLine each : parsed.asCommandLineList()) {
      if (!each.isUsageHelpRequested() && !each.isVersionHelpRequested()) {
        each.getParseResult().matchedOptions().forEach(option -> requireEffect(each, option));
      }
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Refuses an option that was given without any of those that it needs, or to no effect. */
  private static void requireEffect(CommandLine line, OptionSpec option) {
    if (option.userObject() instanceof Field field) {
      Optional.ofNullable(field.getAnnotation(OnlyWith.class))
          .ifPresent(with -> requireOneOf(line, option, with.value()));
      Optional.ofNullable(field.getAnnotation(NoEffectWith.class)).stream()
          .flatMap(with -> named(line, with.value()))
          .filter(Console::isSet)
          .forEach(other -> refuse(line, option, "with " + other.longestName()));
    }
  }

  private static void requireOneOf(CommandLine line, OptionSpec option, String... names) {
    List<OptionSpec> needed = named(line, names).toList();
    if (!needed.isEmpty() && needed.stream().noneMatch(Console::isSet)) {
      refuse(
          line,
          option,
          needed.stream()
              .map(OptionSpec::longestName)
              .collect(Collectors.joining(" or ", "without ", "")));
    }
  }

  /** Those of these options that the command has. */
  private static Stream<OptionSpec> named(CommandLine line, String... names) {
    return Arrays.stream(names).map(line.getCommandSpec()::findOption).filter(Objects::nonNull);
  }

  private static void refuse(CommandLine line, OptionSpec option, String when) {
    throw new ParameterException(line, "%s has no effect %s".formatted(option.longestName(), when));
  }

  /** Whether it has a value other than its default, as text. */
  private static boolean isSet(OptionSpec option) {
    Object value = option.getValue();
    return value != null
        && !String.valueOf(value).equals(option.defaultValue())
        && !value.equals(Boolean.FALSE)
        && !(value instanceof Collection<?> several && several.isEmpty());
  }

  /** An unknown option is reported first: what is missing may be what it was meant to be. */
  private static ParameterException first(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    List<String> unknown = line.getUnmatchedArguments();
    return failure instanceof MissingParameterException && !unknown.isEmpty()
        ? new UnmatchedArgumentException(line, unknown)
        : failure;
  }

  private int usage(ParameterException given) {
    ParameterException failure = first(given);
    String name = failure.getCommandLine().getCommandSpec().qualifiedName();
    err.println(
        "%s%s; %s '%s --help'"
            .formatted(OneLine.of(message(failure)), place(failure), suggestion(failure), name));
    return ExitCode.USAGE;
  }

  /** For an unknown choice, lists the valid ones, spelled as in the help text. */
  private static String message(ParameterException failure) {
    ArgSpec arg = failure.getArgSpec();
    return arg instanceof OptionSpec option && arg.type().isEnum() && arg.converters().length == 0
        ? "Invalid value for option '%s': expected %s, was '%s'"
            .formatted(option.longestName(), choices(arg.type()), failure.getValue())
        : failure.getMessage();
  }

  private static String choices(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(each -> ((Enum<?>) each).name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or "));
  }

  /** Where the invalid value comes from, since a value that was not typed is hard to find. */
  private static String place(ParameterException failure) {
    return failure.getArgSpec() != null
            && failure.getCommandLine().getDefaultValueProvider() instanceof WrittenDefaults written
        ? written.place(failure.getArgSpec(), failure.getValue()).map(" (%s)"::formatted).orElse("")
        : "";
  }

  private static String suggestion(ParameterException failure) {
    List<String> options =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    return options.isEmpty() ? "try" : "did you mean " + options.get(0) + "? Try";
  }

  private int failed(Exception failure) {
    CommandFailure known =
        failure instanceof CommandFailure expected ? expected : internal(failure);
    err.println(known.getMessage());
    if (traces) {
      failure.printStackTrace(err);
    }
    return known.exitCode();
  }

  private static CommandFailure internal(Exception failure) {
    return new CommandFailure(
        ExitCode.INTERNAL,
        "kexbench: internal error: %s; run again with %s=1 for the stack trace"
            .formatted(failure, DEBUG));
  }
}
