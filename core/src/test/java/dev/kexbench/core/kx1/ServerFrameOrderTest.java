package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertAwaits;
import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.assertRejects;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The server's checks of a frame before it uses secrets, in the specification's order. */
class ServerFrameOrderTest {
  private static final Set<Integer> TYPES = Set.of(0x01, 0x02, 0x03, 0x7F);

  private final World world = World.plain();
  private final byte[] offer = world.offer(world.alice);
  private final Role connection = world.server.accept();

  @Test
  void closesOnTheFirstByteOfWrongMagic() {
    assertHangsUp(deliver(connection, new byte[] {'G'}), Reason.MALFORMED);
    assertHangsUp(deliver(world.server.accept(), new byte[] {'K', 'Y'}), Reason.MALFORMED);
    assertAwaits(deliver(world.server.accept(), new byte[] {'K', 'X'}));
  }

  @Test
  void closesOnTheHeaderOfABodyOver4096() {
    byte[] header = Arrays.copyOf(RecordedWire.frame(0x01, 0x01, 0, new byte[4_097]), 8);
    assertHangsUp(deliver(connection, header), Reason.MALFORMED);
  }

  @Test
  void magicAndLengthComeBeforeVersion() {
    byte[] header = RecordedWire.with(RecordedWire.frame(0x01, 0x01, 0, new byte[4_097]), 2, 9);
    assertHangsUp(deliver(connection, header), Reason.MALFORMED);
  }

  @Test
  void readsAWholeFrameOf4096BeforeItRejectsItsType() {
    byte[] frame = RecordedWire.frame(0x55, 0x01, 0, new byte[4_096]);
    ByteBuffer first = ByteBuffer.wrap(frame, 0, frame.length - 1);
    assertAwaits(connection.receive(first));
    ByteBuffer last = ByteBuffer.wrap(frame, frame.length - 1, 1);
    assertRejects(connection.receive(last), Reason.UNSUPPORTED, RecordedWire.reject(0x01, 2));
  }

  @Test
  void rejectsEveryOtherVersion() {
    for (int version = 0; version < 256; version++) {
      if (version != 1) {
        assertUnsupported(RecordedWire.with(offer, 2, version));
      }
    }
  }

  @Test
  void rejectsEveryUnknownType() {
    for (int type = 0; type < 256; type++) {
      if (!TYPES.contains(type)) {
        assertUnsupported(RecordedWire.with(offer, 3, type));
      }
    }
  }

  @Test
  void rejectsEverySuiteThatItDoesNotServeAndEchoesItsByte() {
    for (int suite = 0; suite < 256; suite++) {
      if (suite != 0x01) {
        assertUnsupported(RecordedWire.with(offer, 4, suite));
      }
    }
  }

  @Test
  void rejectsEveryUnknownFlag() {
    for (int flags = 2; flags < 256; flags++) {
      assertUnsupported(RecordedWire.with(offer, 5, flags));
    }
  }

  @Test
  void rejectsAnyFlagOutsideAnOffer() {
    for (int flags = 1; flags < 256; flags++) {
      assertUnsupported(RecordedWire.frame(0x03, 0x01, flags, new byte[32]));
      assertUnsupported(RecordedWire.frame(0x02, 0x01, flags, new byte[64]));
      assertUnsupported(RecordedWire.frame(0x7F, 0x01, flags, new byte[1]));
    }
  }

  /** Expects a REJECT with the suite byte of the frame; the test's single connection stays open. */
  private void assertUnsupported(byte[] frame) {
    byte[] answer = RecordedWire.reject(frame[4], 2);
    assertRejects(deliver(connection, frame), Reason.UNSUPPORTED, answer);
  }

  @Test
  void rejectsTheVersionBeforeItChecksTheLength() {
    assertUnsupported(RecordedWire.with(RecordedWire.frame(0x01, 0x01, 0, new byte[3]), 2, 7));
  }

  @Test
  void closesOnAnOfferOfAnyOtherLength() {
    byte[] body = RecordedWire.body(offer);
    for (int length : new int[] {0, 1, 24, 279, 281, 303, 304, 305, 408, 4_096}) {
      byte[] wrong = RecordedWire.frame(0x01, 0x01, 0, Arrays.copyOf(body, length));
      assertHangsUp(deliver(world.server.accept(), wrong), Reason.MALFORMED);
    }
  }

  @Test
  void closesOnAnOfferWhoseAdmissionFlagAndLengthDisagree() {
    for (int length : new int[] {0, 280, 303, 305}) {
      byte[] wrong = RecordedWire.frame(0x01, 0x01, 1, new byte[length]);
      assertHangsUp(deliver(world.server.accept(), wrong), Reason.MALFORMED);
    }
  }

  @Test
  void checksTheLengthBeforeTheKeyId() {
    byte[] wrong = RecordedWire.frame(0x01, 0x01, 0, new byte[279]);
    assertHangsUp(deliver(connection, wrong), Reason.MALFORMED);
  }

  @Test
  void rejectsEveryOtherKeyId() {
    for (int at = RecordedWire.KEY; at < RecordedWire.C; at++) {
      byte[] other = RecordedWire.flipped(offer, at);
      assertRejects(deliver(connection, other), Reason.UNKNOWN_KEY, RecordedWire.reject(0x01, 3));
    }
    assertEquals(0, world.backend.operations().get());
  }

  @Test
  void rejectsAnotherKeyIdBeforeItLooksAtAdmission() {
    World guarded = World.guarded();
    byte[] other =
        RecordedWire.flipped(
            guarded.offer(guarded.credentials("alice", 1, false)), RecordedWire.KEY);
    assertRejects(
        deliver(guarded.server.accept(), other), Reason.UNKNOWN_KEY, RecordedWire.reject(0x01, 3));
  }
}
