package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import java.util.Optional;

/**
 * Checks that the server has confirmed what the clients have established: all but one in a
 * thousand, and, through an emulated network, but for {@link LostFlights}.
 */
final class ConfirmedCheck {
  private static final double TOLERATED_SHARE = 0.001;

  private ConfirmedCheck() {}

  /**
   * Compares the two counts.
   *
   * @param own whether the server has no other clients than those of this run
   * @param lost empty without an emulated network
   */
  static void of(
      ValidityCheck check, Counts counts, long confirmed, boolean own, Optional<LostFlights> lost) {
    boolean more = confirmed > counts.established();
    double byNetwork =
        lost.map(each -> more ? each.mostConfirmedOnly(counts) : each.mostEstablishedOnly(counts))
            .orElse(0.0);
    long difference = Math.abs(confirmed - counts.established());
    if (difference <= TOLERATED_SHARE * counts.established() + byNetwork) {
      return;
    }
    String cause =
        more
            ? "other clients use the server, or it counts wrongly"
            : "it does not verify every CONFIRM, or its statistics belong to another server";
    check.add(
        ReasonKey.CONFIRMED,
        own ? Validity.INVALID : Validity.SUSPECT,
        "the server confirmed %,d handshakes, but the clients established %,d%s",
        confirmed,
        counts.established(),
        own ? "" : ": " + cause);
  }
}
