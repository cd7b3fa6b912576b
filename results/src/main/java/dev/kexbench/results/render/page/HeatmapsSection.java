package dev.kexbench.results.render.page;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.compare.LoadRuns;
import dev.kexbench.results.compare.LoadRuns.LoadRun;
import dev.kexbench.results.render.page.RunPage.Part;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The heatmaps of both sides next to each other, of the first run of each that has a log. */
final class HeatmapsSection {
  private final Map<String, LoadRuns> sides;
  private final Map<String, LoadRun> logged = new LinkedHashMap<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private final long step;

  private HeatmapsSection(Map<String, LoadRuns> sides, int heatmaps) {
    this.sides = sides;
    sides.forEach(
        (name, side) ->
            side.runs().stream()
                .filter(LoadRun::isLogged)
                .findFirst()
                .ifPresentOrElse(
                    run -> logged.put(name, run), () -> missing.put(name, unlogged(side))));
    this.step =
        logged.values().stream()
            .mapToLong(run -> HeatmapSection.step(run.run(), heatmaps))
            .max()
            .orElse(1);
    logged.forEach(this::check);
    logged.keySet().removeAll(missing.keySet());
  }

  /**
   * The section.
   *
   * @param id what the names of its heatmaps begin with
   * @param sides the runs of each, by name
   * @param heatmaps how many the page has
   */
  static Part of(String id, Map<String, LoadRuns> sides, int heatmaps) {
    return new HeatmapsSection(sides, heatmaps).section(id);
  }

  private static String unlogged(LoadRuns side) {
    return side.runs().stream()
        .findFirst()
        .map(run -> "there is no latency.hlog of %s next to its report".formatted(run.name()))
        .orElse("there is no report");
  }

  /** A log that is broken, or of another run, is not shown. */
  private void check(String name, LoadRun run) {
    try {
      Optional<Heatmap> read = HeatmapBins.of(name, run.log(), step);
      read.flatMap(heatmap -> HeatmapSection.refusal(run.run(), heatmap))
          .ifPresent(refusal -> missing.put(name, refusal));
      if (read.isEmpty()) {
        missing.put(name, "its latency.hlog has no handshakes");
      }
    } catch (CommandFailure unreadable) {
      missing.put(name, unreadable.getMessage());
    }
  }

  private Part section(String id) {
    Map<String, String> ids = new LinkedHashMap<>();
    Map<String, Path> logs = new LinkedHashMap<>();
    logged.forEach(
        (name, run) -> {
          ids.put(name, id + "-" + ids.size());
          logs.put(ids.get(name), run.log());
        });
    Map<String, Heatmap> heatmaps = new CommonScale(logs, step).heatmaps();
    StringBuilder html = new StringBuilder();
    sides
        .keySet()
        .forEach(
            name ->
                html.append(
                    missing.containsKey(name)
                        ? absent(name)
                        : Html.chart(heatmaps.get(ids.get(name)), caption(name))));
    return new Part(
        Html.heading("Latency over time")
            + (logged.isEmpty() ? "" : Html.paragraph("quiet", explanation()))
            + "<div class=\"grid linked\">\n"
            + html
            + "</div>\n",
        List.copyOf(heatmaps.values()));
  }

  private String absent(String name) {
    return "<figure>\n<figcaption>%s</figcaption>\n%s</figure>\n"
        .formatted(
            Html.escaped(name), Html.paragraph("quiet", "No heatmap: " + missing.get(name) + "."));
  }

  private String caption(String name) {
    int runs = sides.get(name).runs().size();
    String one = runs == 1 ? "" : " of %s, one of %d runs".formatted(logged.get(name).name(), runs);
    return "%s: handshakes by %s and latency%s".formatted(name, step == 1 ? "second" : "time", one);
  }

  private String explanation() {
    boolean several = sides.values().stream().anyMatch(side -> side.runs().size() > 1);
    return "A cell counts the handshakes that ended in this %s with this latency. Axes and colours"
            .formatted(step == 1 ? "second" : "interval of " + step + " s")
        + (logged.size() > 1 ? " are the same on both sides; the colours" : "")
        + " are on a logarithmic scale. The lines are the median and the 99th percentile."
        + (several ? " Of several runs, the first one with a log is shown." : "");
  }
}
