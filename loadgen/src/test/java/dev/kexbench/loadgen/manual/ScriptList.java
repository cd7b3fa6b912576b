package dev.kexbench.loadgen.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands of an archive: those of {@code scripts/}, without what only a source tree needs. */
final class ScriptList {
  private static final Set<String> OTHERS = Set.of("launcher.sh", "test");
  private static final Pattern LAUNCH = Pattern.compile("(?m)^launch [a-z]+ ([A-Za-z.]+)\\s");

  private ScriptList() {}

  /** The texts of all commands in a folder of scripts, by name. */
  static List<CommandText> of(Path scripts) throws IOException {
    try (Stream<Path> files = Files.list(scripts)) {
      return files
          .filter(Files::isExecutable)
          .filter(file -> !OTHERS.contains(file.getFileName().toString()))
          .sorted()
          .map(ScriptList::text)
          .toList();
    }
  }

  private static CommandText text(Path script) {
    try {
      String shell = Files.readString(script);
      Matcher launch = LAUNCH.matcher(shell);
      return launch.find()
          ? ProgramText.of(Class.forName(launch.group(1)))
          : ShellText.of(script.getFileName().toString(), shell);
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(script + ": " + e, e);
    }
  }
}
