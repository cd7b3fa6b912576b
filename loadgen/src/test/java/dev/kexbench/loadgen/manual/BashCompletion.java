package dev.kexbench.loadgen.manual;

import dev.kexbench.loadgen.manual.CommandText.Entry;
import dev.kexbench.loadgen.manual.CommandText.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The completion of all commands in bash, as one file.
 *
 * <p>picocli can write such a file for each command as well, but its functions complete neither
 * {@code --option=value} nor lists with commas, enum values only in upper case, and every program
 * of the same name: a {@code compare} of another package, too.
 */
final class BashCompletion {
  private static final String FUNCTIONS = "completion.bash";

  private BashCompletion() {}

  static String of(List<CommandText> commands) {
    String names = commands.stream().map(CommandText::name).collect(Collectors.joining(" "));
    List<CommandText> all = commands.stream().flatMap(BashCompletion::withSubcommands).toList();
    return functions()
        .replace(
            "@COMMANDS@\n", all.stream().map(BashCompletion::options).collect(Collectors.joining()))
        .replace("@WORDS@\n", words(all))
        .replace("@NAMES@", names);
  }

  private static Stream<CommandText> withSubcommands(CommandText command) {
    return Stream.concat(Stream.of(command), command.subcommands().stream());
  }

  private static String functions() {
    try (InputStream file = BashCompletion.class.getResourceAsStream(FUNCTIONS)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(FUNCTIONS + ": " + e, e);
    }
  }

  private static String options(CommandText command) {
    String subcommands =
        command.subcommands().stream()
            .map(each -> each.name().replace(command.name() + " ", ""))
            .collect(Collectors.joining(" "));
    return """
            %s)
              flags='%s'
              valued='%s'
              files='%s'
              subcommands='%s'
              ;;
        """
        .formatted(
            quoted(command.name()),
            names(command, List.of(Value.NONE)),
            names(command, List.of(Value.FILE, Value.WORD, Value.TEXT)),
            names(command, List.of(Value.FILE)),
            subcommands);
  }

  private static String names(CommandText command, List<Value> values) {
    return command.options().stream()
        .filter(entry -> values.contains(entry.value()))
        .flatMap(entry -> entry.names().stream())
        .collect(Collectors.joining(" "));
  }

  /** The options by the words that they take: most commands share theirs. */
  private static String words(List<CommandText> all) {
    Map<String, List<String>> byWords = new LinkedHashMap<>();
    for (CommandText command : all) {
      for (Entry entry : command.options()) {
        if (entry.value() == Value.WORD) {
          String words =
              "words='%s' list=%s"
                  .formatted(String.join(" ", entry.words()), entry.several() ? "," : "");
          List<String> options = byWords.computeIfAbsent(words, any -> new ArrayList<>());
          entry.names().forEach(name -> options.add(quoted(command.name() + " " + name)));
        }
      }
    }
    return byWords.entrySet().stream()
        .map(
            each -> "    %s) %s ;;\n".formatted(String.join(" | ", each.getValue()), each.getKey()))
        .collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return "'" + word + "'";
  }
}
