package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.identity.ClientCredentials;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/** The state that all clients of one TLS server share in this process. */
final class TlsClientSide implements ClientSide {
  final TlsSuite suite;
  final BackendTlsCrypto crypto;
  final Pool<Sha256> hashes;

  final LongSupplier clockMillis;

  /** The check of the certificates that the server presents. */
  final ServerCheck check;

  TlsClientSide(TlsSuite suite, ClientSetup setup) {
    var backend = setup.crypto().backend();
    this.suite = suite;
    this.crypto = new BackendTlsCrypto(backend.providers(), setup.context().random());
    this.hashes = setup.crypto().pooled(backend::sha256);
    this.clockMillis = setup.context().clockMillis();
    this.check = new ServerCheck(setup.identity(), setup.context().clockMillis());
  }

  /**
   * The groups to offer, the preferred one first. A server whose key is known is one for this
   * suite; any other server may choose among more.
   */
  List<Integer> groups() {
    int[] numbers =
        check.isPinnedKey() ? suite.groups().numbers() : suite.groups().numbersForAnyServer();
    return Arrays.stream(numbers).boxed().toList();
  }

  @Override
  public List<String> fallbackAlgorithms() {
    return crypto.fallbackAlgorithms();
  }

  @Override
  public ClientRole open(ClientCredentials client) {
    return new TlsRole(new ClientPeer(this, client));
  }

  @Override
  public ClientRole resume(ClientCredentials client, Resumption resumption) {
    if (!suite.resumesById()) {
      return ClientSide.super.resume(client, resumption);
    }
    new SuiteInputs(suite).requireFitting(resumption);
    return new TlsRole(new ClientPeer(this, client, new EarlierSession(this, resumption)));
  }
}
