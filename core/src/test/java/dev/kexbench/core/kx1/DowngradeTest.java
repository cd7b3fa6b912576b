package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Step;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack: downgrade by forged REJECT. Defence: the client never changes its configuration. */
class DowngradeTest {
  private final World world = World.guarded();
  private final ClientSide clients = world.clients(world.clock::get);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void noFrameFollowsAForgedReject(int code) {
    ClientRole client = clients.open(world.alice);
    byte[] ack = Talk.sent(deliver(world.server.accept(), Talk.sent(client.start())));

    Step.Refused step =
        assertInstanceOf(Step.Refused.class, deliver(client, RecordedWire.reject(0x01, code)));
    assertEquals(0, step.bytes().length);
    assertHangsUp(deliver(client, ack), Reason.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aFurtherAttemptKeepsSuiteVersionKeyAndFlags(int code) {
    ClientRole first = clients.open(world.alice);
    byte[] before = Talk.sent(first.start());
    deliver(first, RecordedWire.reject(0x01, code));

    byte[] after = Talk.sent(clients.open(world.alice).start());
    assertEquals(before.length, after.length);
    assertArrayEquals(Arrays.copyOf(before, RecordedWire.C), Arrays.copyOf(after, RecordedWire.C));
  }
}
