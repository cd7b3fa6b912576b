package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.util.Set;

/** A key exchange by name: what it gives and asks for, and the keys that it needs. */
public sealed interface Exchange permits StreamExchange, DatagramExchange {
  /** The name of commands, reports and {@link dev.kexbench.core.Catalogue}, as kx1-rsa2048. */
  String name();

  /** What it is, in one line. */
  String description();

  /** What it gives and asks for. */
  Set<Trait> traits();

  /** Which of a server's key pairs it uses. */
  KeyKind keyKind();

  /** New server keys of the kind and size that this exchange needs. */
  ServerKeys generateKeys(SecureRandom random);
}
