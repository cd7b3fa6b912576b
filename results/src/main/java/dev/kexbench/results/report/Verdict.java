package dev.kexbench.results.report;

import java.util.List;
import java.util.Objects;

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
}
