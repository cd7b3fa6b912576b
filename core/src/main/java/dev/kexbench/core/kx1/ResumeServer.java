package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ServerSetup;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Steps 4 and 5 of the server's processing order for a returning client: opens the ticket, verifies
 * the binder, and agrees again if the client asks for it. No private key of the server takes part.
 * There is one path for every ticket that it refuses.
 */
final class ResumeServer implements OfferProcessor.Agreement {
  private final ResumeMode mode;
  private final TicketKeys tickets;

  /** The tickets that have been used, if each may be used once. */
  private final Optional<ReplayWindow> used;

  private final TicketCounters counters;
  private final Pool<Sha256> hashes;

  /** Empty if there is no agreement. */
  private final Optional<Pool<Ecdh>> curves;

  private final SecureRandom random;

  ResumeServer(ResumeMode mode, Kx1Tickets shared, ServerSetup setup, Pool<Sha256> hashes) {
    this.mode = mode;
    this.tickets = shared.keys();
    this.used = shared.used();
    this.counters = shared.counters();
    this.hashes = hashes;
    var crypto = setup.crypto();
    this.curves = mode.curve().map(each -> crypto.pooled(() -> crypto.backend().ecdh(each)));
    this.random = setup.context().random();
  }

  @Override
  public Optional<ServerKeyAgreement.Agreed> answer(Offer offer, byte[] th1, byte[] root) {
    byte[] c = offer.c();
    byte[] ticket = Arrays.copyOf(c, TicketKeys.TICKET_BYTES);
    TicketKeys.Opened opened = tickets.open(ticket, offer.client());
    byte[] returning;
    try {
      returning = hashes.with(sha -> KeySchedule.returning(sha, root, opened.ticketed().secret()));
    } finally {
      Secrets.wipe(opened.ticketed().secret());
    }
    try {
      int wrong = opened.wrong() | TicketFault.BINDER.bit(binderVerifies(c, th1, returning));
      if (wrong != 0 || !isUnused(ticket)) {
        return refused(wrong == 0 ? TicketFault.USED : TicketFault.first(wrong));
      }
      byte[] secret = hashes.with(sha -> KeySchedule.resumed(sha, returning));
      Optional<ServerKeyAgreement.Agreed> agreed =
          agreed(c, secret, opened.ticketed().expiresAtMillis());
      return agreed.isPresent() ? agreed : refused(TicketFault.SHARE);
    } finally {
      Secrets.wipe(returning);
    }
  }

  private Optional<ServerKeyAgreement.Agreed> refused(TicketFault fault) {
    counters.refusedOne(fault);
    return Optional.empty();
  }

  private boolean binderVerifies(byte[] c, byte[] th1, byte[] returning) {
    byte[] bound = Arrays.copyOf(c, mode.binderAt());
    byte[] binder = Arrays.copyOfRange(c, mode.binderAt(), c.length);
    byte[] expected = hashes.with(sha -> KeySchedule.binder(sha, returning, th1, bound));
    return MessageDigest.isEqual(expected, binder);
  }

  /** Records the ticket; only one that has verified, so that nobody else can use it up. */
  private boolean isUnused(byte[] ticket) {
    return used.isEmpty() || used.get().enter(TicketKeys.tag(ticket));
  }

  private Optional<ServerKeyAgreement.Agreed> agreed(byte[] c, byte[] secret, long expiry) {
    if (curves.isEmpty()) {
      byte[] share = new byte[mode.shareBytes()];
      random.nextBytes(share);
      return Optional.of(new ServerKeyAgreement.Agreed(share, secret, Optional.of(expiry)));
    }
    byte[] clients = Arrays.copyOfRange(c, ResumeMode.SHARE_AT, mode.binderAt());
    try {
      return curves.get().with(curve -> agreed(curve, clients, secret, expiry));
    } finally {
      Secrets.wipe(secret);
    }
  }

  /** Empty if the client's share is no point, or one of small order. */
  private static Optional<ServerKeyAgreement.Agreed> agreed(
      Ecdh curve, byte[] clients, byte[] secret, long expiry) {
    try (Ecdh.Key ephemeral = curve.generate()) {
      return curve
          .agree(ephemeral, clients)
          .map(
              z -> {
                byte[] joined = Parts.joined(secret, z);
                Secrets.wipe(z);
                return new ServerKeyAgreement.Agreed(
                    ephemeral.publicKey(), joined, Optional.of(expiry));
              });
    }
  }
}
