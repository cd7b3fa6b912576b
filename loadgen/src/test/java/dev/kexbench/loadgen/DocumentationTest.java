package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * README.md and docs/: the commands and options in them exist, and so do the files they link to.
 */
class DocumentationTest {
  private static final Path ROOT = Path.of(System.getProperty("root.dir"));
  private static final Path SCRIPTS = ROOT.resolve("scripts");

  /** Consists of commands throughout. */
  private static final Path ACTION = ROOT.resolve("action.yml");

  private static final Pattern CODE =
      Pattern.compile("^```.*?^```|`[^`\n]+`", Pattern.MULTILINE | Pattern.DOTALL);

  /** A command ends with its line, or where the shell would begin another one. */
  private static final Pattern COMMAND = Pattern.compile("scripts/([a-z]+)\\b(?!\\.)([^\n`;|&]*)");

  private static final Pattern QUOTED = Pattern.compile("'[^'\n]*'|\"[^\"\n]*\"");
  private static final Pattern OPTION =
      Pattern.compile("(?<![^\\s\\[])(--[a-z][a-z-]*|-[A-Za-z])(?=[\\s=\\],)]|$)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)\\s]*)?\\)");
  private static final Pattern COMMANDS =
      Pattern.compile("^## Commands$.*?(?=^## )", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `scripts/([a-z]+)` \\|");

  private static final Pattern LAUNCH =
      Pattern.compile("(?m)^launch [a-z]+ [a-z.]+\\.([A-Z]\\w+) ");
  private static final Pattern CASE_LABEL =
      Pattern.compile("(?m)^ +((?:--?[a-z]+(?: \\| )?)+)\\)$");
  private static final Pattern DECLARED =
      Pattern.compile(
          "@Option\\(\\s*names = (\\{[^}]*}|\"[^\"]*\")(,\\s*negatable = true)?", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\"(--?[A-Za-z][A-Za-z-]*)\"");

  /** Where else options of a command are declared. */
  private static final List<Pattern> PARTS =
      List.of(
          Pattern.compile("@(?:Mixin|ArgGroup)(?:\\([^)]*\\))?\\s+private (?:final )?(\\w+) "),
          Pattern.compile("class \\w+ extends (\\w+)"));

  private static final Pattern SUBCOMMANDS = Pattern.compile("subcommands = \\{([^}]*)}");
  private static final Pattern CLASS = Pattern.compile("(\\w+)\\.class");

  private static List<Path> pages() {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ACTION));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  /** A command line of a page, with the options in it. */
  private record Usage(Path page, String script, String line, List<String> options) {
    static Stream<Usage> in(Path page) {
      String text = text(page).replaceAll("\\\\\n\\s*", " ");
      return (page.equals(ACTION) ? Stream.of(text) : matches(CODE, text).map(MatchResult::group))
          .map(code -> QUOTED.matcher(code).replaceAll("''"))
          .flatMap(code -> matches(COMMAND, code))
          .map(
              command ->
                  new Usage(
                      ROOT.relativize(page),
                      command.group(1),
                      command.group().strip(),
                      matches(OPTION, command.group(2)).map(option -> option.group(1)).toList()));
    }

    String without(String option) {
      return "%s: '%s': scripts/%s has no option %s".formatted(page, line, script, option);
    }
  }

  /** The options of each script, as its sources declare them. */
  private static final class Declared {
    private final Map<String, Path> sources = new HashMap<>();
    private final Map<String, Set<String>> byScript = new HashMap<>();

    Declared() throws IOException {
      for (String module : List.of("results", "bench", "loadgen")) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
          files
              .filter(file -> file.toString().endsWith(".java"))
              .forEach(file -> sources.put(simpleName(file), file));
        }
      }
    }

    private static String simpleName(Path file) {
      return file.getFileName().toString().replace(".java", "");
    }

    Set<String> of(String script) {
      return byScript.computeIfAbsent(script, this::read);
    }

    private Set<String> read(String script) {
      String shell = text(SCRIPTS.resolve(script));
      return matches(LAUNCH, shell)
          .findFirst()
          .map(launch -> ofCommand(launch.group(1)))
          .orElseGet(
              () ->
                  matches(CASE_LABEL, shell)
                      .flatMap(label -> Stream.of(label.group(1).split(" \\| ")))
                      .collect(Collectors.toSet()));
    }

    /** Those of a main class, its mixins, its subcommands and what these extend. */
    private Set<String> ofCommand(String main) {
      Set<String> options = new HashSet<>();
      Set<String> seen = new HashSet<>();
      Deque<String> left = new ArrayDeque<>(List.of(main));
      while (!left.isEmpty()) {
        String type = left.pop();
        if (sources.containsKey(type) && seen.add(type)) {
          String source = text(sources.get(type));
          matches(DECLARED, source).forEach(option -> add(option, options));
          PARTS.forEach(part -> matches(part, source).forEach(found -> left.push(found.group(1))));
          matches(SUBCOMMANDS, source)
              .flatMap(list -> matches(CLASS, list.group(1)))
              .forEach(found -> left.push(found.group(1)));
        }
      }
      return options;
    }

    private static void add(MatchResult option, Set<String> options) {
      matches(NAME, option.group(1))
          .map(name -> name.group(1))
          .forEach(
              name -> {
                options.add(name);
                if (option.group(2) != null) {
                  options.add(name.replaceFirst("^--", "--no-"));
                }
              });
    }
  }

  private static Set<String> executables() {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      return files
          .filter(Files::isExecutable)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("launcher.sh"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyCommandInThePagesExistsWithItsOptions() throws IOException {
    List<Usage> usages = pages().stream().flatMap(Usage::in).toList();
    assertTrue(usages.size() > 50, () -> "commands are found in the pages: " + usages);
    Set<String> scripts = executables();
    assertEquals(
        List.of(),
        usages.stream().filter(usage -> !scripts.contains(usage.script())).toList(),
        "commands that are no scripts");
    Declared declared = new Declared();
    assertEquals(
        List.of(),
        usages.stream()
            .flatMap(
                usage ->
                    usage.options().stream()
                        .filter(option -> !declared.of(usage.script()).contains(option))
                        .map(usage::without))
            .toList());
  }

  @Test
  void findsOptionsOfEveryScript() throws IOException {
    Declared declared = new Declared();
    for (String script : executables()) {
      assertTrue(
          declared.of(script).containsAll(Set.of("-h", "--help")),
          () -> "scripts/%s: %s".formatted(script, declared.of(script)));
    }
    assertTrue(declared.of("loadtest").containsAll(Set.of("-R", "--agents", "--join", "--queue")));
    assertTrue(declared.of("loadtest").contains("--no-quiet"));
    assertTrue(declared.of("enroll").containsAll(Set.of("--exchange", "--prefix")));
    assertTrue(declared.of("bench").containsAll(Set.of("-p", "--quick", "--against")));
    assertTrue(declared.of("compare").containsAll(Set.of("--col", "--strict", "--junit")));
    assertTrue(declared.of("test").containsAll(Set.of("--gate", "--fast")));
    assertFalse(declared.of("serve").contains("--agents"), "each command has its own options");
  }

  @Test
  void theCommandTableListsEveryScript() {
    List<String> listed =
        matches(COMMANDS, text(ROOT.resolve("README.md")))
            .flatMap(section -> matches(TABLE_ROW, section.group()))
            .map(row -> row.group(1))
            .sorted()
            .toList();
    assertEquals(List.copyOf(executables()), listed);
  }

  @Test
  void everyLinkLeadsToAFile() {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      matches(LINK, text(page))
          .map(link -> link.group(1))
          .filter(target -> !Files.exists(page.resolveSibling(target)))
          .forEach(target -> dead.add(ROOT.relativize(page) + ": " + target));
    }
    assertEquals(List.of(), dead);
  }
}
