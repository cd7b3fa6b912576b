package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Curve;
import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerPublicKey;
import java.util.List;
import java.util.Optional;

/** The state that all clients of one server share in this process. */
final class Kx1Client implements ClientSide {
  final Suite suite;
  final byte[] fingerprint;
  final byte[] keyId;
  final Pool<Sha256> hashes;
  final ClientKeyAgreement.Factory keyAgreements;
  final ResumeClient.Shared returning;
  final ExchangeContext context;
  private final List<String> fallbackAlgorithms;

  Kx1Client(Suite suite, ClientSetup setup) {
    this.suite = suite;
    fingerprint = suite.fingerprint(setup::server);
    keyId = ServerPublicKey.keyId(fingerprint);
    var crypto = setup.crypto();
    hashes = crypto.pooled(crypto.backend()::sha256);
    keyAgreements = suite.keyAgreement().client(setup, hashes);
    returning = ResumeClient.Shared.of(suite, setup, hashes);
    context = setup.context();
    fallbackAlgorithms =
        suite.keyAgreement().keyKind() == KeyKind.X25519
            ? crypto.backend().fallbackAlgorithms().stream().map(Curve::name).toList()
            : List.of();
  }

  @Override
  public List<String> fallbackAlgorithms() {
    return fallbackAlgorithms;
  }

  @Override
  public ClientRole open(ClientCredentials client) {
    return new Kx1ClientRole(this, client, Optional.empty());
  }

  @Override
  public ClientRole resume(ClientCredentials client, Resumption resumption) {
    return new Kx1ClientRole(this, client, Optional.of(resumption));
  }

  /** Where tickets of this server are good. */
  Kx1Ticket.Issuer issuer() {
    return new Kx1Ticket.Issuer(suite, fingerprint);
  }
}
