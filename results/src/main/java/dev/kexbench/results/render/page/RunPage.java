package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Headline;
import dev.kexbench.results.render.RepeatedRuns;
import dev.kexbench.results.render.page.RunSections.PageInputs;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A load test as a page. */
public final class RunPage {
  private final LoadReport report;
  private final Additions additions;
  private final Running running;
  private final List<Drawing> charts = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();

  private RunPage(LoadReport report, Additions additions, Running running) {
    this.report = report;
    this.additions = additions;
    this.running = running;
  }

  /**
   * What a page shows in addition to its report.
   *
   * @param folder of the report, whose logs have the latencies of each second; null for none
   * @param pricePerCoreHour the price of one core for one hour, or null
   */
  public record Additions(Path folder, Double pricePerCoreHour) {
    /** Nothing. */
    public static final Additions NONE = new Additions(null, null);
  }

  /**
   * What the page of a run that is still going on shows in place of what is known afterwards.
   *
   * @param state such as {@code measuring, second 3 of 20}, in place of the verdict
   * @param heatmap in place of the log
   */
  record Running(String state, HeatmapBins heatmap) {}

  /** The page: one file, as HTML. */
  public static String of(LoadReport report) {
    return of(report, Additions.NONE);
  }

  /** The page with additions: one file, as HTML. */
  public static String of(LoadReport report, Additions additions) {
    return report.holdsSeveral() ? ExchangePage.of(report) : page(report, additions, null).html();
  }

  /**
   * The page.
   *
   * @param running of a run that has not ended yet, else null
   */
  static Page page(LoadReport report, Additions additions, Running running) {
    return new RunPage(report, additions, running).page();
  }

  private Page page() {
    body.append(running == null ? RunTitle.of(report) : RunTitle.of(report, running.state()));
    if (report.holdsRepeats()) {
      RepeatedRuns runs = new RepeatedRuns(report);
      body.append(TablePage.table(runs.head(), runs.lines()));
    }
    if (report.search() != null) {
      add(SearchSection.of(report.search()));
    }
    for (int i = 0; i < report.runs().size(); i++) {
      run(i, report.runs().get(i));
    }
    body.append(ProfileSection.of(report, additions.folder()))
        .append(PlanSection.of(report))
        .append(MachineSection.of(report))
        .append(Facts.environment(report));
    return new Page(report.name(), body.toString(), charts);
  }

  /** Each of several runs is collapsed: the page begins with what they have in common. */
  private void run(int place, Run run) {
    PageInputs around =
        new PageInputs(log(run), additions.pricePerCoreHour(), report.runs().size(), running);
    Part part = RunSections.of("run" + place, run, around);
    boolean collapsed = report.runs().size() > 1;
    String name = run.folder() == null ? "" : run.folder() + ": ";
    String html = collapsed ? Html.collapsed(name + Headline.of(run), part.html()) : part.html();
    add(new Part(html, part.charts()));
  }

  /** A search leaves one log for several runs. */
  private Path log(Run run) {
    if (additions.folder() == null || (report.runs().size() > 1 && run.folder() == null)) {
      return null;
    }
    Path folder =
        run.folder() == null ? additions.folder() : additions.folder().resolve(run.folder());
    Path log = folder.resolve(IntervalLog.NAME);
    return Files.exists(log) ? log : null;
  }

  /**
   * A part of a page.
   *
   * @param html with a place for each of the charts
   */
  record Part(String html, List<? extends Drawing> charts) {}

  private void add(Part part) {
    body.append(part.html());
    charts.addAll(part.charts());
  }
}
