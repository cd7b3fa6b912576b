package dev.kexbench.loadgen.run;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Validity;
import java.util.OptionalLong;

/**
 * Checks that resumed handshakes are what they claim to be: both sides count as many, and the
 * server performed as many private-key operations as full handshakes. Benchmarks of resumption have
 * been published that measured full handshakes.
 */
final class ResumedCheck {
  private static final double TOLERANCE = 0.001;

  private ResumedCheck() {}

  /**
   * What servers have counted.
   *
   * @param all since no handshake was in flight
   * @param before resumed handshakes of it that were established before the measured time; more
   *     than the servers have counted if their statistics are of another server or incomplete
   */
  static ServerObservation.Returned returned(ServerStats all, long before) {
    ServerCounts counts = all.counts();
    long unfinished =
        Math.max(0, counts.acked() - counts.confirmed())
            + counts.rejected().getOrDefault(Reason.REJECTED.label(), 0L);
    return new ServerObservation.Returned(
        Math.max(0, counts.resumed() - before),
        Math.max(0, counts.full()),
        keyOperations(all),
        unfinished);
  }

  /**
   * A server that times no such operation at all has none in this exchange; in batches, one serves
   * several handshakes.
   */
  private static OptionalLong keyOperations(ServerStats all) {
    long count = all.privateKeyOperations();
    return count == 0 || inBatches(all) ? OptionalLong.empty() : OptionalLong.of(count);
  }

  private static boolean inBatches(ServerStats stats) {
    return Catalogue.find(stats.exchange())
        .filter(exchange -> exchange.keyKind() == KeyKind.RSA_BATCH)
        .isPresent();
  }

  /** Checks a run whose clients return. */
  static void of(ValidityCheck check, LoadPlan plan, Measurement run, ServerObservation server) {
    long established = run.totals().counts().established();
    if (!plan.openLoop()) {
      ticketWaits(check, run.totals().ticketWaitsEnded(), established);
    }
    if (plan.clients().returning().isPresent() && server.returned().isPresent()) {
      of(check, server.returned().get(), run.totals().resumed(), established, server.own());
    }
  }

  /**
   * The same by numbers.
   *
   * @param resumed as the clients have counted
   * @param established likewise, of full handshakes as well
   * @param own whether the server has no other clients than those of this run
   */
  static void of(
      ValidityCheck check,
      ServerObservation.Returned returned,
      long resumed,
      long established,
      boolean own) {
    if (Math.abs(returned.resumed() - resumed) > TOLERANCE * established) {
      check.add(
          ReasonKey.RESUMED,
          own ? Validity.INVALID : Validity.SUSPECT,
          "the server counted %,d resumed handshakes, the clients %,d%s",
          returned.resumed(),
          resumed,
          own ? "" : ": other clients use it, or its statistics belong to another server");
    }
    returned.keyOperations().ifPresent(count -> keyOperations(check, returned, count));
  }

  /** A handshake of a closed loop keeps its place while its client waits for a ticket. */
  static void ticketWaits(ValidityCheck check, long ended, long established) {
    if (ended > TOLERANCE * established) {
      check.add(
          ReasonKey.RESUMED,
          Validity.SUSPECT,
          "in %,d of %,d handshakes the client waited for a ticket that did not come, so the rate is"
              + " not the server's: give a rate (-R), or leave out --resume",
          ended,
          established);
    }
  }

  private static void keyOperations(
      ValidityCheck check, ServerObservation.Returned returned, long operations) {
    double tolerated = TOLERANCE * (returned.full() + returned.resumed());
    if (operations - returned.full() > tolerated + returned.unfinished()) {
      check.add(
          ReasonKey.RESUMED,
          Validity.INVALID,
          "the server performed %,d private-key operations for %,d full handshakes: it uses its"
              + " private key in resumed ones",
          operations,
          returned.full());
    } else if (returned.full() - operations > tolerated) {
      check.add(
          ReasonKey.RESUMED,
          Validity.INVALID,
          "the server performed only %,d private-key operations for %,d full handshakes: it does"
              + " not count all operations, or not all resumed handshakes",
          operations,
          returned.full());
    }
  }
}
