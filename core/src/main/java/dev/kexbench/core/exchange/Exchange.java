package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.util.Set;

/** A key exchange by name: the properties it provides and the server keys it needs. */
public sealed interface Exchange permits StreamExchange, DatagramExchange {
  /** The name in commands, reports and {@link dev.kexbench.core.Catalogue}, such as kx1-rsa2048. */
  String name();

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
