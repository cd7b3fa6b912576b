package dev.kexbench.core;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.util.Set;

/** An exchange that has a name only. */
record MadeUpExchange(String name) implements StreamExchange {
  @Override
  public String description() {
    return "made up";
  }

  @Override
  public Set<Trait> traits() {
    return Set.of();
  }

  @Override
  public KeyKind keyKind() {
    return KeyKind.RSA;
  }

  @Override
  public ServerKeys generateKeys(SecureRandom random) {
    throw new UnsupportedOperationException("it has a name only");
  }

  @Override
  public ServerSide server(ServerSetup setup) {
    throw new UnsupportedOperationException("it has a name only");
  }

  @Override
  public ClientSide client(ClientSetup setup) {
    throw new UnsupportedOperationException("it has a name only");
  }
}
