package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.RunsTable;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.runs.RunSummary;
import dev.kexbench.results.runs.RunSummary.State;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of runs as a page that a server serves: filtered by the browser, with runs that can be
 * selected to compare or tag them.
 */
public final class RunsPage {
  /** The resources that the page loads in addition, by the names under which it does. */
  public static final List<String> FILES = List.of("runs.js", "runs.css");

  private static final int NAME = RunsTable.HEAD.indexOf("name");
  private static final int VERDICT = RunsTable.HEAD.indexOf("verdict");
  private static final int RATE = RunsTable.HEAD.indexOf("rate");
  private static final int P99 = RunsTable.HEAD.indexOf("p99");

  /** The columns between the name and the verdict, which are words. */
  private static final List<String> WORDS = List.of("UTC", "kind", "tags", "exchange", "plan");

  private RunsPage() {}

  /** One of {@link #FILES}. */
  public static String file(String name) {
    return Page.resource(name);
  }

  /** Where a run's page is served. */
  public static String address(String run) {
    return "/run/" + URLEncoder.encode(run, StandardCharsets.UTF_8).replace("+", "%20") + "/";
  }

  /**
   * The page.
   *
   * @param folder that holds the runs, for display
   * @param runs the newest first
   * @param token that a change of tags has to contain; null if tags cannot be changed
   */
  public static String of(String folder, List<RunSummary> runs, String token) {
    String body =
        "<link rel=\"stylesheet\" href=\"/runs.css\">\n<h1>Runs</h1>\n"
            + Html.paragraph("quiet", count(runs.size()) + " in " + folder + ", the newest first")
            + filter(runs)
            + actions(token)
            + "<p class=\"quiet\" id=\"shown\" role=\"status\"></p>\n<div id=\"runs\">\n"
            + table(runs)
            + "</div>\n<script src=\"/runs.js\" defer></script>\n";
    return new Page("Runs", body, List.of()).html();
  }

  private static String count(int runs) {
    return runs == 1 ? "1 run" : Numbers.whole(runs) + " runs";
  }

  private static String filter(List<RunSummary> runs) {
    return "<form id=\"filter\" class=\"bar-of-fields\" role=\"search\">\n"
        + "<label>Text <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n"
        + choice("kind", runs.stream().map(run -> run.figures().kind().toString()))
        + choice("verdict", runs.stream().map(run -> state(run.figures().state())))
        + choice("tag", runs.stream().map(RunSummary::tags).flatMap(Collection::stream))
        + "<button type=\"reset\">Show all</button>\n</form>\n";
  }

  private static String choice(String name, Stream<String> values) {
    String options =
        values
            .distinct()
            .sorted()
            .map(Html::escaped)
            .map(value -> "<option value=\"%s\">%s</option>".formatted(value, value))
            .collect(Collectors.joining());
    return "<label>%s <select name=\"%s\"><option value=\"\">any</option>%s</select></label>\n"
        .formatted(
            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1), name, options);
  }

  private static String actions(String token) {
    String tags =
        token == null
            ? Html.paragraph("quiet", "Read-only, since not served on a loopback address.")
            : ("<form id=\"tags\" class=\"bar-of-fields\" method=\"post\" action=\"/tags\">"
                    + "<input type=\"hidden\" name=\"token\" value=\"%s\">"
                    + "<label>Tag <input name=\"tag\" maxlength=\"60\" autocomplete=\"off\">"
                    + "</label>\n"
                    + "<button name=\"change\" value=\"add\" aria-describedby=\"told\">"
                    + "Add to selected</button>\n"
                    + "<button name=\"change\" value=\"remove\" aria-describedby=\"told\">"
                    + "Remove from selected</button>"
                    + "</form>\n")
                .formatted(Html.escaped(token));
    return "<div class=\"actions\">\n"
        + "<form id=\"compare\" class=\"bar-of-fields\" action=\"/compare\">"
        + "<button class=\"main\" aria-disabled=\"true\">Compare: select two or more runs</button>\n"
        + "<button type=\"button\" id=\"none\" hidden>Untick all</button></form>\n"
        + tags
        + "<p id=\"told\" role=\"status\" class=\"quiet\">"
        + "In the table: space selects a run, the arrow keys move, Enter compares.</p>\n</div>\n";
  }

  private static String table(List<RunSummary> runs) {
    List<String> head = new ArrayList<>(List.of("name", "run"));
    head.addAll(WORDS);
    head.addAll(List.of("verdict", "rate", "p99"));
    HtmlTable table = new HtmlTable(head);
    runs.forEach(run -> table.add(line(run)));
    return table.html();
  }

  private static List<Cell> line(RunSummary run) {
    List<String> texts = RunsTable.cells(run);
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell(name(run, texts.get(NAME)), null, true));
    cells.add(Cell.figure(texts.get(0), run.number()));
    for (String column : WORDS) {
      cells.add(Cell.words(texts.get(RunsTable.HEAD.indexOf(column))));
    }
    cells.add(new Cell(verdict(run, texts.get(VERDICT)), null, true));
    cells.add(figure(texts.get(RATE), run.figures().rate()));
    cells.add(figure(texts.get(P99), run.figures().p99()));
    return cells;
  }

  private static Cell figure(String text, Number value) {
    return value == null ? Cell.text(text) : Cell.figure(text, value.doubleValue());
  }

  private static String name(RunSummary run, String shortName) {
    String name = Html.escaped(run.name());
    return ("<input type=\"checkbox\" form=\"compare\" name=\"run\" value=\"%s\" aria-label=\"%s\">"
            + " <a href=\"%s\" title=\"%s\">%s</a>")
        .formatted(name, "select " + name, address(run.name()), name, Html.escaped(shortName));
  }

  private static String verdict(RunSummary run, String text) {
    String problem =
        run.problem() == null ? "" : " <small>" + Html.escaped(run.problem()) + "</small>";
    return "<span class=\"%s\" data-state=\"%s\">%s</span>%s"
        .formatted(
            style(run.figures().state()),
            state(run.figures().state()),
            Html.escaped(text),
            problem);
  }

  private static String state(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String style(State state) {
    return switch (state) {
      case VALID -> "good";
      case SUSPECT -> "doubt";
      case INVALID, DAMAGED -> "bad";
      case UNFINISHED -> "quiet";
    };
  }
}
