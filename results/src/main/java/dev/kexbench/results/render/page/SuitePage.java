package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.render.page.RunPage.Part;
import java.util.Map;
import java.util.stream.Collectors;

/** Results of the suite as a page. */
public final class SuitePage {
  private SuitePage() {}

  /**
   * The page: one file, as HTML.
   *
   * @param name of the results
   */
  public static String of(String name, ResultSet results) {
    Map<String, ResultSet> side = Map.of(name, results);
    Part scaling = ScalingSection.of(side);
    String body =
        "<h1>"
            + Html.escaped(name)
            + "</h1>\n"
            + validity(results)
            + WaterfallSection.of(side)
            + scaling.html()
            + SuiteSection.of(side)
            + Facts.ofSides(side);
    return new Page(name, body, scaling.charts()).html();
  }

  /** Why the results are not fully valid, as {@code SUSPECT: 3 of 14 forks got less than …}. */
  private static String validity(ResultSet results) {
    return results.verdict().reasons().stream()
        .map(reason -> Html.paragraph("verdict doubt", reason.effect() + ": " + reason.text()))
        .collect(Collectors.joining());
  }
}
