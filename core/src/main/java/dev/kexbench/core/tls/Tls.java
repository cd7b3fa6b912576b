package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** TLS with one version and cipher suite, as a {@link StreamExchange}. */
public final class Tls implements StreamExchange {
  private final TlsSuite suite;

  private Tls(TlsSuite suite) {
    this.suite = suite;
  }

  /** One exchange for each suite, in the order in which commands list them. */
  public static List<StreamExchange> all() {
    return Arrays.stream(TlsSuite.values())
        .filter(suite -> !suite.isDatagram())
        .<StreamExchange>map(Tls::new)
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
  public boolean usesClientCertificates() {
    return suite.isMutual();
  }

  /** In TLS 1.2, by session ids: bctls has neither tickets nor the resumption of TLS 1.3. */
  @Override
  public boolean resumable() {
    return suite.resumesById();
  }

  @Override
  public ServerKeys generateKeys(SecureRandom random) {
    return suite.generateKeys(random);
  }

  @Override
  public ServerSide server(ServerSetup setup) {
    new SuiteInputs(suite).requireFitting(setup);
    return new TlsServerSide(suite, setup);
  }

  @Override
  public ClientSide client(ClientSetup setup) {
    new SuiteInputs(suite).requireFitting(setup.identity());
    return new TlsClientSide(suite, setup);
  }
}
