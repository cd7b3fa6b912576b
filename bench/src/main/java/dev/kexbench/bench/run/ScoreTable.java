package dev.kexbench.bench.run;

import dev.kexbench.results.render.TextTable;
import dev.kexbench.results.report.JmhResults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** JMH's results as text: a line per row, and what each pool costs beside no pool at all. */
public final class ScoreTable {
  private static final String POOL = "pool";
  private static final String NO_POOL = "FRESH";
  private static final String NOTES =
      "±: half of the 95 % interval over forks; to fresh: score over that of pool=fresh,"
          + " ~ if the intervals touch\n";

  private final List<Score> scores;
  private final List<String> parameters;

  private ScoreTable(List<Score> scores) {
    this.scores = scores;
    parameters =
        List.copyOf(
            scores.stream()
                .flatMap(score -> score.row().parameters().keySet().stream())
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll));
  }

  /** The table and a line that explains it, each line ended. */
  public static String of(JmhResults results) {
    return new ScoreTable(results.results().stream().map(Score::of).toList()).text();
  }

  private String text() {
    List<String> head =
        line("benchmark", parameters, List.of("score", "±", "unit", "B/op", "to fresh"));
    TextTable table = new TextTable(1 + parameters.size(), head);
    scores.forEach(score -> table.add(line(score)));
    return table.text() + NOTES;
  }

  private List<String> line(Score score) {
    Map<String, String> values = score.row().parameters();
    return line(
        Row.shortName(score.row().benchmark()),
        parameters.stream().map(name -> Row.shown(values.getOrDefault(name, ""))).toList(),
        List.of(
            Figures.number(score.value()),
            Figures.error(score.error(), score.value()),
            score.unit(),
            Figures.whole(score.allocated()),
            toFresh(score)));
  }

  private static List<String> line(
      String benchmark, List<String> parameters, List<String> figures) {
    return Stream.of(List.of(benchmark), parameters, figures).flatMap(List::stream).toList();
  }

  private String toFresh(Score score) {
    return fresh(score)
        .map(
            fresh ->
                Figures.number(score.value() / fresh.value())
                    + (score.touches(fresh) ? " ~" : "  "))
        .orElse("");
  }

  /** The row that differs in having no pool; none where there is no pool to have. */
  private Optional<Score> fresh(Score score) {
    String pool = score.row().parameters().get(POOL);
    if (pool == null || pool.equals(NO_POOL)) {
      return Optional.empty();
    }
    Map<String, String> same = new TreeMap<>(score.row().parameters());
    same.put(POOL, NO_POOL);
    Row wanted = new Row(score.row().benchmark(), same);
    return scores.stream().filter(other -> other.row().equals(wanted)).findFirst();
  }
}
