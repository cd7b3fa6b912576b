package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.tls.SuiteInputs;
import dev.kexbench.core.tls.TlsSuite;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A TLS suite by one engine. */
record EngineExchange(Engine implementation, TlsSuite tls) implements StreamExchange {
  @Override
  public String name() {
    return implementation.named(tls);
  }

  @Override
  public String description() {
    return tls.description();
  }

  @Override
  public Set<Trait> traits() {
    EnumSet<Trait> traits = EnumSet.copyOf(tls.traits());
    if (!implementation.hasExporter()) {
      traits.add(Trait.NO_EXPORTER);
    }
    return Collections.unmodifiableSet(traits);
  }

  @Override
  public KeyKind keyKind() {
    return tls.keyKind();
  }

  @Override
  public boolean usesClientCertificates() {
    return tls.isMutual();
  }

  @Override
  public ServerKeys generateKeys(SecureRandom random) {
    return tls.generateKeys(random);
  }

  @Override
  public boolean resumable() {
    return true;
  }

  @Override
  public ServerSide server(ServerSetup setup) {
    new SuiteInputs(tls).requireFitting(setup);
    return implementation.server(tls, setup);
  }

  @Override
  public ClientSide client(ClientSetup setup) {
    new SuiteInputs(tls).requireFitting(setup.identity());
    return implementation.client(tls, setup);
  }

  @Override
  public String toString() {
    return name();
  }
}
