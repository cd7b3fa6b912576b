package dev.kexbench.results.report;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether a run's figures are valid, and why not. */
public record Verdict(Validity state, List<ValidityReason> reasons) {
  /** Missing reasons become empty; rejects an unknown state. */
  public Verdict {
    Objects.requireNonNull(state, "state");
    reasons = Copies.list(reasons);
  }

  /** The verdict with the worst effect among the reasons; valid if there are none. */
  public static Verdict of(List<ValidityReason> reasons) {
    return new Verdict(
        reasons.stream().map(ValidityReason::effect).reduce(Validity.VALID, Validity::worse),
        reasons);
  }

  /**
   * Whether the figures are INVALID for the generator's slowness alone, so that the costs of a
   * handshake can be used, and rate and latencies cannot.
   */
  public boolean sparesCosts() {
    List<ValidityReason> flaws = flaws(Set.of());
    return !flaws.isEmpty() && flaws.stream().allMatch(reason -> reason.key().sparesCosts());
  }

  /** The reasons for which it is INVALID, without those that are allowed. */
  public List<ValidityReason> flaws(Set<ReasonKey> allowed) {
    return reasons.stream()
        .filter(reason -> reason.effect() == Validity.INVALID)
        .filter(reason -> !allowed.contains(reason.key()))
        .toList();
  }
}
