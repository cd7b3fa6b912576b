package dev.kexbench.results.compare;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A figure that only one side has.
 *
 * @param inBase whether that is BASE, rather than NEW
 * @param reason why the other side omits it, as the end of a sentence; null if that is unknown
 */
public record UnmatchedFigure(boolean inBase, FigureKey key, String reason) {
  /** Those of BASE, then those of NEW, in order of occurrence. */
  static List<UnmatchedFigure> between(ResultSet base, ResultSet fresh) {
    return Stream.concat(only(base, fresh, true), only(fresh, base, false)).toList();
  }

  private static Stream<UnmatchedFigure> only(ResultSet side, ResultSet other, boolean inBase) {
    Set<FigureKey> known = other.rows().stream().map(Figure::key).collect(Collectors.toSet());
    return side.rows().stream()
        .map(Figure::key)
        .filter(key -> !known.contains(key))
        .map(key -> new UnmatchedFigure(inBase, key, other.omitted().get(key)));
  }
}
