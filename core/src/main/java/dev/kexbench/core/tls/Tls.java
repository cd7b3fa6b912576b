package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** TLS with one version and cipher suite, as an {@link Exchange}. */
public final class Tls implements Exchange {
  private static final int RSA_BITS = 2048;

  private final TlsSuite suite;

  private Tls(TlsSuite suite) {
    this.suite = suite;
  }

  /** One for each suite, in the order in which they are listed. */
  public static List<Exchange> all() {
    return Arrays.stream(TlsSuite.values()).<Exchange>map(Tls::new).toList();
  }

  @Override
  public String name() {
    return suite.label();
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
  public ServerKeys generateKeys(SecureRandom random) {
    return ServerKeys.generate(keyKind(), RSA_BITS, random);
  }

  @Override
  public ServerSide server(ServerSetup setup) {
    if (setup.admission()) {
      throw new IllegalArgumentException(name() + " has no admission part");
    }
    requireFitting(setup.keys().open());
    return new TlsServerSide(suite, setup);
  }

  @Override
  public ClientSide client(ClientSetup setup) {
    requireFitting(setup.server());
    return new TlsClientSide(suite, setup);
  }

  private void requireFitting(ServerPublicKey key) {
    if (key.kind() != keyKind()) {
      throw new IllegalArgumentException(
          "%s needs an %s key, this is an %s key".formatted(name(), keyKind(), key.kind()));
    }
  }
}
