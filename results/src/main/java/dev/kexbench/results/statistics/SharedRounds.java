package dev.kexbench.results.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs of two sides in pairs, one pair for each round in which both were measured. Both runs of a
 * pair ran on the machine in the same state, so a temporary slowdown cancels out of their ratio.
 *
 * @param base one run per round
 * @param fresh of the same rounds, in the same order
 */
public record SharedRounds(List<List<Double>> base, List<List<Double>> fresh) {
  public static SharedRounds of(Sample base, Sample fresh) {
    List<List<Double>> some = new ArrayList<>();
    List<List<Double>> others = new ArrayList<>();
    for (int i = 0; i < base.rounds().size(); i++) {
      int at = fresh.rounds().indexOf(base.rounds().get(i));
      if (at >= 0) {
        some.add(base.runs().get(i));
        others.add(fresh.runs().get(at));
      }
    }
    return new SharedRounds(some, others);
  }

  public int count() {
    return base.size();
  }
}
