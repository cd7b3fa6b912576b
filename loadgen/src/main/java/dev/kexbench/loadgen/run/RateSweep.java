package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Measures a server at several rates: its capacity in a closed loop, and then open loops at shares
 * of that capacity. All are run on the same generator and server, which warm up once, as a closed
 * loop, and are as warm at the lowest rate as at the highest. The order of the rates is shuffled by
 * the plan's seed, so that a change of the machine's speed does not look like an effect of the
 * rate.
 */
public final class RateSweep {
  private static final int IN_FLIGHT = 64;
  private static final int ATTEMPTS = 2;

  private final LoadPlan plan;
  private final Setup setup;
  private final Trials trials;
  private final RunProgress progress;

  /** A sweep. */
  public RateSweep(Setup setup, Trials trials, RunProgress progress) {
    this.plan = setup.plan();
    this.setup = setup;
    this.trials = trials;
    this.progress = progress;
  }

  /**
   * What is measured.
   *
   * @param plan of the open loops but for their rate
   * @param shares of the capacity, each above 0
   * @param allowed reasons for which a run may be INVALID
   */
  public record Setup(LoadPlan plan, List<Double> shares, Set<ReasonKey> allowed) {
    /** Keeps its own copies. */
    public Setup {
      shares = List.copyOf(shares);
      allowed = Set.copyOf(allowed);
    }
  }

  /** Runs the parts of a sweep. */
  public interface Trials {
    /** Runs the plan's warm-up, lets the server come to rest, and says how long it was. */
    Duration warmUp(LoadPlan plan) throws InterruptedException;

    /** Runs the plan's load for a short time that is not measured, and lets the server rest. */
    void leadIn(LoadPlan plan) throws InterruptedException;

    /** Measures the plan on a warm server and drains it. */
    LoadReport measure(LoadPlan plan) throws IOException, InterruptedException;
  }

  /** Where the rates are reported. */
  public interface Points {
    /** The open loop at this share of the capacity comes next. */
    void begin(double share);

    /** What was measured there; the last attempt. */
    void end(double share, LoadReport report);
  }

  /** Runs all until one is cut short; returns the report of the closed loop. */
  public LoadReport run(Points points) throws IOException, InterruptedException {
    LoadPlan warm = plan.warmedUpFor(trials.warmUp(plan.closed(IN_FLIGHT)));
    LoadReport capacity = usable(warm.closed(IN_FLIGHT), "capacity");
    double perSecond = capacity.runs().get(0).rates().establishedPerSecond();
    if (!isUsable(capacity) || ProbeVerdict.cutShort(capacity)) {
      return capacity;
    }
    List<Double> order = new ArrayList<>(setup.shares());
    Collections.shuffle(order, new Random(plan.seed()));
    int number = 0;
    for (Double share : order) {
      number++;
      LoadPlan open =
          warm.at(new Steady(Math.max(1, share * perSecond)), warm.duration())
              .repeated(ATTEMPTS * number); // due times of its own
      points.begin(share);
      trials.leadIn(open);
      LoadReport report = usable(open, Numbers.plain(share) + " of capacity");
      if (report.interrupted()) {
        break;
      }
      points.end(share, report);
      if (ProbeVerdict.cutShort(report)) {
        progress.sayAlways(
            "the sweep ends at %s of capacity: %s"
                .formatted(Numbers.plain(share), ProbeVerdict.invalidity(report)));
        break;
      }
    }
    return capacity;
  }

  private boolean isUsable(LoadReport report) {
    return report.verdict().flaws(setup.allowed()).isEmpty();
  }

  /** The first usable of two attempts, which have other due times, or the second. */
  private LoadReport usable(LoadPlan load, String what) throws IOException, InterruptedException {
    String rate =
        load.rate().map(curve -> ", " + Steady.label(curve.firstPerSecond()) + "/s").orElse("");
    progress.say("%s%s for %s".formatted(what, rate, Numbers.exact(load.duration())));
    LoadReport report = trials.measure(load);
    if (isUsable(report) || ProbeVerdict.cutShort(report)) {
      return report;
    }
    progress.sayAlways(
        "%s is INVALID and is repeated: %s".formatted(what, ProbeVerdict.invalidity(report)));
    return trials.measure(load.repeated(load.loops().repetition() + 1));
  }
}
