package dev.kexbench.results.render.page;

import dev.kexbench.results.render.page.RunPage.Additions;
import dev.kexbench.results.render.page.RunPage.Running;
import dev.kexbench.results.report.LoadReport;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The page of a load test while it runs: the same sections and drawings as those of its report,
 * made from what is known so far. The page is sent once; then each frame has all that changes, and
 * the page's script brings that in. Not thread-safe.
 */
public final class LivePage {
  private HeatmapBins heatmap = new HeatmapBins(1);
  private Page page;

  /** Shows the report of a run that has not begun, or of which nothing is known yet. */
  public LivePage(LoadReport empty, String state) {
    show(empty, state);
  }

  /**
   * A phase begins, without any handshakes so far.
   *
   * @param seconds how long it will be at most
   * @param classes of hostile clients
   */
  public void begin(int seconds, int classes) {
    heatmap = new HeatmapBins(HeatmapSection.step(seconds, classes, 1));
  }

  /** Adds the latencies of a second of one agent, by stage and class as in {@code latency.hlog}. */
  public void add(long second, Map<String, Histogram> tagged) {
    tagged.forEach(
        (tag, latencies) -> {
          if (latencies.getTotalCount() > 0) {
            heatmap.add(tag, second, latencies);
          }
        });
  }

  /**
   * Shows the report of what is known so far.
   *
   * @param state such as {@code measuring, second 3 of 20}
   */
  public void show(LoadReport soFar, String state) {
    page = RunPage.page(soFar, Additions.NONE, new Running(state, heatmap)).served();
  }

  /** Shows the report of the run, which has ended. */
  public void end(LoadReport report, Additions additions) {
    page = RunPage.page(report, additions, null).served();
  }

  /** The whole page: one file, as HTML. */
  public String html() {
    return page.html();
  }

  /** What has changed of the page: one line of JSON, with title, body and charts. */
  public String frame() {
    return page.frame();
  }
}
