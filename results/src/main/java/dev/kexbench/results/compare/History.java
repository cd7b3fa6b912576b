package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.ChangePoints;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When the figures of dated results changed, and by how much. A level lasts from one change point
 * to the next; neighbouring levels are compared, with every result as one run.
 *
 * @param comparability whether the results may be compared
 * @param names of the results, in order of time
 * @param figures how many figures occur in enough results for a change to be found
 * @param shifts by figure, then in order of time
 */
public record History(
    Comparability comparability, List<String> names, int figures, List<Shift> shifts) {
  /** Keeps its own copies. */
  public History {
    names = List.copyOf(names);
    shifts = List.copyOf(shifts);
  }

  /**
   * A change of a figure's level.
   *
   * @param since the first result of the new level
   * @param before the values of the old level, one run per result
   * @param after the values of the new level
   */
  public record Shift(String since, Figure before, Figure after, Change change) {}

  /** The minimum number of results with a figure for a change of it to be found. */
  public static int fewest() {
    return ChangePoints.fewest();
  }

  /**
   * The history of results.
   *
   * @param results by name, in order of time
   */
  public static History of(
      Map<String, ResultSet> results, Judge judge, AllowedDifferences allowed) {
    List<String> names = List.copyOf(results.keySet());
    ResultSet all = ResultSource.joined(List.copyOf(results.values()));
    Comparability comparability = Comparability.of(all, all, allowed);
    if (!comparability.comparable()) {
      return new History(comparability, names, 0, List.of());
    }
    List<Shift> shifts = new ArrayList<>();
    int figures = 0;
    for (Timeline line : timelines(results)) {
      if (line.rows().size() >= fewest() && line.rows().get(0).direction() != Direction.NEUTRAL) {
        figures++;
        shifts.addAll(line.shifts(judge));
      }
    }
    return new History(comparability, names, figures, shifts);
  }

  private static List<Timeline> timelines(Map<String, ResultSet> results) {
    Map<FigureKey, Timeline> lines = new LinkedHashMap<>();
    results.forEach(
        (name, set) ->
            set.rows()
                .forEach(
                    row -> lines.computeIfAbsent(row.key(), any -> new Timeline()).add(name, row)));
    return List.copyOf(lines.values());
  }

  /** One figure in all results that have it. */
  private record Timeline(List<String> names, List<Figure> rows) {
    private Timeline() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    private void add(String name, Figure row) {
      names.add(name);
      rows.add(row);
    }

    private List<Shift> shifts(Judge judge) {
      List<Integer> ends = new ArrayList<>(ChangePoints.of(values(0, rows.size())));
      ends.add(rows.size());
      List<Shift> shifts = new ArrayList<>();
      int from = 0;
      for (int i = 0; i + 1 < ends.size(); i++) {
        int at = ends.get(i);
        Figure before = level(from, at);
        Figure after = level(at, ends.get(i + 1));
        Estimate estimate = Estimate.of(before.sample(), after.sample());
        Change change = judge.judge(new Judge.Case(before, estimate, estimate.p(), 1));
        if (change instanceof Change.Improved || change instanceof Change.Regressed) {
          shifts.add(new Shift(names.get(at), before, after, change));
        }
        from = at;
      }
      return shifts;
    }

    private Figure level(int from, int to) {
      Figure first = rows.get(from);
      return new Figure(first.key(), first.direction(), Sample.of(values(from, to)));
    }

    private double[] values(int from, int to) {
      return rows.subList(from, to).stream().mapToDouble(Figure::value).toArray();
    }
  }
}
