package dev.kexbench.core.kx1;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.KeyRotation;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** KX1 with one of its suites, as a {@link StreamExchange}. */
public final class Kx1 implements StreamExchange {
  private final Suite suite;

  private Kx1(Suite suite) {
    this.suite = suite;
  }

  /** Suite 0x01. */
  public static StreamExchange rsa2048() {
    return new Kx1(Suite.RSA_2048);
  }

  /** Suite 0x02. */
  public static StreamExchange rsa3072() {
    return new Kx1(Suite.RSA_3072);
  }

  /** Suite 0x03. */
  public static StreamExchange rsa4096() {
    return new Kx1(Suite.RSA_4096);
  }

  /** Suite 0x04: OFFERs that wait together share a private-key operation. */
  public static StreamExchange rsa2048Batch() {
    return new Kx1(Suite.RSA_2048_BATCH);
  }

  /** Suite 0x05, as 0x04. */
  public static StreamExchange rsa3072Batch() {
    return new Kx1(Suite.RSA_3072_BATCH);
  }

  /** Suite 0x11, forward secret. */
  public static StreamExchange noise() {
    return new Kx1(Suite.NOISE);
  }

  /** Suite 0x12, forward secret, also against a quantum computer. */
  public static StreamExchange hybrid() {
    return new Kx1(Suite.HYBRID);
  }

  /** Suite 0x21, forward secret. */
  public static StreamExchange ecdhP256() {
    return new Kx1(Suite.ECDH_P256);
  }

  /** Suite 0x31, forward secret, without a server key. */
  public static StreamExchange spake2plus() {
    return new Kx1(Suite.SPAKE2PLUS);
  }

  @Override
  public String name() {
    return "kx1-" + suite.label();
  }

  @Override
  public String description() {
    return "KX1, " + suite.description();
  }

  @Override
  public Set<Trait> traits() {
    Set<Trait> traits = EnumSet.of(Trait.AUTHENTICATES_CLIENT, Trait.DICTIONARY_SAFE);
    if (!suite.keyAgreement().encrypts()) {
      traits.add(Trait.FORWARD_SECRET);
    }
    if (suite.keyAgreement() == KeyAgreement.HYBRID) {
      traits.add(Trait.POST_QUANTUM);
    }
    return traits;
  }

  @Override
  public KeyKind keyKind() {
    return suite.keyAgreement().keyKind();
  }

  @Override
  public boolean usesServerKey() {
    return suite.usesServerKey();
  }

  @Override
  public ServerKeys generateKeys(SecureRandom random) {
    return ServerKeys.generate(keyKind(), suite.keyBits(), random);
  }

  @Override
  public boolean resumable() {
    return true;
  }

  @Override
  public boolean resumesInBothModes() {
    return true;
  }

  @Override
  public ServerSide server(ServerSetup setup) {
    requireFitting(setup.keys()::publicKey);
    return new Kx1ServerSide(new Kx1Server(suite, setup));
  }

  @Override
  public Optional<KeyRotation> rotation(ServerSide side, ServerSetup setup) {
    if (!usesServerKey()) {
      return Optional.empty();
    }
    requireFitting(setup.keys()::publicKey);
    return Optional.of(((Kx1ServerSide) side).rotation(setup));
  }

  @Override
  public ClientSide client(ClientSetup setup) {
    requireFitting(setup::server);
    return new Kx1Client(suite, setup);
  }

  private void requireFitting(Supplier<ServerPublicKey> given) {
    if (!usesServerKey()) {
      return;
    }
    ServerPublicKey key = given.get();
    if (key.kind() != keyKind() || key.bits() != suite.keyBits()) {
      throw new IllegalArgumentException(
          "%s needs an %s key of %d bits, this is an %s key of %d"
              .formatted(name(), keyKind(), suite.keyBits(), key.kind(), key.bits()));
    }
  }
}
