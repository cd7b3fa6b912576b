package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kexbench.bench.suite.ResumptionBenchmark.Returning;
import dev.kexbench.core.Catalogue;
import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Param;

class ResumptionBenchmarkTest {
  private final ResumptionBenchmark benchmark = new ResumptionBenchmark();

  @Test
  void coversEveryExchangeOfKx1ThatIssuesTickets() throws NoSuchFieldException {
    Param values = Returning.class.getField("exchange").getAnnotation(Param.class);
    assertArrayEquals(
        Catalogue.streams(EngineChoice.EVERY).stream()
            .filter(exchange -> exchange.resumable() && exchange.engine().isEmpty())
            .map(StreamExchange::name)
            .toArray(),
        values.value());
  }

  @ParameterizedTest
  @EnumSource
  void returnsAgainWithTheTicketOfTheLastTime(ResumptionKind kind) {
    Returning clients = clients(kind);
    for (int turn = 0; turn < 300; turn++) { // each client more than twice
      clients.begin();
      assertInstanceOf(Step.Send.class, benchmark.answer(clients));
      clients.finish();
    }
    clients.check();
  }

  @Test
  void failsWhenTheServerUsedItsPrivateKey() throws ReflectiveOperationException {
    Returning clients = clients(ResumptionKind.RESUME);
    clients.begin();
    benchmark.answer(clients);
    Object holders = BenchmarkStates.field(clients, "clients");
    ((Handshakes) BenchmarkStates.field(holders, "handshakes")).whole().close();
    assertThrows(IllegalStateException.class, clients::finish);
  }

  private static Returning clients(ResumptionKind kind) {
    Returning clients = new Returning();
    clients.exchange = "kx1-rsa2048";
    clients.provider = CryptoSource.valueOf(AvailableProviders.kinds().findFirst().get().name());
    clients.resumption = kind;
    clients.meet();
    return clients;
  }

  @Test
  void countsUsesOfLongTermKeysOnly() throws Exception {
    CryptoSource provider =
        CryptoSource.valueOf(AvailableProviders.kinds().findFirst().get().name());
    PrivateKeyCounter counter = new PrivateKeyCounter(provider.backend());
    ServerKey key = ServerKeyTest.key(2048);
    var rsa = counter.rsaPrivate(key.privateHalf());
    assertEquals(0, counter.uses());
    rsa.apply(key.encrypted(new byte[key.bytes()]), new byte[key.bytes()]);
    assertEquals(1, counter.uses());
    StreamExchange noise = Catalogue.findStream("kx1-noise").orElseThrow();
    Handshakes handshakes = new Handshakes(noise, counter);
    handshakes.whole().close();
    assertEquals(2, counter.uses()); // the server's static key, once; no ephemeral one
  }
}
