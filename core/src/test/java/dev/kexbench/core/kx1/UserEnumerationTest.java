package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertRejects;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.Reason;
import org.junit.jupiter.api.Test;

/** Attack: user enumeration. Defence: one path, a fixed row, admission before the table. */
class UserEnumerationTest {
  /** The work done for one OFFER. */
  private record Work(int lookups, int operations, int macs) {}

  private static Work workOf(World world, byte[] offer, Reason reason) {
    int lookups = world.table.lookups().get();
    int operations = world.backend.operations().get();
    int macs = world.backend.macs().get();
    assertRejects(deliver(world.server.accept(), offer), reason, world.rejected());
    return new Work(
        world.table.lookups().get() - lookups,
        world.backend.operations().get() - operations,
        world.backend.macs().get() - macs);
  }

  @Test
  void anUnknownIdAWrongSecretAndInvalidPaddingGetTheSameBytesForTheSameWork() {
    World world = World.plain();
    Work wrongSecret =
        workOf(world, world.offer(world.credentials("alice", 9, false)), Reason.REJECTED);
    Work unknown =
        workOf(world, world.offer(world.credentials("unknown", 9, false)), Reason.REJECTED);
    byte[] garbled = RecordedWire.flipped(world.offer(world.alice), RecordedWire.C + 128);

    assertEquals(new Work(1, 1, 2), wrongSecret);
    assertEquals(wrongSecret, unknown);
    assertEquals(wrongSecret, workOf(world, garbled, Reason.REJECTED));
  }

  @Test
  void withAdmissionAWrongTagAccessesNoTableWhetherTheIdIsKnownOrNot() {
    World world = World.guarded();
    byte[] known = world.offer(world.alice);
    byte[] unknown = world.offer(world.credentials("unknown", 9, true));
    Work expected = new Work(0, 0, 2);
    assertEquals(
        expected, workOf(world, RecordedWire.flipped(known, known.length - 1), Reason.ADMISSION));
    assertEquals(
        expected,
        workOf(world, RecordedWire.flipped(unknown, unknown.length - 1), Reason.ADMISSION));
  }

  @Test
  void withAdmissionAnUnknownIdStillFailsWhereAWrongSecretDoes() {
    World world = World.guarded();
    Work wrongSecret =
        workOf(world, world.offer(world.credentials("alice", 9, true)), Reason.REJECTED);
    Work unknown =
        workOf(world, world.offer(world.credentials("unknown", 9, true)), Reason.REJECTED);
    assertEquals(new Work(1, 1, 4), wrongSecret);
    assertEquals(wrongSecret, unknown);
  }

  @Test
  void noGuessableRootMatchesTheRowOfUnknownClients() {
    World world = World.plain();
    for (int rootByte : new int[] {0, 0xFF}) {
      byte[] offer = world.offer(world.credentials("unknown", rootByte, false));
      assertRejects(deliver(world.server.accept(), offer), Reason.REJECTED, world.rejected());
    }
  }
}
