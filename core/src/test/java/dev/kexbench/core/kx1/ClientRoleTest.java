package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.assertRejects;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a client reacts to frames that it does not expect. */
class ClientRoleTest {
  private static final byte[] NOTHING = {};

  private final World world = World.plain();
  private final Role connection = world.server.accept();
  private final ClientRole client = world.open(world.alice);
  private final byte[] offer = Talk.sent(client.start());

  private byte[] ack() {
    return Talk.sent(deliver(connection, offer));
  }

  @ParameterizedTest
  @CsvSource({"1, REJECTED", "2, UNSUPPORTED", "3, UNKNOWN_KEY", "4, BUSY"})
  void namesTheReasonOfEachRejectCode(int code, Reason reason) {
    assertRejects(deliver(client, RecordedWire.reject(0x01, code)), reason, NOTHING);
  }

  @Test
  void closesOnEveryUnknownRejectCode() {
    for (int code = 0; code < 256; code++) {
      if (code < 1 || code > 4) {
        ClientRole other = world.open(world.alice);
        other.start();
        assertHangsUp(deliver(other, RecordedWire.reject(0x01, code)), Reason.MALFORMED);
      }
    }
  }

  @Test
  void closesOnARejectWithAnyOtherHeader() {
    byte[] good = RecordedWire.reject(0x01, 4);
    for (int at = 0; at < 6; at++) {
      ClientRole other = world.open(world.alice);
      other.start();
      assertHangsUp(deliver(other, RecordedWire.with(good, at, good[at] + 1)), Reason.MALFORMED);
    }
  }

  @Test
  void closesOnARejectOfAnyOtherLength() {
    byte[] two = RecordedWire.frame(0x7F, 0x01, 0, new byte[] {1, 1});
    assertHangsUp(deliver(client, two), Reason.MALFORMED);
    ClientRole other = world.open(world.alice);
    other.start();
    assertHangsUp(deliver(other, RecordedWire.frame(0x7F, 0x01, 0, NOTHING)), Reason.MALFORMED);
  }

  @Test
  void closesOnAnAckOfAnyOtherLength() {
    byte[] body = RecordedWire.body(ack());
    for (int length : new int[] {0, 63, 65, 80}) {
      ClientRole other = world.open(world.alice);
      other.start();
      byte[] wrong = RecordedWire.frame(0x02, 0x01, 0, Arrays.copyOf(body, length));
      assertHangsUp(deliver(other, wrong), Reason.MALFORMED);
    }
  }

  @Test
  void closesOnBytesThatAreNotAFrame() {
    assertHangsUp(deliver(client, new byte[] {'H', 'T', 'T', 'P'}), Reason.MALFORMED);
  }

  @Test
  void discardsTheExchangeAfterAnyOtherFrame() {
    byte[] good = ack();
    deliver(client, RecordedWire.frame(0x55, 0x01, 0, new byte[1]));
    assertHangsUp(deliver(client, good), Reason.MALFORMED);
  }

  @Test
  void acceptsNoAckBeforeItsOffer() {
    ClientRole other = world.open(world.alice);
    other.prepare();
    assertHangsUp(deliver(other, ack()), Reason.MALFORMED);
  }

  @Test
  void acceptsNoAckAfterClosing() {
    client.close();
    assertHangsUp(deliver(client, ack()), Reason.MALFORMED);
  }

  @Test
  void acceptsNoSecondAck() {
    byte[] good = ack();
    Talk.established(deliver(client, good));
    assertHangsUp(deliver(client, good), Reason.MALFORMED);
  }

  @Test
  void acceptsNoAckOfItsOtherExchanges() {
    ClientRole other = world.open(world.alice);
    byte[] foreign = Talk.sent(deliver(world.server.accept(), Talk.sent(other.start())));
    assertHangsUp(deliver(client, foreign), Reason.BAD_ACK);
  }

  @Test
  void pinsTheServersKey() {
    World twin = new World(World.Options.of(Suite.RSA_2048).with(TestKeys.other2048()));
    assertRejects(
        deliver(twin.server.accept(), offer), Reason.UNKNOWN_KEY, RecordedWire.reject(0x01, 3));
  }

  @Test
  void createsADifferentOfferEachTime() {
    byte[] second = world.offer(world.alice);
    assertArrayEquals(Arrays.copyOf(offer, RecordedWire.C), Arrays.copyOf(second, RecordedWire.C));
    assertFalse(Arrays.equals(offer, second));
  }
}
