package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertRejects;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attack: replay of an OFFER under admission. Defence: tags are kept for as long as they are valid.
 */
class AdmissionReplayTest {
  private static final long AHEAD = 30_000;

  private final World world = World.guarded();
  private final long start = world.clock.get();

  /** Runs framing and admission only, not the private-key operation. */
  private Step show(byte[] offer) {
    return world.server.accept().receive(ByteBuffer.wrap(offer));
  }

  private byte[] offerFromAClockAhead() {
    return Talk.sent(world.clients(() -> world.clock.get() + AHEAD).open(world.alice).start());
  }

  @Test
  void aReplayIsRejectedAtOnceAndAfter59Seconds() {
    byte[] offer = offerFromAClockAhead();
    assertInstanceOf(Step.Compute.class, show(offer));
    assertRejects(show(offer), Reason.REPLAYED, world.rejected());
    world.clock.set(start + 59_000);
    assertRejects(show(offer), Reason.REPLAYED, world.rejected());
    world.clock.set(start + 60_000);
    assertRejects(show(offer), Reason.REPLAYED, world.rejected());
    world.clock.set(start + 60_001);
    assertRejects(show(offer), Reason.STALE, world.rejected());
  }

  /** Bob sends one OFFER per second, so the window rotates as early as possible. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 30_000, 59_999, 60_000, 60_001, 90_000, 120_002})
  void aReplayIsRejectedAcrossRotationsForAsLongAsItsTagIsGood(long entered) {
    for (long at = 0; at < entered; at += 1_000) {
      world.clock.set(start + at);
      assertInstanceOf(Step.Compute.class, show(world.offer(world.bob)));
    }
    world.clock.set(start + entered);
    byte[] offer = offerFromAClockAhead();
    assertInstanceOf(Step.Compute.class, show(offer));
    for (long later : new long[] {1, 999, 30_000, 59_000, 59_999, 60_000}) {
      world.clock.set(start + entered + later);
      assertInstanceOf(Step.Compute.class, show(world.offer(world.bob)));
      assertRejects(show(offer), Reason.REPLAYED, world.rejected());
    }
  }

  @Test
  void exactlyOneOfSeveralParallelCopiesIsAdmitted() throws Exception {
    int copies = 8;
    ServerSide server = world.server(PoolKind.FRESH);
    ExecutorService threads = Executors.newFixedThreadPool(copies);
    try {
      for (int round = 0; round < 50; round++) {
        byte[] offer = world.offer(world.alice);
        CyclicBarrier together = new CyclicBarrier(copies);
        Callable<Step> copy =
            () -> {
              together.await();
              return server.accept().receive(ByteBuffer.wrap(offer));
            };
        int through = 0;
        for (Future<Step> each :
            threads.invokeAll(IntStream.range(0, copies).mapToObj(i -> copy).toList())) {
          through += each.get() instanceof Step.Compute ? 1 : 0;
        }
        assertEquals(1, through);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aReplayCostsNoPrivateKeyOperationAndNoLookup() {
    byte[] offer = world.offer(world.alice);
    Talk.sent(Talk.run(show(offer)));
    int lookups = world.table.lookups().get();
    for (Step step : List.of(show(offer), show(offer))) {
      assertRejects(step, Reason.REPLAYED, world.rejected());
    }
    assertEquals(1, world.backend.operations().get());
    assertEquals(lookups, world.table.lookups().get());
  }
}
