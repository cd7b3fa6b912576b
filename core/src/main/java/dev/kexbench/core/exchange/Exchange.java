package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** A key exchange by name: the properties it provides and the server keys it needs. */
public sealed interface Exchange permits StreamExchange, DatagramExchange {
  /**
   * The full name in commands, reports and {@link dev.kexbench.core.Catalogue}: kx1-rsa2048, or of
   * TLS the suite and the engine, such as tls13-ecdhe@jdk.
   */
  String name();

  /** The name without the engine, such as tls13-ecdhe. */
  default String suite() {
    int mark = name().indexOf(TlsEngine.MARK);
    return mark < 0 ? name() : name().substring(0, mark);
  }

  /** The implementation of TLS; empty for an exchange that is not TLS. */
  default Optional<TlsEngine> engine() {
    return TlsEngine.labelled(name().substring(name().indexOf(TlsEngine.MARK) + 1));
  }

  /** A one-line description. */
  String description();

  /** The properties it has and the requirements it imposes. */
  Set<Trait> traits();

  /** The kind of server key pair it uses. */
  KeyKind keyKind();

  /** Whether the server's key pair has a part in it; else a secret of the client's alone has. */
  default boolean usesServerKey() {
    return true;
  }

  /** Whether clients present certificates, issued by the server's {@code ClientAuthority}. */
  default boolean usesClientCertificates() {
    return false;
  }

  /** New server keys of the kind and size that this exchange needs. */
  ServerKeys generateKeys(SecureRandom random);
}
