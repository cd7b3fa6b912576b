package dev.kexbench.bench.suite;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A kind of OFFER: a good one, or one that a server refuses. */
public enum OfferKind {
  /** From an enrolled client, without an admission part. */
  GOOD(null) {
    @Override
    byte[] make(Clients clients) {
      return clients.offer(clients.next());
    }
  },
  /** From a sender that knows a client's id but not its root. */
  WRONG_MAC(Reason.REJECTED) {
    @Override
    byte[] make(Clients clients) {
      ClientCredentials real = clients.next();
      byte[] root = real.root().clone();
      root[0] ^= 1;
      return clients.offer(new ClientCredentials(real.id(), root, real.admission(), ""));
    }
  },
  /** From an enrolled client, but with random bytes below the modulus as ciphertext. */
  BAD_PADDING(Reason.REJECTED) {
    @Override
    byte[] make(Clients clients) {
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
    byte[] make(Clients clients) {
      ClientCredentials real = clients.next();
      ClientId unknown = new ClientId(~real.id().high(), real.id().low());
      return clients.offer(new ClientCredentials(unknown, real.root(), Optional.empty(), ""));
    }
  },
  /** With an admission part whose tag is wrong, to a server that requires one. */
  WRONG_ADMISSION_TAG(Reason.ADMISSION) {
    @Override
    byte[] make(Clients clients) {
      byte[] offer = clients.offerWithAdmission(clients.next());
      offer[offer.length - 1] ^= 1;
      return offer;
    }
  };

  /** Where an OFFER's ciphertext begins. */
  private static final int C_AT = 32;

  private final Reason refusal;

  OfferKind(Reason refusal) {
    this.refusal = refusal;
  }

  /** Makes an OFFER in the name of the next client. */
  abstract byte[] make(Clients clients);

  /** Why the server refuses it; empty if it answers. */
  Optional<Reason> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Whether it is sent to the server that requires an admission part. */
  boolean toGuarded() {
    return refusal == Reason.ADMISSION;
  }

  /** Whether it costs the server a private-key operation. */
  boolean isExpensive() {
    return !toGuarded();
  }
}
