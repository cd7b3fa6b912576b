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

/**
 * All exchanges by name. A new exchange takes one line here; every command then supports it. TLS
 * has several engines: the full name of such an exchange is suite@engine, and the suite alone
 * stands for the fastest engine that supports it here, in the order of {@link
 * dev.kexbench.core.exchange.TlsEngine}.
 */
public final class Catalogue {
  private static final List<StreamExchange> KX1 =
      List.of(
          Kx1.rsa2048(),
          Kx1.rsa3072(),
          Kx1.rsa4096(),
          Kx1.rsa2048Batch(),
          Kx1.rsa3072Batch(),
          Kx1.noise(),
          Kx1.hybrid(),
          Kx1.ecdhP256(),
          Kx1.spake2plus());

  /** A class of its own, so that a command with a KX1 exchange loads no engine's native library. */
  private static final class AllExchanges {
    static final ExchangeIndex INDEX =
        new ExchangeIndex(
            Stream.of(KX1, Tls.all(), SslEngines.all(), Dtls.all())
                .flatMap(List::stream)
                .<Exchange>map(each -> each)
                .toList(),
            SslEngines::absence);
  }

  private Catalogue() {}

  /** Every suite with its fastest engine, in the order in which commands list them. */
  public static List<Exchange> all() {
    return all(EngineChoice.FASTEST);
  }

  /** Every suite that has the engine of this choice, in the same order. */
  public static List<Exchange> all(EngineChoice choice) {
    return AllExchanges.INDEX.all(choice);
  }

  /** The exchanges over a stream, in the same order. */
  public static List<StreamExchange> streams(EngineChoice choice) {
    return all(choice).stream()
        .filter(StreamExchange.class::isInstance)
        .map(StreamExchange.class::cast)
        .toList();
  }

  /** The names of all suites: of TLS without an engine, so the same on every machine. */
  public static List<String> suites() {
    return AllExchanges.INDEX.suites();
  }

  /** The exchange with this name, with or without an engine; empty if it is not available here. */
  public static Optional<Exchange> find(String name) {
    Optional<Exchange> kx1 = findKx1(name);
    return kx1.isPresent() ? kx1 : AllExchanges.INDEX.find(name);
  }

  /** The exchange with this name, if it runs over a stream. */
  public static Optional<StreamExchange> findStream(String name) {
    return find(name).filter(StreamExchange.class::isInstance).map(StreamExchange.class::cast);
  }

  /**
   * What a name stands for: several exchanges only if every engine is chosen and it names none.
   *
   * @throws IllegalArgumentException if it is not available here; the message says why, and what is
   */
  public static List<Exchange> named(String name, EngineChoice choice) {
    Optional<Exchange> kx1 = findKx1(name); // which has no engines
    return kx1.isPresent() ? List.of(kx1.get()) : AllExchanges.INDEX.named(name, choice);
  }

  private static Optional<Exchange> findKx1(String name) {
    return KX1.stream()
        .filter(each -> each.name().equals(name))
        .<Exchange>map(each -> each)
        .findFirst();
  }
}
