package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.exchange.StreamExchange;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

class HandshakesTest {
  static Stream<StreamExchange> exchanges() {
    return Catalogue.streams(EngineChoice.EVERY).stream();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void completesEveryExchange(StreamExchange exchange) {
    Handshakes handshakes = new Handshakes(exchange, Backends.select("auto").backend());
    for (int round = 0; round < 3; round++) {
      Handshakes.Outcome outcome = handshakes.whole();
      assertTrue(outcome.agrees());
      assertEquals(exchange.name().startsWith("tls12") ? 2 : 1, outcome.roundTrips());
      assertTrue(outcome.clientBytes() > 100 && outcome.serverBytes() > 50, outcome::toString);
    }
  }

  /** Exchanges with an engine in their name depend on the machine: -p exchange= selects them. */
  @Test
  void coversEveryExchangeOfTheCatalogue() throws NoSuchFieldException {
    Param values = HandshakeBenchmark.Sides.class.getField("exchange").getAnnotation(Param.class);
    List<String> all = exchanges().map(StreamExchange::name).toList();
    assertEquals(all, Stream.of(values.value()).filter(all::contains).toList(), "in this order");
  }
}
