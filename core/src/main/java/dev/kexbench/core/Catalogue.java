package dev.kexbench.core;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.kx1.Kx1;
import dev.kexbench.core.tls.Tls;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All exchanges by name. A new exchange is one line here; every command then has it. */
public final class Catalogue {
  private static final List<Exchange> ALL =
      Stream.concat(
              Stream.of(
                  Kx1.rsa2048(),
                  Kx1.rsa3072(),
                  Kx1.rsa4096(),
                  Kx1.noise(),
                  Kx1.hybrid(),
                  Kx1.ecdhP256()),
              Tls.all().stream())
          .toList();

  private Catalogue() {}

  /** Every exchange, in the order in which commands list them. */
  public static List<Exchange> all() {
    return ALL;
  }

  /** The exchange of that name. */
  public static Optional<Exchange> find(String name) {
    return ALL.stream().filter(exchange -> exchange.name().equals(name)).findFirst();
  }
}
