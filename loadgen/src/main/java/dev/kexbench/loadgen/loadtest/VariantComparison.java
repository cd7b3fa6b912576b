package dev.kexbench.loadgen.loadtest;

import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.ComparisonPage;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.statistics.Estimate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each variant of a series compared with the first, as {@code scripts/compare} does. */
final class VariantComparison {
  private final Path folder;
  private final SideBySide sides;

  private VariantComparison(Path folder, SideBySide sides) {
    this.folder = folder;
    this.sides = sides;
  }

  /**
   * Reads the reports of the variants.
   *
   * @param names the variants, each of which has a folder below that of the series
   * @param mayDiffer the settings in which they may differ
   */
  static VariantComparison of(Path folder, List<String> names, List<String> mayDiffer) {
    Map<String, Path> folders = new LinkedHashMap<>();
    names.forEach(name -> folders.put(name, folder.resolve(name)));
    AllowedDifferences allowed = new AllowedDifferences(mayDiffer);
    return new VariantComparison(folder, SideBySide.read(folders, Estimate.USUAL, allowed));
  }

  /** The names of figures that may have changed, in order of occurrence. */
  List<String> flagged() {
    return sides.flagged().stream().map(FigureKey::figure).distinct().toList();
  }

  /**
   * The rounds that are compared.
   *
   * @param more those that count for some figures only
   * @param confirming these figures
   */
  record Rounds(int first, int more, List<String> confirming) {
    @Override
    public String toString() {
      String some = String.join(", ", confirming);
      return Numbers.counted(first, "round")
          + (more == 0 ? "" : ", plus %d for what may have changed (%s)".formatted(more, some));
    }
  }

  /** Prints the verdicts and writes the page. */
  void print(PrintWriter out, Rounds rounds) {
    sides
        .others()
        .forEach(
            (name, comparison) -> {
              out.println("%s compared with %s, in %s".formatted(name, sides.base(), rounds));
              out.println(ComparisonTable.text(comparison));
            });
    Path page = folder.resolve(SingleRun.PAGE);
    ReportFiles.writeText(ComparisonPage.ofVariants(sides), page);
    out.println("report: %s, of each variant: NAME/%s".formatted(shown(page), SingleRun.REPORT));
  }

  private static Path shown(Path path) {
    return ProjectPaths.shown(path);
  }

  /** The worst exit code of the comparisons. */
  int exitCode() {
    return ExitCode.worst(
        sides.others().values().stream().mapToInt(each -> each.exitCode(false)).toArray());
  }
}
