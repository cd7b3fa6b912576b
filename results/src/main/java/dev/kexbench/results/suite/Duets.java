package dev.kexbench.results.suite;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.MeasuredRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a reader of duets must know: two forks that ran at the same time on one core. */
public final class Duets {
  private Duets() {}

  /** A line, without its end, that states what is judged; empty if no result is of a duet. */
  public static Optional<String> judged(List<JmhResult> results) {
    OptionalDouble least =
        results.stream()
            .filter(JmhResult::isDuet)
            .flatMap(result -> result.secondary().get(MeasuredRow.DUET_OVERLAP).forks().stream())
            .mapToDouble(fork -> fork.stream().mapToDouble(share -> share).average().orElse(0))
            .min();
    return least.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "duet: CPU time per operation is compared; the two forks of a round ran at the same time"
                + " on one core for at least %.0f %% of their time"
                    .formatted(Math.floor(100 * least.getAsDouble())));
  }
}
