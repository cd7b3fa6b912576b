package dev.kexbench.results;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.JsonFile;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code scripts/compare --html} makes of stored runs, by that command itself.
 *
 * @param command the command line
 * @param page what it wrote; empty if it wrote nothing
 * @param error its error line
 */
record RunComparison(String command, Optional<String> page, String error) {
  /** Compares runs; of more than two, each with the first. One run is compared by itself. */
  static RunComparison of(List<Path> folders) {
    List<String> mode = folders.size() > 2 ? List.of("--each") : List.of();
    String names =
        folders.stream()
            .map(each -> each.getFileName().toString())
            .collect(Collectors.joining(" "));
    String command = "scripts/compare " + (mode.isEmpty() ? "" : "--each ") + names;
    try {
      Path scratch = Files.createTempDirectory("kexbench-comparison");
      Path html = scratch.resolve("page.html");
      try {
        List<String> words = new ArrayList<>(mode);
        words.addAll(List.of("--html", html.toString()));
        folders.forEach(each -> words.add(each.toAbsolutePath().toString()));
        StringWriter error = new StringWriter();
        new Console(new PrintWriter(new StringWriter()), new PrintWriter(error), false)
            .execute(new CompareMain(), words.toArray(String[]::new));
        Optional<String> page =
            Files.exists(html) ? Optional.of(ReportFiles.readText(html)) : Optional.empty();
        return new RunComparison(command, page, error.toString().strip());
      } finally {
        Files.deleteIfExists(html);
        Files.delete(scratch);
      }
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot use the folder for temporary files: %s; check its permissions"
              .formatted(JsonFile.why(refused)),
          refused);
    }
  }
}
