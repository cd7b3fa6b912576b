package dev.kexbench.results.compare;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.DatedResults.LeftOut;
import dev.kexbench.results.statistics.ChangePoints;
import dev.kexbench.results.statistics.ChangePoints.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When the figures of dated results changed, and by how much. Results that may be compared with
 * each other form a series. A figure that has changed significantly, corrected for all figures of
 * the history, has improved or regressed where the medians of two neighbouring levels differ by
 * more than the margin.
 *
 * @param dated all results
 * @param series those with enough results for a change to be found, in order of time
 * @param small the results of shorter series, together with those that they may be compared with
 */
public record History(DatedResults dated, List<Series> series, List<List<DatedResult>> small) {
  /** Keeps its own copies. */
  public History {
    series = List.copyOf(series);
    small = small.stream().map(List::copyOf).toList();
  }

  /**
   * Results that may be compared with each other.
   *
   * @param title what distinguishes it from the other series; empty if it is the only one
   * @param results in order of time
   * @param lines every figure with a good direction and enough values
   * @param warnings such as settings that are not recorded
   */
  public record Series(
      String title, List<DatedResult> results, List<FigureLine> lines, List<String> warnings) {
    /** Keeps its own copies. */
    public Series {
      results = List.copyOf(results);
      lines = List.copyOf(lines);
      warnings = List.copyOf(warnings);
    }

    /** The figures that changed, those with the largest latest change first. */
    public List<FigureLine> changed() {
      return lines.stream()
          .filter(line -> !line.shifts().isEmpty())
          .sorted(Comparator.comparingDouble(FigureLine::latestChange).reversed())
          .toList();
    }

    /** The figures without a change. */
    public List<FigureLine> unchanged() {
      return lines.stream().filter(line -> line.shifts().isEmpty()).toList();
    }
  }

  /** The minimum number of results with a figure for a change of it to be found. */
  public static int fewest() {
    return ChangePoints.fewest();
  }

  /** How many results are in series that are too short for a change to be found. */
  public int few() {
    return small.stream().mapToInt(List::size).sum();
  }

  /** All results that no series uses, each with the reason. */
  public List<LeftOut> leftOut() {
    List<LeftOut> all = new ArrayList<>(dated.leftOut());
    for (List<DatedResult> together : small) {
      String reason =
          "%d of its machine and plan, too few to find a change; %d or more are needed"
              .formatted(together.size(), fewest());
      together.forEach(result -> all.add(new LeftOut(result.name(), reason)));
    }
    return all;
  }

  /** How many figures could be tested. */
  public int figures() {
    return series.stream().mapToInt(each -> each.lines().size()).sum();
  }

  /** How many figures changed. */
  public int changed() {
    return series.stream().mapToInt(each -> each.changed().size()).sum();
  }

  /**
   * The history of results.
   *
   * @param margin the share by which a level may move without counting as changed
   * @param allowed settings in which the results of a series may differ
   */
  public static History of(DatedResults dated, Percent margin, AllowedDifferences allowed) {
    List<ComparableResults> groups = ComparableResults.groups(dated.results(), allowed);
    List<ComparableResults> enough =
        groups.stream().filter(group -> group.results().size() >= fewest()).toList();
    List<List<DatedResult>> small =
        groups.stream()
            .map(ComparableResults::results)
            .filter(results -> results.size() < fewest())
            .toList();
    List<List<FigureLine>> lines =
        enough.stream().map(group -> FigureLine.of(group.results())).toList();
    List<double[]> values = lines.stream().flatMap(List::stream).map(FigureLine::series).toList();
    List<Found> found = ChangePoints.of(values);
    List<Series> series = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < enough.size(); i++) {
      List<FigureLine> judged = new ArrayList<>();
      for (FigureLine line : lines.get(i)) {
        judged.add(line.with(found.get(next++), margin));
      }
      ComparableResults group = enough.get(i);
      series.add(new Series(group.title(enough), group.results(), judged, group.warnings(allowed)));
    }
    return new History(dated, series, small);
  }
}
