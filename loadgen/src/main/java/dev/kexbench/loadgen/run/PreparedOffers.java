package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.ResumptionPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.schedule.RateCurve;
import java.util.EnumMap;
import java.util.Map;

/** How many OFFERs a run builds before it starts. */
final class PreparedOffers {
  /** More private-key operations than a core can do with the smallest key in use. */
  private static final int PER_SECOND_AND_CORE = 4_000;

  /** What can be made in some seconds; a generator makes no more than fit its heap. */
  private static final long MOST = 200_000;

  private PreparedOffers() {}

  /**
   * For each class, the number of OFFERs per generator loop: what the measured time is expected to
   * use there plus a margin, and at most 200,000 in total.
   *
   * @param serverCores NaN if unknown
   */
  static Map<ClientClass, Long> perLoop(LoadPlan plan, double serverCores) {
    Mix mix = plan.clients().mix();
    Map<ClientClass, Long> counts = new EnumMap<>(ClientClass.class);
    for (ClientClass each : mix.classes()) {
      // Four standard deviations of a loop's own Poisson process.
      double part = mix.share(each) * fullShare(plan, each) / plan.allLoops();
      double share = expected(plan, serverCores) * part;
      double most = MOST * part;
      counts.put(each, (long) Math.min(most, Math.ceil(share + 4 * Math.sqrt(share))));
    }
    return counts;
  }

  /** A ticket would expire in a prepared OFFER, so those that resume are made when they are due. */
  private static double fullShare(LoadPlan plan, ClientClass kind) {
    return kind == ClientClass.OK
        ? 1 - plan.clients().returning().map(ResumptionPlan::share).orElse(0.0)
        : 1;
  }

  private static double expected(LoadPlan plan, double serverCores) {
    if (plan.count().isPresent()) {
      return plan.count().getAsLong();
    }
    double cores = serverCores > 0 ? serverCores : Runtime.getRuntime().availableProcessors();
    double perSecond =
        plan.rate().map(RateCurve::highestPerSecond).orElse(PER_SECOND_AND_CORE * cores);
    return perSecond * plan.duration().toNanos() / 1e9;
  }
}
