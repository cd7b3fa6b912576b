package dev.kexbench.bench;

import dev.kexbench.bench.run.RunFolder;
import dev.kexbench.bench.run.Variant;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.page.ComparisonPage;
import dev.kexbench.results.render.page.SuitePage;
import dev.kexbench.results.report.AnswerTimes;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.suite.Score;
import dev.kexbench.results.suite.WaterfallFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the files that a run leaves next to JMH's results: {@code waterfall.json} and {@code
 * report.html} of each variant, {@code exchanges.md} and {@code exchanges.html} if whole handshakes
 * were measured, and, for several variants, a {@code report.html} that compares each with the
 * first.
 */
final class OutcomeFiles {
  private static final String PAGE = "report.html";
  private static final String EXCHANGES = "exchanges";

  /** Variants of one run may differ in the JDK that they compare, and in what a build asks for. */
  private static final AllowedDifferences OF_VARIANTS =
      new AllowedDifferences(List.of("JDK", "JVM arguments", "pace"));

  private OutcomeFiles() {}

  /** Writes the waterfall and the table of exchanges of each variant, if they were measured. */
  static void writeTables(List<Variant> variants) {
    for (Variant variant : variants) {
      Path folder = variant.folder().path();
      List<Score> scores = Score.read(folder);
      AnswerTimes times = WaterfallFile.of(scores);
      if (!times.answers().isEmpty()) {
        ReportFiles.writeAnswerTimes(times, folder.resolve(AnswerTimes.NAME));
      }
      ExchangeCosts costs = new ExchangeCosts(scores);
      if (!costs.isEmpty()) {
        ReportFiles.writeText(costs.markdown(), folder.resolve(EXCHANGES + ".md"));
        ReportFiles.writeText(costs.html(), folder.resolve(EXCHANGES + ".html"));
      }
    }
  }

  /**
   * Reads the results of all variants and compares each with the first.
   *
   * @param level the probability of a false alarm in a comparison of which nothing changed
   */
  static SideBySide read(List<Variant> variants, double level) {
    Map<String, Path> folders = new LinkedHashMap<>();
    variants.forEach(variant -> folders.put(variant.name(), variant.folder().path()));
    return SideBySide.read(folders, level, OF_VARIANTS);
  }

  /** Writes the pages and returns the path of the most complete one. */
  static Path writePages(RunFolder run, List<Variant> variants, SideBySide results) {
    for (Variant variant : variants) {
      Path folder = variant.folder().path();
      ResultSet measured = results.sides().get(variant.name());
      ReportFiles.writeText(SuitePage.of(name(folder), measured), folder.resolve(PAGE));
    }
    if (variants.size() > 1) {
      ReportFiles.writeText(ComparisonPage.of(results), run.path().resolve(PAGE));
    }
    return run.path().resolve(PAGE);
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }
}
