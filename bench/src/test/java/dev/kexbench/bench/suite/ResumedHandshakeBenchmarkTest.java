package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.suite.ResumedHandshakeBenchmark.ReturningSides;
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

class ResumedHandshakeBenchmarkTest {
  static Stream<String> exchanges() {
    return Catalogue.streams(EngineChoice.EVERY).stream()
        .filter(StreamExchange::resumable)
        .map(StreamExchange::name);
  }

  @Test
  void coversEveryExchangeThatIssuesTickets() throws NoSuchFieldException {
    Param values = ReturningSides.class.getField("exchange").getAnnotation(Param.class);
    List<String> all = exchanges().toList();
    assertEquals(all, Stream.of(values.value()).filter(all::contains).toList(), "in this order");
  }

  private static TicketHolders holders(String exchange) {
    return new TicketHolders(
        Catalogue.findStream(exchange).orElseThrow(),
        Backends.select("auto").backend(),
        ResumptionKind.RESUME);
  }

  /** Each client more than once, with the ticket of the time before. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void eachHandshakeIsResumedOnBothSides(String exchange) {
    TicketHolders clients = holders(exchange);
    long uses = clients.privateKeyUses();
    for (int turn = 0; turn < 150; turn++) {
      try (MemoryHandshake handshake = clients.begin()) {
        handshake.answer();
        try (Handshakes.Outcome done = clients.finish(handshake)) {
          assertTrue(done.client().resumed() && done.server().resumed());
        }
      }
    }
    assertEquals(uses, clients.privateKeyUses());
  }

  /** A ticket is good for one attempt; without one, the handshake is full. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void aFullHandshakeFails(String exchange) {
    TicketHolders clients = holders(exchange);
    for (int client = 0; client < TicketHolders.CLIENTS; client++) {
      clients.begin().close();
    }
    try (MemoryHandshake handshake = clients.begin()) {
      handshake.answer();
      assertThrows(IllegalStateException.class, () -> clients.finish(handshake));
    }
  }
}
