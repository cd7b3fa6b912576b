package dev.kexbench.loadgen;

import dev.kexbench.loadgen.client.Demand;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.RateCurve;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Plans of which a test cares for some parts only. */
public final class Plans {
  private Plans() {}

  /** Arrivals wait where there is no room; no search. */
  public static LoadPlan.Pace pace(Optional<RateCurve> rate, Arrivals arrivals, int concurrency) {
    return new LoadPlan.Pace(rate, arrivals, concurrency, Demand.WhenFull.WAIT, Optional.empty());
  }

  /** A warm-up of a fixed length, which may be none, before the measured time. */
  public static LoadPlan.Times times(Duration warmup, Duration duration, Duration timeout) {
    return new LoadPlan.Times(duration, warmup, false, OptionalLong.empty(), timeout);
  }

  /** Plain clients on that many event loops, with a seed. */
  public static LoadPlan of(LoadPlan.Pace pace, LoadPlan.Times times, int threads, long seed) {
    return new LoadPlan(pace, times, ClientPlan.PLAIN, new LoadPlan.Lanes(threads, seed));
  }
}
