package dev.kexbench.results.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of a JVM as far as they may affect its speed and are the same wherever it runs.
 * Left out are the class path and the module path, what only grants access or permits other
 * options, and system properties other than the JDK's own. Paths are left out of the rest: {@code
 * -javaagent:/tmp/a.jar=x} is {@code -javaagent:a.jar}.
 */
public final class JvmArguments {
  private static final Set<String> FOLLOWED_BY_A_PATH =
      Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--upgrade-module-path");

  private static final Set<String> FOLLOWED_BY_A_MODULE =
      Set.of("--add-opens", "--add-exports", "--add-reads", "--enable-native-access");

  private static final Pattern IRRELEVANT =
      Pattern.compile(
          "--(class-path|module-path|upgrade-module-path|add-opens|add-exports|add-reads"
              + "|enable-native-access|sun-misc-unsafe-memory-access|illegal-access"
              + "|illegal-native-access)(=.*)?"
              + "|-XX:\\+(UnlockDiagnosticVMOptions|UnlockExperimentalVMOptions"
              + "|IgnoreUnrecognizedVMOptions)"
              + "|-D(?!java\\.|jdk\\.|sun\\.).*|-D[^=]*=.*[/\\\\].*|-Djava\\.(io\\.tmpdir|class\\.path)=.*",
          Pattern.DOTALL);

  private static final Pattern AGENT =
      Pattern.compile(
          "(-javaagent:|-agentpath:|-agentlib:)(?:[^=]*[/\\\\])?([^=/\\\\]*).*", Pattern.DOTALL);

  private static final Pattern PATH =
      Pattern.compile("[=:]([A-Za-z]:)?[^=:]*[/\\\\].*$", Pattern.DOTALL);

  /** Names a method, as in {@code inline,java/lang/String.equals}, not a file. */
  private static final Pattern METHODS = Pattern.compile("-XX:Compile(Command|Only)=.*");

  private static final Pattern COLLECTOR =
      Pattern.compile(
          "-XX:\\+Use(Serial|Parallel|ParallelOld|G1|Z|Shenandoah|Epsilon|ConcMarkSweep)GC");

  private static final Map<String, String> COLLECTORS =
      Map.of("ConcMarkSweep", "CMS", "ParallelOld", "Parallel");

  private JvmArguments() {}

  /** The arguments that count, in order: of two that contradict each other the last one holds. */
  public static List<String> relevant(List<String> all) {
    List<String> relevant = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      String argument = all.get(at).strip();
      if (FOLLOWED_BY_A_PATH.contains(argument) || FOLLOWED_BY_A_MODULE.contains(argument)) {
        at++;
      } else if (!argument.isEmpty() && !IRRELEVANT.matcher(argument).matches()) {
        relevant.add(withoutPath(argument));
      }
    }
    return List.copyOf(relevant);
  }

  private static String withoutPath(String argument) {
    if (METHODS.matcher(argument).matches()) {
      return argument;
    }
    Matcher agent = AGENT.matcher(argument);
    if (agent.matches()) {
      return agent.group(1) + agent.group(2);
    }
    return argument.startsWith("-")
        ? PATH.matcher(argument).replaceFirst("")
        : argument.replaceFirst("(?s)^.*[/\\\\]", "");
  }

  /** The collector that they select, by the name that reports have for it. */
  public static Optional<String> collector(List<String> all) {
    return all.stream()
        .map(COLLECTOR::matcher)
        .filter(Matcher::matches)
        .map(chosen -> COLLECTORS.getOrDefault(chosen.group(1), chosen.group(1)))
        .reduce((any, last) -> last);
  }

  /** The arguments that do not select a collector. */
  public static List<String> withoutCollector(List<String> all) {
    return all.stream().filter(argument -> !COLLECTOR.matcher(argument).matches()).toList();
  }
}
