package dev.kexbench.results.render.page;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.render.page.RunSections.PageInputs;
import dev.kexbench.results.report.HandshakeKind;
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
  private static final Part NONE = new Part("", List.of());

  private HeatmapSection() {}

  /** The section of a run that has ended, or that is still going on. */
  static Part of(String id, Run run, PageInputs around) {
    return around.running() == null
        ? of(id, run, around.log(), around.runs())
        : around.running().heatmap().soFar(id).map(HeatmapSection::section).orElse(NONE);
  }

  /** The length of an interval in seconds. */
  static long step(int seconds, int classes, int heatmaps) {
    return TimelineBins.step(seconds, MOST_COLUMNS / (STAGES * (1 + classes)) / heatmaps);
  }

  /**
   * The section; nothing where there is no log.
   *
   * @param log the file, or null
   * @param heatmaps how many the page has
   */
  static Part of(String id, Run run, Path log, int heatmaps) {
    if (log == null) {
      return NONE;
    }
    try {
      Optional<Heatmap> read = HeatmapBins.of(id, log, step(run, heatmaps));
      return read.map(heatmap -> checked(run, heatmap)).orElse(NONE);
    } catch (CommandFailure unreadable) {
      return note(unreadable.getMessage());
    }
  }

  private static Part checked(Run run, Heatmap heatmap) {
    Optional<String> refusal = refusal(run, heatmap);
    if (refusal.isPresent()) {
      return note(refusal.get());
    }
    return section(heatmap);
  }

  private static Part section(Heatmap heatmap) {
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

  /** Why a log that holds other handshakes than the report is not shown; empty if it is. */
  static Optional<String> refusal(Run run, Heatmap heatmap) {
    Latency total = run.latency(Stage.TOTAL);
    long reported = total == null ? 0 : total.count();
    long logged = HeatmapBins.handshakes(heatmap);
    return Math.abs(reported - logged) <= TOLERATED * reported
        ? Optional.empty()
        : Optional.of(
            "latency.hlog is not shown: it holds %s handshakes, the report %s"
                .formatted(Numbers.whole(logged), Numbers.whole(reported)));
  }

  /** The length of an interval in seconds with which a page can have so many heatmaps. */
  static long step(Run run, int heatmaps) {
    int kinds = run.resumption() == null ? 0 : HandshakeKind.values().length;
    return step(run.timeline().size(), run.classes().size() + kinds, heatmaps);
  }

  private static Part note(String text) {
    return new Part(Html.heading("Latency over time") + Html.paragraph("quiet", text), List.of());
  }
}
