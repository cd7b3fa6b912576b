package dev.kexbench.results;

import dev.kexbench.results.command.NoEffectWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.History;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.ComparisonJson;
import dev.kexbench.results.render.ComparisonJunit;
import dev.kexbench.results.render.ComparisonMarkdown;
import dev.kexbench.results.render.HistoryJson;
import dev.kexbench.results.render.SideBySideTable;
import dev.kexbench.results.render.page.ComparisonPage;
import dev.kexbench.results.render.page.HistoryPage;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/**
 * The files that {@code scripts/compare} writes in addition to terminal output, as a picocli mixin.
 */
@OptionHeading("Output")
final class CompareOutputs {
  @NoEffectWith("--keep")
  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Also writes the table as Markdown.")
  private Path markdown;

  @NoEffectWith("--keep")
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also writes every row with its verdict as JSON.")
  private Path json;

  @NoEffectWith("--keep")
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also writes an HTML page that needs no network.")
  private Path html;

  @NoEffectWith("--keep")
  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also writes a test case for each row as JUnit XML.")
  private Path junit;

  @NoEffectWith({"--keep", "--history", "--col"})
  @Option(
      names = "--wide",
      description =
          "Prints one line for each figure of several exchanges, with all columns; by default they"
              + " are grouped by exchange in 120 columns, also where the output is no terminal."
              + " The files always have all.")
  private boolean wide;

  boolean isWide() {
    return wide;
  }

  void write(Comparison comparison, SideBySide both, boolean strict) {
    write(markdown, () -> ComparisonMarkdown.of(comparison));
    write(json, () -> ComparisonJson.of(comparison, strict));
    write(junit, () -> ComparisonJunit.of(comparison, strict));
    write(html, () -> ComparisonPage.of(both));
  }

  /**
   * Refuses test cases, for modes without verdicts.
   *
   * @throws IllegalArgumentException if test cases are requested
   */
  void refuseTestCases() {
    if (junit != null) {
      throw new IllegalArgumentException(
          "--junit needs BASE and NEW: --col and --each judge nothing");
    }
  }

  /** Writes sides that were compared without verdicts. */
  void write(SideBySide sideBySide) {
    write(markdown, () -> SideBySideTable.markdown(sideBySide));
    write(json, () -> ComparisonJson.of(sideBySide));
    write(html, () -> ComparisonPage.of(sideBySide));
  }

  /** Writes when figures changed. */
  void write(History history) {
    write(json, () -> HistoryJson.of(history));
    write(html, () -> HistoryPage.of(history));
  }

  /**
   * Refuses tables and test cases, for modes that compare more than two sides.
   *
   * @throws IllegalArgumentException if such a file is requested
   */
  void refuseTables(String mode) {
    if (markdown != null || junit != null) {
      throw new IllegalArgumentException(
          "%s writes --html and --json; leave out --markdown and --junit".formatted(mode));
    }
  }

  private static void write(Path file, Supplier<String> text) {
    if (file != null) {
      ReportFiles.writeText(text.get(), file);
    }
  }
}
