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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * DTLS 1.2 (RFC 6347) with one cipher suite, as a {@link DatagramExchange}; uses the blocking API
 * of bctls.
 */
public final class Dtls implements DatagramExchange {
  /** The handshake timeout, equal to KX1's timeout for a CONFIRM. */
  static final int TIMEOUT_MILLIS = 10_000;

  private final TlsSuite suite;
  private final int timeoutMillis;

  Dtls(TlsSuite suite) {
    this(suite, TIMEOUT_MILLIS);
  }

  private Dtls(TlsSuite suite, int timeoutMillis) {
    this.suite = suite;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * The same exchange with another handshake timeout on both sides, from 1 ms. Tests on a busy
   * machine need longer than the usual 10 s.
   */
  public Dtls withTimeout(Duration timeout) {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException("a handshake timeout is at least 1 ms, was " + timeout);
    }
    return new Dtls(suite, Math.toIntExact(timeout.toMillis()));
  }

  /** One exchange for each suite, in the order in which commands list them. */
  public static List<DatagramExchange> all() {
    return Arrays.stream(TlsSuite.values())
        .filter(TlsSuite::isDatagram)
        .<DatagramExchange>map(Dtls::new)
        .toList();
  }

  @Override
  public String name() {
    return TlsEngine.BOUNCYCASTLE.named(suite.label());
  }

  @Override
  public String description() {
    return suite.description();
  }

  @Override
  public Set<Trait> traits() {
    return suite.traits();
  }

  @Override
  public KeyKind keyKind() {
    return suite.keyKind();
  }

  @Override
  public boolean usesServerKey() {
    return suite.has(Trait.SHOWS_CERTIFICATE);
  }

  @Override
  public ServerKeys generateKeys(SecureRandom random) {
    return suite.generateKeys(random);
  }

  @Override
  public DatagramServerSide server(ServerSetup setup) {
    new SuiteInputs(suite).requireFitting(setup);
    return new DtlsServerSide(new TlsServerSide(suite, setup), setup.context(), timeoutMillis);
  }

  @Override
  public DatagramClientSide client(ClientSetup setup) {
    new SuiteInputs(suite).requireFitting(setup.identity());
    return new DtlsClientSide(new TlsClientSide(suite, setup), timeoutMillis);
  }
}
