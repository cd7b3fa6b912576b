package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.security.SecureRandom;
import java.util.Locale;

/** KX1 with one of its RSA suites, as an {@link Exchange}. */
public final class Kx1 implements Exchange {
  private final Suite suite;

  private Kx1(Suite suite) {
    this.suite = suite;
  }

  /** Suite 0x01. */
  public static Exchange rsa2048() {
    return new Kx1(Suite.RSA_2048);
  }

  /** Suite 0x02. */
  public static Exchange rsa3072() {
    return new Kx1(Suite.RSA_3072);
  }

  /** Suite 0x03. */
  public static Exchange rsa4096() {
    return new Kx1(Suite.RSA_4096);
  }

  @Override
  public String name() {
    return "kx1-rsa" + suite.modulusBits();
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT, "KX1, suite 0x%02x: RSA-%d OAEP", suite.code(), suite.modulusBits());
  }

  @Override
  public ServerKeys generateKeys(SecureRandom random) {
    return ServerKeys.generate(suite.modulusBits(), random);
  }

  @Override
  public ServerSide server(ServerSetup setup) {
    requireFitting(setup.keys().rsaPublic());
    return new Kx1Server(suite, setup);
  }

  @Override
  public ClientSide client(ClientSetup setup) {
    requireFitting(setup.server());
    return new Kx1Client(suite, setup);
  }

  private void requireFitting(ServerPublicKey key) {
    if (key.bits() != suite.modulusBits()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s needs an RSA key of %d bits, this one has %d",
              name(),
              suite.modulusBits(),
              key.bits()));
    }
  }
}
