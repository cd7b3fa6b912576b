package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.assertRefuses;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Attack: replay of a recorded {@code c}. Defence: server_random in the keys, and CONFIRM. */
class ReplayTest {
  private final World world = World.plain();
  private final Role connection = world.server.accept();
  private final World.Exchanged recorded = world.exchange(connection);

  @Test
  void aReplayOnTheSameConnectionYieldsNoSession() {
    assertReplayFails(connection);
  }

  @Test
  void aReplayOnANewConnectionYieldsNoSession() {
    assertReplayFails(world.server.accept());
  }

  private void assertReplayFails(Role where) {
    byte[] ack = Talk.sent(deliver(where, recorded.offer()));
    assertFalse(Arrays.equals(RecordedWire.body(recorded.ack()), RecordedWire.body(ack)));
    assertRefuses(deliver(where, recorded.confirm()), Reason.BAD_CONFIRM, world.rejected(), true);
  }

  @Test
  void aReplayYieldsDifferentKeys() {
    byte[] ack = Talk.sent(deliver(connection, recorded.offer()));
    byte[] oldTag = Arrays.copyOfRange(recorded.ack(), 40, 72);
    byte[] oldRandom = Arrays.copyOfRange(recorded.ack(), 8, 40);
    assertFalse(Arrays.equals(oldRandom, Arrays.copyOfRange(ack, 8, 40)), "server_random");
    assertFalse(Arrays.equals(oldTag, Arrays.copyOfRange(ack, 40, 72)), "ack_tag");
  }

  @Test
  void noClientAcceptsARecordedAck() {
    ClientRole client = world.open(world.alice);
    client.start();
    assertHangsUp(deliver(client, recorded.ack()), Reason.BAD_ACK);
  }

  @Test
  void aRecordedConfirmConfirmsNoOtherExchange() {
    ClientRole client = world.open(world.alice);
    deliver(connection, Talk.sent(client.start()));
    assertRefuses(
        deliver(connection, recorded.confirm()), Reason.BAD_CONFIRM, world.rejected(), true);
  }
}
