package dev.kexbench.loadgen.plan;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of options. It is either a load report, whose plan supplies them, or lines of {@code
 * option = value} with the options' long names, where {@code #} starts a comment line.
 */
final class ConfigFile {
  private static final int SHOWN = 40;

  private ConfigFile() {}

  /**
   * One option.
   *
   * @param name the long name, without dashes
   * @param place where it was found, such as {@code run.conf line 3}
   */
  record Entry(String name, String value, String place) {}

  /**
   * Reads either kind, or the report in a folder.
   *
   * @throws CommandFailure with exit code 2 if it cannot be read or is of neither kind
   */
  static List<Entry> read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("report.json") : path;
    String text = ReportFiles.readText(file);
    return text.stripLeading().matches("(?s)[{\\[].*") ? report(file) : lines(file, text);
  }

  private static List<Entry> report(Path file) {
    Plan plan = ReportFiles.read(file).runs().get(0).plan();
    return StoredOptions.of(plan).entrySet().stream()
        .map(option -> new Entry(option.getKey(), option.getValue(), file + ", in its plan"))
        .toList();
  }

  private static List<Entry> lines(Path file, String text) {
    List<Entry> entries = new ArrayList<>();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (!line.isEmpty() && !line.startsWith("#")) {
        entries.add(entry(line, file + " line " + number));
      }
    }
    return entries;
  }

  private static Entry entry(String line, String place) {
    int sign = line.indexOf('=');
    String name = line.substring(0, Math.max(sign, 0)).strip();
    String value = line.substring(sign + 1).strip();
    if (name.isEmpty() || value.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s: expected 'option = value' or a whole report.json, was '%s'"
              .formatted(place, line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line));
    }
    return new Entry(name, value, place);
  }
}
