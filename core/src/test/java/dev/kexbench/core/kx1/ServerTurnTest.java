package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.assertRefuses;
import static dev.kexbench.core.kx1.Talk.assertRejects;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** The order of frames on a connection, and the state after a REJECT. */
class ServerTurnTest {
  private final World world = World.plain();
  private final Role connection = world.server.accept();
  private final ClientRole alice = world.open(world.alice);

  /** Runs the exchange until a CONFIRM is due, and returns that CONFIRM. */
  private byte[] confirmDue() {
    byte[] ack = Talk.sent(deliver(connection, Talk.sent(alice.start())));
    return Talk.established(deliver(alice, ack)).bytes();
  }

  @Test
  void sendsNothingBeforeTheClientDoes() {
    Talk.assertAwaits(connection.start());
  }

  @Test
  void closesOnAConfirmWhileNoneIsDue() {
    byte[] confirm = RecordedWire.frame(0x03, 0x01, 0, new byte[32]);
    assertHangsUp(deliver(connection, confirm), Reason.OUT_OF_TURN);
  }

  @Test
  void closesOnASecondConfirm() {
    byte[] confirm = confirmDue();
    Talk.established(deliver(connection, confirm));
    assertHangsUp(deliver(connection, confirm), Reason.OUT_OF_TURN);
  }

  @Test
  void closesOnAnOfferWhileAConfirmIsDueAndDiscardsTheExchange() {
    byte[] confirm = confirmDue();
    assertHangsUp(deliver(connection, world.offer(world.bob)), Reason.OUT_OF_TURN);
    assertHangsUp(deliver(connection, confirm), Reason.OUT_OF_TURN);
  }

  @Test
  void checksTheTurnBeforeTheKeyId() {
    confirmDue();
    byte[] other = RecordedWire.flipped(world.offer(world.bob), RecordedWire.KEY);
    assertHangsUp(deliver(connection, other), Reason.OUT_OF_TURN);
  }

  @Test
  void closesOnAnAckAndOnAReject() {
    byte[] ack = RecordedWire.frame(0x02, 0x01, 0, new byte[64]);
    assertHangsUp(deliver(connection, ack), Reason.OUT_OF_TURN);
    assertHangsUp(deliver(world.server.accept(), RecordedWire.reject(0x01, 1)), Reason.OUT_OF_TURN);
  }

  @Test
  void closesOnAConfirmOfAnyOtherLength() {
    for (int length : new int[] {0, 31, 33, 64}) {
      Role other = world.server.accept();
      Talk.sent(deliver(other, world.offer(world.bob)));
      byte[] wrong = RecordedWire.frame(0x03, 0x01, 0, new byte[length]);
      assertHangsUp(deliver(other, wrong), Reason.MALFORMED);
    }
  }

  @Test
  void rejectsAndClosesOnAWrongConfirmTag() {
    byte[] wrong = RecordedWire.flipped(confirmDue(), 39);
    assertRefuses(deliver(connection, wrong), Reason.BAD_CONFIRM, world.rejected(), true);
  }

  @Test
  void aConfirmCannotBeRetriedAfterAWrongTag() {
    byte[] confirm = confirmDue();
    deliver(connection, RecordedWire.flipped(confirm, 8));
    assertHangsUp(deliver(connection, confirm), Reason.OUT_OF_TURN);
  }

  @Test
  void aConfirmOfAnotherSuiteIsUnsupported() {
    byte[] other = RecordedWire.with(confirmDue(), 4, 0x02);
    assertRejects(deliver(connection, other), Reason.UNSUPPORTED, RecordedWire.reject(0x02, 2));
  }

  @Test
  void aRejectWhileAConfirmIsDueDiscardsTheExchange() {
    byte[] confirm = confirmDue();
    deliver(connection, RecordedWire.with(confirm, 2, 2));
    assertHangsUp(deliver(connection, confirm), Reason.OUT_OF_TURN);
  }

  @Test
  void acceptsANewOfferAfterEveryReject() {
    byte[] good = world.offer(world.alice);
    assertRejects(
        deliver(connection, RecordedWire.flipped(good, RecordedWire.C + 100)),
        Reason.REJECTED,
        world.rejected());
    world.exchange(connection);
    assertRejects(
        deliver(connection, RecordedWire.with(good, 2, 2)),
        Reason.UNSUPPORTED,
        RecordedWire.reject(0x01, 2));
    world.exchange(connection);
    assertRejects(
        deliver(connection, RecordedWire.flipped(good, RecordedWire.KEY)),
        Reason.UNKNOWN_KEY,
        RecordedWire.reject(0x01, 3));
    world.exchange(connection);
    assertRejects(shed(good), Reason.BUSY, RecordedWire.reject(0x01, 4));
    world.exchange(connection);
  }

  @Test
  void aShedOfferCostsNoPrivateKeyOperationAndNoLookup() {
    shed(world.offer(world.alice));
    assertEquals(0, world.backend.operations().get());
    assertEquals(0, world.table.lookups().get());
  }

  private Step shed(byte[] offer) {
    Step step = connection.receive(ByteBuffer.wrap(offer));
    return assertInstanceOf(Step.Compute.class, step).shed().get();
  }

  @Test
  void aClosedRoleHasDiscardedTheExchange() {
    byte[] confirm = confirmDue();
    connection.close();
    assertHangsUp(deliver(connection, confirm), Reason.OUT_OF_TURN);
  }
}
