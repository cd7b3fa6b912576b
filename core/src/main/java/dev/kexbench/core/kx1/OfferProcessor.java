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
  private final Suite suite;
  private final ClientTable clients;
  private final Pool<Sha256> hashes;
  private final ServerKeyAgreement keyAgreement;

  /** The root used in place of an unknown client's. */
  private final byte[] dummyRoot = new byte[ClientTable.ROOT_BYTES];

  OfferProcessor(
      Suite suite, ServerSetup setup, Pool<Sha256> hashes, ServerKeyAgreement keyAgreement) {
    this.suite = suite;
    this.clients = setup.clients();
    this.hashes = hashes;
    this.keyAgreement = keyAgreement;
    setup.context().random().nextBytes(dummyRoot);
  }

  /** The ACK, and the state to verify the CONFIRM; empty if the OFFER is refused. */
  Optional<PendingConfirm> answer(Offer offer, byte[] th1) {
    byte[] root = dummyRoot.clone();
    try {
      clients.copyRoot(offer.client(), root);
      return keyAgreement
          .answer(offer.c(), th1, root)
          .map(agreed -> acknowledge(offer, th1, agreed));
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
    byte[] th2 = Transcript.th2(sha, th1, offer.frame().bytes());
    byte[] ack = Ack.untagged(suite, agreed.s());
    byte[] th3 = Transcript.th3(sha, th2, ack, suite);
    byte[] prk = KeySchedule.prk(sha, th3, agreed.secret());
    try {
      byte[] ackTag = KeySchedule.ackTag(sha, prk, th3);
      Ack.tag(suite, ack, ackTag);
      return new PendingConfirm(ack, th3, prk, ackTag);
    } catch (RuntimeException | Error e) {
      Secrets.wipe(prk);
      throw e;
    }
  }
}
