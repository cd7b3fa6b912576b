package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.identity.ServerPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state that all connections of one KX1 server share. */
final class Kx1Server implements ServerSide {
  final Suite suite;
  final byte[] fingerprint;
  final byte[] keyId;
  final Pool<Sha256> hashes;
  final Optional<Admission> admission;

  private final Optional<Kx1Tickets> tickets;
  private final ServerKeyAgreement keyAgreement;
  private final Map<Fields, OfferProcessor> processors = new HashMap<>();
  private final Fields[] served;

  Kx1Server(Suite suite, ServerSetup setup) {
    this.suite = suite;
    fingerprint = suite.fingerprint(setup.keys()::publicKey);
    keyId = ServerPublicKey.keyId(fingerprint);
    var crypto = setup.crypto();
    hashes = crypto.pooled(crypto.backend()::sha256);
    keyAgreement = suite.keyAgreement().server(setup, hashes);
    admission = setup.admission() ? Optional.of(admission(setup)) : Optional.empty();
    tickets = setup.ticketLifetime().map(lifetime -> Kx1Tickets.of(suite, setup, lifetime));
    processors.put(
        suite,
        new OfferProcessor(
            setup,
            hashes,
            (offer, th1, root) -> keyAgreement.answer(offer.c(), th1, root),
            tickets));
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

  private Admission admission(ServerSetup setup) {
    var context = setup.context();
    long mostBytes = ReplayWindow.mostBytes(Runtime.getRuntime().maxMemory());
    ReplayWindow seen = new ReplayWindow(context.clockMillis(), context.random(), mostBytes);
    return new Admission(setup.keys().gate(), hashes, seen, context.clockMillis());
  }

  @Override
  public Role accept() {
    return new Kx1ServerRole(this);
  }

  @Override
  public void warm() {
    keyAgreement.warm();
  }

  @Override
  public Optional<CostlyOperation> costlyOperation() {
    return Optional.of(keyAgreement.costlyOperation());
  }

  @Override
  public Optional<ReplayCounts> replayCounts() {
    return admission.map(Admission::replayCounts);
  }

  @Override
  public Optional<TicketCounts> ticketCounts() {
    return tickets.map(Kx1Tickets::counts);
  }
}
