package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertAwaits;
import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.assertRefuses;
import static dev.kexbench.core.kx1.Talk.assertRejects;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Attack: cut and paste of {@code c} under another id or header. Defence: TH1 in {@code t}. */
class CutAndPasteTest {
  private final World world = World.plain();

  @Test
  void everyByteOfAnOfferCounts() {
    byte[] offer = world.offer(world.alice);
    for (int at = 0; at < offer.length; at++) {
      Step step = deliver(world.server.accept(), RecordedWire.flipped(offer, at));
      assertHeaderOrKey(step, offer, at);
      if (at >= RecordedWire.CLIENT && at < RecordedWire.KEY || at >= RecordedWire.C) {
        assertRejects(step, Reason.REJECTED, world.rejected());
      }
    }
    Talk.sent(deliver(world.server.accept(), offer));
  }

  @Test
  void everyByteOfAnAdmittedOfferCountsBeforeThePrivateKeyIsUsed() {
    World guarded = World.guarded();
    byte[] offer = guarded.offer(guarded.alice);
    for (int at = 0; at < offer.length; at++) {
      Step step = deliver(guarded.server.accept(), RecordedWire.flipped(offer, at));
      assertHeaderOrKey(step, offer, at);
      if (at >= RecordedWire.CLIENT && at < RecordedWire.KEY || at >= RecordedWire.C) {
        assertRejects(step, Reason.ADMISSION, guarded.rejected());
      }
    }
    assertEquals(0, guarded.backend.operations().get());
    Talk.sent(deliver(guarded.server.accept(), offer));
  }

  private static void assertHeaderOrKey(Step step, byte[] offer, int at) {
    if (at < 2 || at == 6 || at == 7) {
      assertHangsUp(step, Reason.MALFORMED);
    } else if (at < 6) {
      byte[] answer = RecordedWire.reject(at == 4 ? offer[4] ^ 0x10 : offer[4], 2);
      assertRejects(step, Reason.UNSUPPORTED, answer);
    } else if (at >= RecordedWire.KEY && at < RecordedWire.C) {
      assertRejects(step, Reason.UNKNOWN_KEY, RecordedWire.reject(0x01, 3));
    }
  }

  @Test
  void theUncheckedAdmissionPartIsInTheTranscript() {
    ClientRole first = world.open(world.credentials("alice", 0xA1, true));
    int length = Talk.sent(first.start()).length;
    for (int at = length - 24; at < length; at++) {
      ClientRole client = world.open(world.credentials("alice", 0xA1, true));
      byte[] changed = RecordedWire.flipped(Talk.sent(client.start()), at);
      byte[] ack = Talk.sent(deliver(world.server.accept(), changed));
      assertHangsUp(deliver(client, ack), Reason.BAD_ACK);
    }
  }

  @Test
  void anotherClientsCiphertextIsRejected() {
    byte[] alices = world.offer(world.alice);
    byte[] bobs = world.offer(world.bob);
    byte[] alicesC = Arrays.copyOfRange(alices, RecordedWire.C, alices.length);
    byte[] bobsC = Arrays.copyOfRange(bobs, RecordedWire.C, bobs.length);
    assertRejects(
        deliver(world.server.accept(), RecordedWire.with(alices, RecordedWire.C, bobsC)),
        Reason.REJECTED,
        world.rejected());
    assertRejects(
        deliver(world.server.accept(), RecordedWire.with(bobs, RecordedWire.C, alicesC)),
        Reason.REJECTED,
        world.rejected());
  }

  @Test
  void everyByteOfAConfirmCounts() {
    for (int at = 0; at < 40; at++) {
      Role connection = world.server.accept();
      ClientRole client = world.open(world.alice);
      byte[] ack = Talk.sent(deliver(connection, Talk.sent(client.start())));
      byte[] confirm = Talk.established(deliver(client, ack)).bytes();
      Step step = deliver(connection, RecordedWire.flipped(confirm, at));
      if (at < 2 || at == 6) {
        assertHangsUp(step, Reason.MALFORMED);
      } else if (at < 6) {
        assertRejects(step, Reason.UNSUPPORTED, RecordedWire.reject(at == 4 ? 0x11 : 0x01, 2));
      } else if (at == 7) {
        assertAwaits(step);
      } else {
        assertRefuses(step, Reason.BAD_CONFIRM, world.rejected(), true);
      }
    }
  }
}
