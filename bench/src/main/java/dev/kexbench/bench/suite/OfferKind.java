package dev.kexbench.bench.suite;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A kind of OFFER: a good one, one that a server refuses, or one of a client that returns. */
public enum OfferKind {
  /** From an enrolled client, without an admission part. */
  GOOD(null) {
    @Override
    byte[] make(Clients clients, Server to) {
      return clients.offer(clients.next());
    }
  },
  /** From a sender that knows a client's id but not its root. */
  WRONG_MAC(Reason.REJECTED) {
    @Override
    byte[] make(Clients clients, Server to) {
      ClientCredentials real = clients.next();
      byte[] root = real.root().clone();
      root[0] ^= 1;
      return clients.offer(new ClientCredentials(real.id(), root, real.admission(), ""));
    }
  },
  /** From an enrolled client, but with random bytes below the modulus as ciphertext. */
  BAD_PADDING(Reason.REJECTED) {
    @Override
    byte[] make(Clients clients, Server to) {
      byte[] offer = clients.offer(clients.next());
      byte[] c = new byte[offer.length - C_AT];
      ThreadLocalRandom.current().nextBytes(c);
      c[0] = 0;
      System.arraycopy(c, 0, offer, C_AT, c.length);
      return offer;
    }
  },
  /** From a client that is not enrolled. */
  UNKNOWN_CLIENT(Reason.REJECTED) {
    @Override
    byte[] make(Clients clients, Server to) {
      ClientCredentials real = clients.next();
      ClientId unknown = new ClientId(~real.id().high(), real.id().low());
      return clients.offer(new ClientCredentials(unknown, real.root(), Optional.empty(), ""));
    }
  },
  /** With an admission part whose tag is wrong, to a server that requires one. */
  WRONG_ADMISSION_TAG(Reason.ADMISSION) {
    @Override
    byte[] make(Clients clients, Server to) {
      byte[] offer = clients.offerWithAdmission(clients.next());
      offer[offer.length - 1] ^= 1;
      return offer;
    }
  },
  /** From a client that returns with a ticket. */
  RETURNING(null) {
    @Override
    byte[] make(Clients clients, Server to) {
      return clients.returningOffer(clients.next(), to.issuing(), ResumptionKind.RESUME);
    }
  },
  /** From a client that returns with a ticket and an ephemeral key. */
  RETURNING_DHE(null) {
    @Override
    byte[] make(Clients clients, Server to) {
      return clients.returningOffer(clients.next(), to.issuing(), ResumptionKind.RESUME_DHE);
    }
  };

  /** Where an OFFER's ciphertext begins. */
  private static final int C_AT = 32;

  private final Reason refusal;

  OfferKind(Reason refusal) {
    this.refusal = refusal;
  }

  /**
   * Makes an OFFER in the name of the next client.
   *
   * @param to the server that it is for
   */
  abstract byte[] make(Clients clients, Server to);

  /** Why the server refuses it; empty if it answers. */
  Optional<Reason> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** The server that it is sent to: the one that requires what it has. */
  ServerSide side(Server to) {
    if (isReturning()) {
      return to.issuing();
    }
    return refusal == Reason.ADMISSION ? to.guarded() : to.open();
  }

  /** Whether the server computes something for it beyond the check of admission. */
  boolean isComputed() {
    return refusal != Reason.ADMISSION;
  }

  /** Whether it is answered from a ticket, without the server's private key. */
  boolean isReturning() {
    return this == RETURNING || this == RETURNING_DHE;
  }
}
