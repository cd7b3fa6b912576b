package dev.kexbench.results.render.page;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Latency over time as a heatmap, from the histograms of each second next to the report. */
final class HeatmapSection {
  private static final int STAGES = Stage.values().length;

  /** What all heatmaps of a page may have together: about a megabyte at the very most. */
  private static final int MOST_COLUMNS = 6_000;

  private static final double TOLERATED = 0.01;

  private HeatmapSection() {}

  /**
   * The section; nothing where there is no log.
   *
   * @param log the file, or null
   * @param heatmaps how many the page has
   */
  static Part of(String id, Run run, Path log, int heatmaps) {
    if (log == null) {
      return new Part("", List.of());
    }
    int tags = STAGES * (1 + run.classes().size());
    long step = TimelineBins.step(run.timeline().size(), MOST_COLUMNS / tags / heatmaps);
    try {
      Optional<Heatmap> read = HeatmapBins.of(id, log, step);
      return read.map(heatmap -> section(run, heatmap)).orElse(new Part("", List.of()));
    } catch (CommandFailure unreadable) {
      return note(unreadable.getMessage());
    }
  }

  private static Part section(Run run, Heatmap heatmap) {
    Latency total = run.latency(Stage.TOTAL);
    long reported = total == null ? 0 : total.count();
    long logged = HeatmapBins.handshakes(heatmap);
    if (Math.abs(reported - logged) > TOLERATED * reported) {
      return note(
          "latency.hlog is not shown: it holds %s handshakes, the report %s"
              .formatted(Numbers.whole(logged), Numbers.whole(reported)));
    }
    String each = heatmap.step() == 1 ? "second" : "interval of " + heatmap.step() + " s";
    String html =
        Html.heading("Latency over time")
            + Html.paragraph(
                "quiet",
                "A cell counts the handshakes that ended in this %s with this latency; the colours"
                        .formatted(each)
                    + " are on a logarithmic scale. The lines are the median and the 99th"
                    + " percentile of each "
                    + (heatmap.step() == 1 ? "second." : "interval."))
            + Html.chart(heatmap, "Handshakes by second and latency");
    return new Part(html, List.of(heatmap));
  }

  private static Part note(String text) {
    return new Part(Html.heading("Latency over time") + Html.paragraph("quiet", text), List.of());
  }
}
