package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Comparison.Pair;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Switches for the states of rows, and a filter on their names; the page's address keeps both. */
final class RowFilter {
  private RowFilter() {}

  /** The controls; empty without rows. They are shown by the script that they need. */
  static String of(Collection<Pair> rows) {
    return rows.isEmpty()
        ? ""
        : """
          <form class="filter" role="search" aria-label="Rows that are shown" hidden>
          <fieldset><legend class="hidden">Rows that are shown</legend>
          %s</fieldset>
          <label class="names">name <input type="search" name="name" placeholder="words of the name"></label>
          <button type="reset">Reset</button>
          <span class="copy"></span>
          <output aria-live="polite"></output>
          </form>
          """
            .formatted(
                Arrays.stream(RowState.values())
                    .map(state -> toggle(state, count(rows, state)))
                    .collect(Collectors.joining()));
  }

  private static long count(Collection<Pair> rows, RowState state) {
    return rows.stream().filter(pair -> RowState.of(pair.change()) == state).count();
  }

  private static String toggle(RowState state, long count) {
    return count == 0 && state == RowState.UNJUDGED
        ? ""
        : ("<label class=\"%s\"><input type=\"checkbox\" name=\"show\" value=\"%s\"%s>"
                + " %s <b>%s</b></label>\n")
            .formatted(
                state.style(), state.key(), state.shown() ? " checked" : "", state.words(), count);
  }
}
