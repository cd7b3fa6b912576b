package dev.kexbench.loadgen.size;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.compare.Scaling;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.statistics.ScalabilityLaw;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The efficiency over cores that {@code scripts/bench --scaling} has measured. */
final class ScalingFile {
  private ScalingFile() {}

  /**
   * The law of a server's answers.
   *
   * @param path of JMH's results, a file or its folder
   * @param provider of the runs to size; another one may scale differently
   * @param seed of the law's bootstrap
   * @throws CommandFailure with exit code 2 if there are no such rows
   */
  static ScalabilityLaw law(Path path, String provider, long seed) {
    ResultSet results = Results.load(path.toString()).joined();
    List<Scaling> all = Scaling.of(results);
    Scaling chosen =
        all.stream()
            .filter(each -> each.benchmark().endsWith("ExchangeBenchmark.answer"))
            .filter(each -> each.others().contains("provider=" + provider))
            .findFirst()
            .orElseThrow(() -> refused(path, provider, all));
    // More threads than cores measure how they share these.
    SortedMap<Integer, List<Double>> rates = chosen.runs().headMap(cores(path) + 1);
    if (rates.size() < 2) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--scaling %s: rates of %d number of cores; two or more are needed"
              .formatted(path, rates.size()));
    }
    return ScalabilityLaw.fit(rates, seed);
  }

  private static CommandFailure refused(Path path, String provider, List<Scaling> all) {
    String there =
        all.isEmpty()
            ? "nothing was measured with several numbers of threads"
            : "there are "
                + all.stream()
                    .map(each -> (each.benchmark() + " " + each.others()).strip())
                    .collect(Collectors.joining("; "));
    return new CommandFailure(
        ExitCode.USAGE,
        "--scaling %s: no answers by threads with provider %s: %s; give a result of scripts/bench"
                .formatted(path, provider, there)
            + " --scaling");
  }

  private static int cores(Path path) {
    Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
    return ReportFiles.readEnvironment(folder.resolve("environment.json")).cores();
  }
}
