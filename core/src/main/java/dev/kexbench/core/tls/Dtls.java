package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.DatagramServerSide;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.util.Set;

/**
 * DTLS 1.2 (RFC 6347) with a pre-shared key, as a {@link DatagramExchange}; uses the blocking API
 * of bctls.
 */
public final class Dtls implements DatagramExchange {
  /** The handshake timeout, equal to KX1's timeout for a CONFIRM. */
  static final int TIMEOUT_MILLIS = 10_000;

  private static final TlsSuite SUITE = TlsSuite.DTLS12_PSK;

  @Override
  public String name() {
    return TlsEngine.BOUNCYCASTLE.named(SUITE.label());
  }

  @Override
  public String description() {
    return SUITE.description();
  }

  @Override
  public Set<Trait> traits() {
    return SUITE.traits();
  }

  @Override
  public KeyKind keyKind() {
    return SUITE.keyKind();
  }

  @Override
  public boolean usesServerKey() {
    return SUITE.has(Trait.SHOWS_CERTIFICATE);
  }

  @Override
  public ServerKeys generateKeys(SecureRandom random) {
    return SUITE.generateKeys(random);
  }

  @Override
  public DatagramServerSide server(ServerSetup setup) {
    new SuiteInputs(SUITE).requireFitting(setup);
    return new DtlsServerSide(new TlsServerSide(SUITE, setup), setup.context());
  }

  @Override
  public DatagramClientSide client(ClientSetup setup) {
    new SuiteInputs(SUITE).requireFitting(setup.identity());
    return new DtlsClientSide(new TlsClientSide(SUITE, setup));
  }
}
