package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The flame graphs of a profiled run, and the methods that each of them shows most. */
final class ProfileSection {
  private static final List<String> HEAD =
      List.of("side", "width of a frame", "samples", "flame graph", "taken with");

  private static final Map<String, String> SIDES = Map.of("client", "generator");

  private static final Map<String, String> MEASURES =
      Map.of(
          "cpu", "CPU time",
          "alloc", "allocated bytes",
          "lock", "time waiting for locks",
          "wall", "wall-clock time");

  private ProfileSection() {}

  /**
   * A section for each run that was profiled.
   *
   * @param folder of the report, whose flame graphs are linked; null for none
   */
  static String of(LoadReport report, Path folder) {
    return report.runs().stream()
        .filter(run -> run.profile() != null)
        .map(run -> section(run.profile(), folder))
        .collect(Collectors.joining());
  }

  private static String section(Profile profile, Path folder) {
    HtmlTable table = new HtmlTable(HEAD);
    profile.graphs().forEach(graph -> table.add(line(graph, folder)));
    return Html.heading("Profile")
        + Html.paragraph(
            "quiet",
            "Samples of the measured time only. Profiling costs both sides CPU time: compare this"
                + " run with others that were profiled in the same way.")
        + (profile.graphs().isEmpty() ? "" : table.html())
        + profile.graphs().stream().map(ProfileSection::methods).collect(Collectors.joining())
        + Html.list(profile.notes());
  }

  private static List<Cell> line(Profile.Graph graph, Path folder) {
    return List.of(
        Cell.words(side(graph)),
        Cell.words(measure(graph)),
        Cell.figure(Numbers.whole(graph.samples()), graph.samples()),
        new Cell(link(graph.file(), folder), null, true),
        Cell.words(graph.tool()));
  }

  private static String side(Profile.Graph graph) {
    return SIDES.getOrDefault(graph.side(), graph.side());
  }

  private static String measure(Profile.Graph graph) {
    return MEASURES.getOrDefault(graph.event(), graph.event());
  }

  /** A foreign report may name any file; only one in its own folder is linked. */
  private static String link(String file, Path folder) {
    boolean plain = file.matches("[a-z-]+\\.html");
    return plain && folder != null && Files.exists(folder.resolve(file))
        ? "<a href=\"%s\">%s</a>".formatted(file, file)
        : Html.escaped(file);
  }

  private static String methods(Profile.Graph graph) {
    if (graph.top().isEmpty()) {
      return "";
    }
    HtmlTable table = new HtmlTable(List.of("method", "share of samples"));
    graph
        .top()
        .forEach(
            each ->
                table.add(
                    List.of(
                        Cell.words(each.name()),
                        Cell.figure(Numbers.percent(each.share()), each.share()))));
    return Html.folded(
        "Methods with most samples of their own: %s, %s".formatted(side(graph), measure(graph)),
        table.html());
  }
}
