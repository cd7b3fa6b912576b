package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.Objective;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Search;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Searches for the highest rate that meets an objective. Every trial is a run of its own on the
 * same generator and server, drained before the next one begins: a short probe, or at the end a run
 * of full length, which is the one that the report shows.
 *
 * <p>The warm-up comes once, and as a closed loop: at the rate where a search begins the server
 * would not be as warm as at the one where it ends.
 */
public final class FindMax {
  private static final int WARM_UP_IN_FLIGHT = 64;
  private static final int PROBES_PER_RUN = 4;
  private static final Duration SHORTEST_PROBE = Duration.ofSeconds(3);

  private final Objective objective;
  private final Trials trials;
  private final RunProgress progress;
  private final RateSearch search;
  private final List<Search.Probe> curve = new ArrayList<>();
  private LoadPlan plan;

  /** How often the next trial has been run before: a repetition has other due times. */
  private int repetition;

  /** The reasons of the last trial that was not valid. */
  private String invalidity = "";

  /** A search that starts at the plan's rate. */
  public FindMax(LoadPlan plan, Trials trials, RunProgress progress) {
    this.plan = plan;
    this.objective = plan.findMax().orElseThrow();
    this.trials = trials;
    this.progress = progress;
    this.search = new RateSearch(plan.rate().orElseThrow().firstPerSecond());
  }

  /** Runs the trials. */
  public interface Trials {
    /** Runs the plan's warm-up, lets the server come to rest, and says how long it was. */
    Duration warmUp(LoadPlan plan) throws InterruptedException;

    /** Measures the plan on a warm server and drains it. */
    LoadReport probe(LoadPlan plan, String name) throws IOException, InterruptedException;

    /** The same with all figures of a run. */
    LoadReport measure(LoadPlan plan) throws IOException, InterruptedException;
  }

  /** The report of the last run, with the search that led to it. */
  public LoadReport report() throws IOException, InterruptedException {
    plan = plan.warmedUpFor(trials.warmUp(plan.closed(WARM_UP_IN_FLIGHT)));
    LoadReport last = attempt(search.next().orElseThrow());
    while (search.next().isPresent() && !ProbeVerdict.cutShort(last)) {
      last = attempt(search.next().orElseThrow());
    }
    Run run = last.runs().get(0);
    curve.set(curve.size() - 1, curve.get(curve.size() - 1).named(run.label()));
    Double found = search.found().isPresent() ? search.found().getAsDouble() : null;
    return last.searched(new Search(objective.toString(), found, curve, ending(last)));
  }

  private LoadReport attempt(RateSearch.Trial trial) throws IOException, InterruptedException {
    Duration length = trial.fullLength() ? plan.duration() : probeLength(plan.duration());
    LoadPlan each = plan.at(new Steady(trial.perSecond()), length).repeated(repetition);
    String name = trial.fullLength() ? "full length" : "probe " + (curve.size() + 1);
    String what = "%s, %s/s".formatted(name, Steady.label(trial.perSecond()));
    progress.say("%s for %s".formatted(what, Numbers.exact(length)));
    LoadReport report = trial.fullLength() ? trials.measure(each) : trials.probe(each, name);
    String why = judge(trial, report);
    boolean again = search.next().filter(trial::equals).isPresent();
    progress.say(what + ": " + (why == null ? "met" : why + (again ? "; once more" : "")));
    repetition = again ? repetition + 1 : 0;
    return report;
  }

  /** Adds the trial to the curve; returns why it did not meet the objective, or null. */
  private String judge(RateSearch.Trial trial, LoadReport report) {
    ProbeVerdict verdict = ProbeVerdict.of(report, objective);
    Run run = report.runs().get(0);
    curve.add(Search.Probe.of(trial.perSecond(), run, verdict.why(), trial.fullLength()));
    if (verdict.answer() == RateSearch.Answer.INCONCLUSIVE) {
      invalidity = ProbeVerdict.invalidity(report);
    }
    if (!ProbeVerdict.cutShort(report)) {
      search.record(verdict.answer());
    }
    return verdict.why();
  }

  /** A quarter of a run, three seconds at least, but never longer than the run. */
  static Duration probeLength(Duration run) {
    Duration quarter = run.dividedBy(PROBES_PER_RUN);
    Duration wanted = quarter.compareTo(SHORTEST_PROBE) < 0 ? SHORTEST_PROBE : quarter;
    return wanted.compareTo(run) < 0 ? wanted : run;
  }

  /** How the search ended; null if the curve shows it. */
  private String ending(LoadReport last) {
    if (ProbeVerdict.cutShort(last)) {
      return "ended early; highest rate at which a probe met the objective: " + rate(search.met());
    }
    if (search.met().isEmpty()) {
      return search.invalidLimit().isPresent()
          ? "no trial was valid at %s; %s".formatted(rate(search.limit()), invalidity)
          : "the objective was missed at every rate down to " + rate(search.limit());
    }
    if (search.found().isEmpty()) {
      return "a probe met the objective at %s, but no run of full length did, down to %s/s"
          .formatted(
              rate(search.met()), Steady.label(curve.get(curve.size() - 1).plannedPerSecond()));
    }
    if (search.invalidLimit().isPresent()) {
      return "no trial was valid at %s, so the server may do more; %s"
          .formatted(rate(search.invalidLimit()), invalidity);
    }
    return search.limit().isPresent() ? null : "every probed rate met the objective";
  }

  private static String rate(OptionalDouble perSecond) {
    return perSecond.isEmpty() ? "none" : Steady.label(perSecond.getAsDouble()) + "/s";
  }
}
