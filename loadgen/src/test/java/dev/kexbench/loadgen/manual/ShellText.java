package dev.kexbench.loadgen.manual;

import dev.kexbench.loadgen.manual.CommandText.Entry;
import dev.kexbench.loadgen.manual.CommandText.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a command that is itself a shell script from its {@code usage} function. */
final class ShellText {
  private static final Pattern USAGE =
      Pattern.compile("(?ms)^usage\\(\\) \\{\n  cat <<'TEXT'\n(.*?)^TEXT$");
  private static final Pattern OPTION = Pattern.compile("  (-.*?\\S)(?:  +(.*))?");
  private static final Pattern CONTINUED = Pattern.compile(" {4,}\\S.*");
  private static final Pattern NAME = Pattern.compile("(?<!\\S)--?[a-z][a-z-]*");

  private static final Pattern SUMMARY = Pattern.compile("\\A#!.*\n# ([^;.\n]*)");

  private final String name;
  private final String summary;
  private final List<String> synopsis = new ArrayList<>();
  private final List<String> description = new ArrayList<>();
  private final List<Entry> options = new ArrayList<>();
  private final List<String> footer = new ArrayList<>();

  private ShellText(String name, String summary) {
    this.name = name;
    this.summary = summary;
  }

  static CommandText of(String name, String shell) {
    Matcher usage = USAGE.matcher(shell);
    Matcher summary = SUMMARY.matcher(shell);
    if (!usage.find() || !summary.find()) {
      throw new IllegalArgumentException(
          name + " has no comment on its second line, or no function usage that prints its help");
    }
    ShellText text = new ShellText(name, summary.group(1));
    usage.group(1).lines().forEach(text::add);
    return text.whole();
  }

  private void add(String line) {
    Matcher option = OPTION.matcher(line);
    if (options.isEmpty() && (line.startsWith("Usage: ") || line.startsWith("       "))) {
      synopsis.add(line.replace("Usage: ", "").strip());
    } else if (option.matches()) {
      String text = option.group(2) == null ? "" : option.group(2);
      options.add(entry(option.group(1), text));
    } else if (options.isEmpty()) {
      description.add(line);
    } else if (footer.isEmpty() && CONTINUED.matcher(line).matches()) {
      Entry last = options.remove(options.size() - 1);
      options.add(entry(last.term(), (last.text() + " " + line.strip()).strip()));
    } else {
      footer.add(line);
    }
  }

  private static Entry entry(String term, String text) {
    List<String> names = NAME.matcher(term).results().map(found -> found.group()).toList();
    boolean takesValue = Arrays.stream(term.split("[ ,]+")).anyMatch(word -> !word.startsWith("-"));
    return new Entry(names, term, text, takesValue ? Value.TEXT : Value.NONE, List.of(), false);
  }

  private CommandText whole() {
    String sentences = String.join(" ", description).strip();
    return new CommandText(
        name,
        summary,
        synopsis,
        List.of(sentences.split("(?<=\\.) ")),
        Map.of("Options", options),
        footer,
        List.of());
  }
}
