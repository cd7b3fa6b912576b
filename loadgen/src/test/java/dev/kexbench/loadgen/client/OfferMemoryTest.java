package dev.kexbench.loadgen.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.record.Mix;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OfferMemoryTest {
  private static final Map<ClientClass, Long> MANY =
      Map.of(ClientClass.OK, 9_000L, ClientClass.BAD_MAC, 1_000L);

  /** A role that keeps 20 kB once it is prepared. */
  private static final class LargeRole implements ClientRole {
    private byte[] offer = new byte[0];

    @Override
    public void prepare() {
      offer = new byte[20_000];
    }

    @Override
    public Step start() {
      return new Step.Send(offer);
    }

    @Override
    public Step receive(ByteBuffer in) {
      return new Step.Await();
    }

    @Override
    public void close() {
      offer = new byte[0];
    }
  }

  @Test
  void thoseThatFitAreAllMade() {
    assertEquals(
        new OfferMemory.Fit(MANY, true), OfferMemory.fit(MANY, 4, 1_000, 4 * 10_000 * 1_000));
  }

  @Test
  void ofOthersEveryClassHasItsShareOfTheSpace() {
    OfferMemory.Fit fit = OfferMemory.fit(MANY, 4, 1_000, 10_000 * 1_000);
    assertEquals(Map.of(ClientClass.OK, 2_250L, ClientClass.BAD_MAC, 250L), fit.counts());
    assertFalse(fit.whole());
  }

  @Test
  void withoutSpaceNoneAreMade() {
    OfferMemory.Fit fit = OfferMemory.fit(MANY, 4, 1_000, -5);
    assertEquals(Map.of(ClientClass.OK, 0L, ClientClass.BAD_MAC, 0L), fit.counts());
    assertFalse(fit.whole());
  }

  @Test
  void onlyManyAreMeasured() {
    assertTrue(OfferMemory.isMuch(MANY, 1));
    assertFalse(OfferMemory.isMuch(Map.of(ClientClass.OK, 250L), 4));
  }

  private static ClientSelector selector(AtomicLong opened) {
    ClientPopulation population =
        new ClientPopulation(
            client -> {
              opened.incrementAndGet();
              return new LargeRole();
            },
            TestExchange.CLIENTS,
            List.of(),
            Mix.HONEST);
    return new ClientSelector(population, 5, new KeptByLoop(population), true);
  }

  /** The machine stalls for longer than the measurement should last. */
  @Test
  void aStallAtTheStartLeavesEnoughSamples() {
    AtomicLong opened = new AtomicLong();
    AtomicLong seconds = new AtomicLong();
    OfferMemory.bytesEach(
        selector(opened), () -> TimeUnit.SECONDS.toNanos(seconds.getAndIncrement()));
    assertEquals(1 + OfferMemory.LEAST_SAMPLE, opened.get());
  }

  @Test
  void measuresWhatAPreparedClientOccupies() {
    long bytes = OfferMemory.bytesEach(selector(new AtomicLong()));
    // Other threads of this JVM may keep or release some memory meanwhile.
    assertTrue(bytes > 10_000 && bytes < 40_000, () -> bytes + " bytes");
  }
}
