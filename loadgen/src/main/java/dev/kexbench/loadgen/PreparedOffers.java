package dev.kexbench.loadgen;

import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.schedule.RateCurve;

/** How many OFFERs a run makes before it begins. */
final class PreparedOffers {
  /** More than a core's private-key operations of the smallest key in use. */
  private static final int PER_SECOND_AND_CORE = 4_000;

  /** About 200 MB of them. */
  private static final long MOST = 200_000;

  private PreparedOffers() {}

  /**
   * As many on each lane as the measured time is expected to take there, and a little more; at most
   * 200,000 on all.
   *
   * @param serverCores not a number where that is not known
   */
  static long perLane(LoadPlan plan, double serverCores) {
    double cores = serverCores > 0 ? serverCores : Runtime.getRuntime().availableProcessors();
    double perSecond =
        plan.rate().map(RateCurve::highestPerSecond).orElse(PER_SECOND_AND_CORE * cores);
    double expected =
        plan.count().isPresent()
            ? plan.count().getAsLong()
            : perSecond * plan.duration().toNanos() / 1e9;
    // Four standard deviations of a lane's own Poisson process.
    double honest = expected * plan.clients().mix().share(ClientClass.OK) / plan.threads();
    return (long) Math.min(MOST / plan.threads(), Math.ceil(honest + 4 * Math.sqrt(honest)));
  }
}
