package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide.CostlyOperation;
import dev.kexbench.core.exchange.ServerSide.TicketCounts;
import dev.kexbench.core.identity.ServerPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all connections of a KX1 server share for one of its keys. */
final class Kx1Server {
  final Suite suite;
  final byte[] fingerprint;
  final byte[] keyId;
  final Pool<Sha256> hashes;
  final Optional<Admission> admission;

  private final Optional<Kx1Tickets> tickets;
  private final SuiteServer keyAgreement;
  private final Map<Fields, OfferProcessor> processors = new HashMap<>();
  private final Fields[] served;

  Kx1Server(Suite suite, ServerSetup setup) {
    this(suite, setup, Optional.empty());
  }

  /** The same for other keys; it keeps what was remembered against replays, and counts. */
  Kx1Server successor(ServerSetup setup) {
    return new Kx1Server(suite, setup, Optional.of(this));
  }

  private Kx1Server(Suite suite, ServerSetup setup, Optional<Kx1Server> predecessor) {
    this.suite = suite;
    fingerprint = suite.fingerprint(setup.keys()::publicKey);
    keyId = ServerPublicKey.keyId(fingerprint);
    var crypto = setup.crypto();
    hashes = crypto.pooled(crypto.backend()::sha256);
    keyAgreement = suite.keyAgreement().server(setup, hashes);
    admission =
        setup.admission()
            ? Optional.of(admission(setup, predecessor.flatMap(each -> each.admission)))
            : Optional.empty();
    Optional<Kx1Tickets> earlier = predecessor.flatMap(each -> each.tickets);
    tickets =
        setup.ticketLifetime().map(lifetime -> Kx1Tickets.of(suite, setup, lifetime, earlier));
    processors.put(suite, new OfferProcessor(setup, hashes, keyAgreement, tickets));
    for (ResumeMode mode : tickets.isPresent() ? ResumeMode.of(suite) : List.<ResumeMode>of()) {
      ResumeServer returning = new ResumeServer(mode, tickets.get(), setup, hashes);
      processors.put(mode, new OfferProcessor(setup, hashes, returning, tickets));
    }
    served = processors.keySet().toArray(Fields[]::new);
  }

  /** The fields of the suite with this code, if this server serves it. */
  Optional<Fields> fields(int code) {
    for (Fields fields : served) {
      if (fields.code() == code) {
        return Optional.of(fields);
      }
    }
    return Optional.empty();
  }

  boolean issuesTickets() {
    return served.length > 1;
  }

  /** The ACK to an OFFER, and the state to verify the CONFIRM; empty if the OFFER is refused. */
  Optional<PendingConfirm> answer(Offer offer, byte[] th1) {
    return processors.get(offer.fields()).answer(offer, th1);
  }

  /** As {@link #answer(Offer, byte[])}, agreeing with the sender in another way. */
  Optional<PendingConfirm> answer(Offer offer, byte[] th1, OfferProcessor.Agreement agreement) {
    return processors.get(offer.fields()).answer(offer, th1, agreement);
  }

  /** The key whose operation OFFERs with these fields can share; empty if there is none. */
  Optional<BatchRsaServer> batchKey(Fields fields) {
    return fields == suite && keyAgreement instanceof BatchRsaServer key
        ? Optional.of(key)
        : Optional.empty();
  }

  /**
   * The admission under the gate key of this setup. What was admitted before stays remembered, also
   * if the gate key is another: the earlier one may return with the key pair that it belongs to.
   */
  private Admission admission(ServerSetup setup, Optional<Admission> before) {
    var context = setup.context();
    ReplayWindow seen = before.map(Admission::seen).orElseGet(() -> nothingSeen(setup));
    return new Admission(setup.keys().gate(), hashes, seen, context.clockMillis());
  }

  private static ReplayWindow nothingSeen(ServerSetup setup) {
    var context = setup.context();
    long mostBytes = ReplayWindow.mostBytes(Runtime.getRuntime().maxMemory());
    return new ReplayWindow(context.clockMillis(), context.random(), mostBytes);
  }

  /** Why an OFFER is not admitted; empty if it is, or if every OFFER is. */
  Optional<Reason> refusal(Offer offer, byte[] th1) {
    return admission.flatMap(each -> each.refusal(offer, th1));
  }

  /** Prepares the calling thread. */
  void warm() {
    keyAgreement.warm();
  }

  CostlyOperation costlyOperation() {
    return keyAgreement.costlyOperation();
  }

  Optional<TicketCounts> ticketCounts() {
    return tickets.map(Kx1Tickets::counts);
  }
}
