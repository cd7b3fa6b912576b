package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.identity.ClientTable;
import java.util.Optional;

/**
 * Steps 3 to 6 of the server's processing order: look up the client, agree, verify, respond. There
 * is one path for every OFFER: an unknown client and a wrong secret do the same work and end in the
 * same place.
 */
final class OfferProcessor {
  private final ClientTable clients;
  private final Pool<Sha256> hashes;
  private final Agreement agreement;
  private final Optional<Kx1Tickets> tickets;

  /** The root used in place of an unknown client's. */
  private final byte[] dummyRoot = new byte[ClientTable.ROOT_BYTES];

  /** How the server agrees with the sender of an OFFER. */
  interface Agreement {
    /**
     * The agreed secret. Empty if the OFFER is not from a client that knows the root, whatever the
     * cause.
     *
     * @param root 32 bytes, owned by the caller; for an unknown client, random bytes that no client
     *     has
     */
    Optional<ServerKeyAgreement.Agreed> answer(Offer offer, byte[] th1, byte[] root);
  }

  /** Uses the keys of these tickets to issue new ones; empty if the server issues none. */
  OfferProcessor(
      ServerSetup setup, Pool<Sha256> hashes, Agreement agreement, Optional<Kx1Tickets> tickets) {
    this.clients = setup.clients();
    this.hashes = hashes;
    this.agreement = agreement;
    this.tickets = tickets;
    setup.context().random().nextBytes(dummyRoot);
  }

  /** The ACK, and the state to verify the CONFIRM; empty if the OFFER is refused. */
  Optional<PendingConfirm> answer(Offer offer, byte[] th1) {
    return answer(offer, th1, agreement);
  }

  /** As {@link #answer(Offer, byte[])}, agreeing with the sender in another way. */
  Optional<PendingConfirm> answer(Offer offer, byte[] th1, Agreement agreement) {
    byte[] root = dummyRoot.clone();
    try {
      clients.copyRoot(offer.client(), root);
      return agreement.answer(offer, th1, root).map(agreed -> acknowledge(offer, th1, agreed));
    } finally {
      Secrets.wipe(root);
    }
  }

  private PendingConfirm acknowledge(Offer offer, byte[] th1, ServerKeyAgreement.Agreed agreed) {
    try {
      return hashes.with(sha -> acknowledge(sha, offer, th1, agreed));
    } finally {
      Secrets.wipe(agreed.secret());
    }
  }

  private PendingConfirm acknowledge(
      Sha256 sha, Offer offer, byte[] th1, ServerKeyAgreement.Agreed agreed) {
    boolean ticket = offer.asksForTicket() && tickets.isPresent();
    byte[] th2 = Transcript.th2(sha, th1, offer.frame().bytes());
    byte[] ack = Ack.untagged(offer.fields(), agreed.s(), ticket);
    byte[] th3 = Transcript.th3(sha, th2, ack, offer.fields());
    byte[] prk = KeySchedule.prk(sha, th3, agreed.secret());
    try {
      byte[] ticketPart = ticket ? ticketPart(sha, offer, prk, agreed) : Ack.NO_TICKET;
      byte[] ackTag = KeySchedule.ackTag(sha, prk, th3, ticketPart);
      Ack.tag(offer.fields(), ack, ackTag);
      Ack.ticket(ack, ticketPart);
      return new PendingConfirm(offer.client(), offer.fields(), ack, th3, prk, ackTag);
    } catch (RuntimeException | Error e) {
      Secrets.wipe(prk);
      throw e;
    }
  }

  /** A ticket for the exchange with this PRK; one that replaces another expires with it. */
  private byte[] ticketPart(Sha256 sha, Offer offer, byte[] prk, ServerKeyAgreement.Agreed agreed) {
    TicketKeys keys = tickets.orElseThrow().keys();
    long expiry = agreed.expiresAtMillis().orElseGet(keys::expiryMillis);
    byte[] secret = KeySchedule.resumption(sha, prk);
    try {
      byte[] ticket = keys.seal(new TicketKeys.Ticketed(offer.client(), expiry, secret));
      tickets.get().counters().issuedOne();
      return Ack.ticketPart(keys.secondsUntil(expiry), ticket);
    } finally {
      Secrets.wipe(secret);
    }
  }
}
