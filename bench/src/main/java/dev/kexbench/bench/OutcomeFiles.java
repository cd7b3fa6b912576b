package dev.kexbench.bench;

import dev.kexbench.bench.run.RunFolder;
import dev.kexbench.bench.run.Variant;
import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.Calibrations;
import dev.kexbench.results.compare.Judge;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Results;
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
  private static final Percent MARGIN = new Percent(0.03);

  /** Variants of one run may differ in the JDK that they compare. */
  private static final AllowedDifferences BY_JDK = new AllowedDifferences(List.of("JDK"));

  private OutcomeFiles() {}

  /** Writes all files and returns the path of the most complete page. */
  static Path write(RunFolder run, List<Variant> sides) {
    Map<String, ResultSet> results = new LinkedHashMap<>();
    for (Variant side : sides) {
      Path folder = side.folder().path();
      AnswerTimes times = WaterfallFile.of(Score.of(side.folder().read()));
      if (!times.answers().isEmpty()) {
        ReportFiles.writeAnswerTimes(times, folder.resolve(AnswerTimes.NAME));
      }
      ExchangeCosts costs = new ExchangeCosts(Score.of(side.folder().read()));
      if (!costs.isEmpty()) {
        ReportFiles.writeText(costs.markdown(), folder.resolve(EXCHANGES + ".md"));
        ReportFiles.writeText(costs.html(), folder.resolve(EXCHANGES + ".html"));
      }
      ResultSet read = Results.load(folder.toString()).joined();
      ReportFiles.writeText(SuitePage.of(name(folder), read), folder.resolve(PAGE));
      results.put(side.name(), read);
    }
    if (sides.size() > 1) {
      ReportFiles.writeText(comparison(results), run.path().resolve(PAGE));
    }
    return run.path().resolve(PAGE);
  }

  private static String comparison(Map<String, ResultSet> sides) {
    ResultSet base = sides.values().iterator().next();
    Judge judge = new Judge(MARGIN, Calibrations.keptFor(base));
    return ComparisonPage.of(SideBySide.of(sides, judge, BY_JDK, List.of()));
  }

  private static String name(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }
}
