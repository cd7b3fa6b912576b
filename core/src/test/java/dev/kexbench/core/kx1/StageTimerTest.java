package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Where the expensive operation runs, and how it is timed. */
class StageTimerTest {
  private final World world = World.plain();
  private final List<String> timed = new ArrayList<>();
  private final StageTimer timer =
      new StageTimer() {
        @Override
        public <R> R time(String stage, Supplier<R> work) {
          int before = world.backend.operations().get();
          R result = work.get();
          timed.add(stage + " " + (world.backend.operations().get() - before));
          return result;
        }
      };

  @Test
  void thePrivateKeyOperationIsTheWorkOfComputeAndIsTimedOnce() {
    ServerSide server =
        world.exchange.server(
            new ServerSetup(
                world.options.keys(),
                world.table,
                new CryptoChoice(world.backend, PoolKind.BOUNDED, 1),
                new ExchangeContext(world.clock::get, new SecureRandom(), timer),
                false));
    Step step = server.accept().receive(ByteBuffer.wrap(world.offer(world.alice)));
    assertEquals(List.of(), timed);
    Talk.sent(assertInstanceOf(Step.Compute.class, step).work().get());
    assertEquals(List.of("privateKey 1"), timed);
  }

  @Test
  void theCostlyOperationIsOnePrivateKeyOperationOfThePool() {
    world.exchange(world.server.accept());
    var costly = world.server.costlyOperation().orElseThrow();
    assertEquals("RSA-2048 private-key operation", costly.name());
    int before = world.backend.operations().get();
    costly.once().run();
    assertEquals(before + 1, world.backend.operations().get());
    assertEquals(1, world.backend.ciphers().get());
  }
}
