package dev.kexbench.loadgen.manual;

import dev.kexbench.loadgen.manual.CommandText.Entry;
import dev.kexbench.loadgen.manual.CommandText.Value;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.OptionList;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.RegexTransformer;

/** Reads a program's text from its picocli declarations. */
final class ProgramText {
  private static final String FOLDER = "scripts/";

  private ProgramText() {}

  static CommandText of(Class<?> main) {
    PrintWriter unused = new PrintWriter(Writer.nullWriter());
    return of(new Console(unused, unused, false).commandLine(new Unstarted().create(main)));
  }

  /** Makes commands that never run: whatever their constructors take is null. */
  private static final class Unstarted implements IFactory {
    @Override
    public <K> K create(Class<K> type) {
      try {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(new Object[constructor.getParameterCount()]));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + ": " + e, e);
      }
    }
  }

  private static CommandText of(CommandLine line) {
    Help help = line.getHelp();
    Map<String, List<Entry>> entries = new LinkedHashMap<>();
    List<Entry> parameters =
        line.getCommandSpec().positionalParameters().stream()
            .map(parameter -> entry(help, parameter))
            .toList();
    if (!parameters.isEmpty()) {
      entries.put("Arguments", parameters);
    }
    OptionList.groups(line.getCommandSpec())
        .forEach(
            (heading, options) ->
                entries.put(heading, options.stream().map(option -> entry(help, option)).toList()));
    List<String> description = lines(line.getCommandSpec().usageMessage().description());
    return new CommandText(
        line.getCommandSpec().qualifiedName().replace(FOLDER, ""),
        description.get(0).replaceFirst("[.:]( .*|$)", ""),
        synopsis(line),
        description,
        entries,
        lines(line.getCommandSpec().usageMessage().footer()),
        line.getSubcommands().values().stream().map(ProgramText::of).toList());
  }

  private static List<String> synopsis(CommandLine line) {
    List<String> custom = lines(line.getCommandSpec().usageMessage().customSynopsis());
    if (!custom.isEmpty()) {
      return custom.stream().map(String::strip).toList();
    }
    Stream<String> parameters =
        line.getCommandSpec().positionalParameters().stream()
            .map(
                each ->
                    line.getHelp()
                        .createDefaultParamLabelRenderer()
                        .renderParameterLabel(each, Ansi.OFF, List.of())
                        .toString()
                        .strip());
    String arguments = parameters.map(each -> " " + each).collect(Collectors.joining());
    String subcommand = line.getSubcommands().isEmpty() ? "" : " COMMAND";
    return List.of(line.getCommandSpec().qualifiedName() + " [OPTIONS]" + subcommand + arguments);
  }

  private static List<String> lines(String[] texts) {
    return Arrays.stream(texts).map(ProgramText::plain).toList();
  }

  /** A text as picocli shows it: its formats and markup resolved. */
  private static String plain(String text) {
    return Ansi.OFF.new Text(String.format(Locale.ROOT, text)).plainString();
  }

  private static Entry entry(Help help, PositionalParamSpec parameter) {
    Text[][] rows =
        help.createDefaultParameterRenderer()
            .render(parameter, help.createDefaultParamLabelRenderer(), help.colorScheme());
    return new Entry(
        List.of(), parameter.paramLabel(), description(rows), Value.FILE, List.of(), false);
  }

  private static Entry entry(Help help, OptionSpec option) {
    Text[][] rows =
        help.createDefaultOptionRenderer()
            .render(option, help.createDefaultParamLabelRenderer(), help.colorScheme());
    List<String> words = words(option);
    return new Entry(
        names(option),
        term(rows[0]),
        description(rows),
        value(option, words),
        words,
        !option.splitRegex().isEmpty());
  }

  /** The row's columns: a marker, the short name, a comma, the long name. */
  private static String term(Text[] row) {
    String separator = row[2].plainString().isEmpty() ? "" : ", ";
    return row[1].plainString() + separator + row[3].plainString();
  }

  private static String description(Text[][] rows) {
    return Arrays.stream(rows)
        .map(row -> row[row.length - 1].plainString().strip())
        .map(text -> text.startsWith("Default: ") ? text + "." : text)
        .collect(Collectors.joining(" "))
        .strip();
  }

  private static List<String> names(OptionSpec option) {
    List<String> names = new ArrayList<>(List.of(option.names()));
    if (option.negatable()) {
      names.add(
          RegexTransformer.createDefault().makeNegative(option.longestName(), option.command()));
    }
    return names;
  }

  private static List<String> words(ArgSpec arg) {
    Iterable<String> candidates = arg.completionCandidates();
    if (candidates == null) {
      return List.of();
    }
    return StreamSupport.stream(candidates.spliterator(), false)
        .map(word -> arg.type().isEnum() ? word.toLowerCase(Locale.ROOT) : word)
        .toList();
  }

  /** An optional value cannot follow as a word of its own: the option is complete without it. */
  private static Value value(OptionSpec option, List<String> words) {
    if (option.arity().min() == 0) {
      return Value.NONE;
    }
    if (!words.isEmpty()) {
      return Value.WORD;
    }
    return option.typeInfo().getAuxiliaryTypes()[0] == Path.class ? Value.FILE : Value.TEXT;
  }
}
