package dev.kexbench.results.report;

import java.util.Objects;

/**
 * One thing that casts doubt on a run.
 *
 * @param key which check found it, such as {@code lag}
 * @param effect what it makes of the verdict
 * @param text one sentence for a reader
 */
public record ValidityReason(String key, Validity effect, String text) {
  /** Refuses an unknown effect. */
  public ValidityReason {
    Objects.requireNonNull(effect, "effect");
  }
}
