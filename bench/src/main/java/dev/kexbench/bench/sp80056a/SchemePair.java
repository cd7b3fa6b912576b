package dev.kexbench.bench.sp80056a;

import dev.kexbench.bench.sp80056a.SchemeParty.Identifiers;
import dev.kexbench.bench.sp80056a.SchemeParty.Tools;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Ecdh;
import java.security.SecureRandom;
import java.util.Optional;

/** Both parties of a scheme, with new static keys where it has them and identifiers of 16 bytes. */
public record SchemePair(SchemeParty u, SchemeParty v) {
  private static final int ID_BYTES = 16;

  /** Each party computes with objects of its own. */
  public static SchemePair of(
      KeyAgreementScheme scheme, DhGroup group, CryptoBackend backend, SecureRandom random) {
    Tools u = tools(group, backend, random);
    Tools v = tools(group, backend, random);
    Optional<Ecdh.Key> ofU = key(scheme, SchemeSide.U, u.dh());
    Optional<Ecdh.Key> ofV = key(scheme, SchemeSide.V, v.dh());
    Identifiers ids = new Identifiers(id(random), id(random));
    return new SchemePair(
        new SchemeParty(scheme, SchemeSide.U, u, ids, ofU, ofV.map(Ecdh.Key::publicKey)),
        new SchemeParty(scheme, SchemeSide.V, v, ids, ofV, ofU.map(Ecdh.Key::publicKey)));
  }

  private static Tools tools(DhGroup group, CryptoBackend backend, SecureRandom random) {
    return new Tools(group.primitive(backend, random), backend.sha256(), random);
  }

  /** A new static key pair, if the scheme gives this side one. */
  static Optional<Ecdh.Key> key(KeyAgreementScheme scheme, SchemeSide side, DhPrimitive dh) {
    return scheme.hasStatic(side) ? Optional.of(dh.generate()) : Optional.empty();
  }

  private static byte[] id(SecureRandom random) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return id;
  }

  /** The party on this side. */
  public SchemeParty party(SchemeSide side) {
    return side == SchemeSide.U ? u : v;
  }
}
