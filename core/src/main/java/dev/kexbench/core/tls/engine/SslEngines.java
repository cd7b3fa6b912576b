package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.tls.TlsSuite;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** TLS by engines that Java servers run: the JDK's, and BoringSSL through Netty. */
public final class SslEngines {
  private SslEngines() {}

  /** The exchanges that work here: engine by engine, each with its suites. */
  public static List<StreamExchange> all() {
    return Arrays.stream(Engine.values())
        .flatMap(
            engine ->
                Arrays.stream(TlsSuite.values())
                    .filter(suite -> engine.absence(suite).isEmpty())
                    .<StreamExchange>map(suite -> new EngineExchange(engine, suite)))
        .toList();
  }

  /**
   * Why an exchange is not in {@link #all()}.
   *
   * @param name a suite with an engine of this package, such as {@code tls12-rsa@jdk}
   * @return a clause for users; empty if the exchange is there
   * @throws IllegalArgumentException if there is no such suite, or no such engine
   */
  public static Optional<String> absence(String name) {
    for (Engine engine : Engine.values()) {
      for (TlsSuite suite : TlsSuite.values()) {
        if (name.equals(engine.named(suite))) {
          return engine.absence(suite);
        }
      }
    }
    throw new IllegalArgumentException("no suite and engine of TLS are named " + name);
  }
}
