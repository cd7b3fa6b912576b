package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.identity.ServerPublicKey;
import java.util.Optional;

/** The state that all connections of one KX1 server share. */
final class Kx1Server implements ServerSide {
  final Suite suite;
  final byte[] fingerprint;
  final byte[] keyId;
  final Pool<Sha256> hashes;
  final Optional<Admission> admission;
  final OfferProcessor answers;

  private final ServerKeyAgreement keyAgreement;

  Kx1Server(Suite suite, ServerSetup setup) {
    ServerPublicKey publicKey = setup.keys().publicKey();
    this.suite = suite;
    fingerprint = publicKey.fingerprint();
    keyId = publicKey.keyId();
    var crypto = setup.crypto();
    hashes = crypto.pooled(crypto.backend()::sha256);
    keyAgreement = suite.keyAgreement().server(setup, hashes);
    admission = setup.admission() ? Optional.of(admission(setup)) : Optional.empty();
    answers = new OfferProcessor(suite, setup, hashes, keyAgreement);
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
  public Optional<CostlyOperation> costlyOperation() {
    return Optional.of(keyAgreement.costlyOperation());
  }

  @Override
  public Optional<ReplayCounts> replayCounts() {
    return admission.map(Admission::replayCounts);
  }
}
