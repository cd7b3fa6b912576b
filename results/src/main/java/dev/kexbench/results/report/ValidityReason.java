package dev.kexbench.results.report;

import java.util.Objects;

/**
 * A reason for which a run is not fully valid.
 *
 * @param key which check found it
 * @param effect the verdict that it leads to
 * @param text one sentence for a reader
 */
public record ValidityReason(ReasonKey key, Validity effect, String text) {
  /** Refuses an unknown effect. */
  public ValidityReason {
    Objects.requireNonNull(effect, "effect");
  }
}
