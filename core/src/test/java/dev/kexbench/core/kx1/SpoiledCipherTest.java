package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Reason;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attack: oversize or short {@code c} corrupts a pooled cipher. Defence: exact lengths first. */
class SpoiledCipherTest {
  private static final int ROUNDS = 1_000;

  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aThousandRoundsOfWrongLengthsDoNotCorruptTheCipher(CryptoBackend backend) {
    World world = new World(World.Options.of(Suite.RSA_2048).with(backend));
    world.exchange(world.server.accept());
    byte[] body = RecordedWire.body(world.offer(world.alice));
    for (int round = 0; round < ROUNDS; round++) {
      for (int c : new int[] {0, 255, 257, 4_072}) {
        byte[] wrong = RecordedWire.frame(0x01, 0x01, 0, Arrays.copyOf(body, 24 + c));
        assertHangsUp(deliver(world.server.accept(), wrong), Reason.MALFORMED);
      }
      if (round % 50 == 49) {
        world.exchange(world.server.accept());
      }
    }
    assertEquals(1 + ROUNDS / 50, world.backend.operations().get());
    assertEquals(1, world.backend.ciphers().get());
  }
}
