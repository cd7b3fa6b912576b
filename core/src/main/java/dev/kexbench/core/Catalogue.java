package dev.kexbench.core;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.kx1.Kx1;
import dev.kexbench.core.tls.Dtls;
import dev.kexbench.core.tls.Tls;
import dev.kexbench.core.tls.engine.SslEngines;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All exchanges by name. A new exchange takes one line here; every command then supports it. */
public final class Catalogue {
  private static final List<StreamExchange> STREAMS =
      Stream.concat(
              Stream.of(
                  Kx1.rsa2048(),
                  Kx1.rsa3072(),
                  Kx1.rsa4096(),
                  Kx1.noise(),
                  Kx1.hybrid(),
                  Kx1.ecdhP256()),
              Stream.concat(Tls.all().stream(), SslEngines.all().stream()))
          .toList();

  private static final List<Exchange> ALL =
      Stream.<Exchange>concat(STREAMS.stream(), Stream.of(new Dtls())).toList();

  private Catalogue() {}

  /** Every exchange, in the order in which commands list them. */
  public static List<Exchange> all() {
    return ALL;
  }

  /** The exchanges over a stream, in the same order. */
  public static List<StreamExchange> streams() {
    return STREAMS;
  }

  /** The exchange with this name; empty if there is none. */
  public static Optional<Exchange> find(String name) {
    return named(name, ALL);
  }

  /** The exchange with this name, if it runs over a stream. */
  public static Optional<StreamExchange> findStream(String name) {
    return named(name, STREAMS);
  }

  private static <E extends Exchange> Optional<E> named(String name, List<E> among) {
    return among.stream().filter(exchange -> exchange.name().equals(name)).findFirst();
  }
}
