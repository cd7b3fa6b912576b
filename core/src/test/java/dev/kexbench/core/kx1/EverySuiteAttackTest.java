package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertAwaits;
import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.assertRefuses;
import static dev.kexbench.core.kx1.Talk.assertRejects;
import static dev.kexbench.core.kx1.Talk.deliver;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The attacks of the specification's table that every suite must withstand. In suite 0x31 some of
 * them end at the CONFIRM: see {@link Spake2PlusAttackTest}.
 */
class EverySuiteAttackTest {
  @ParameterizedTest
  @EnumSource(value = Suite.class, mode = EnumSource.Mode.EXCLUDE, names = "SPAKE2PLUS")
  void everyByteOfAnOfferCounts(Suite suite) {
    World world = new World(World.Options.of(suite));
    byte[] offer = world.offer(world.alice);
    for (int at = RecordedWire.CLIENT; at < offer.length; at++) {
      Step step = deliver(world.server.accept(), RecordedWire.flipped(offer, at));
      if (at < RecordedWire.KEY || at >= RecordedWire.C) {
        assertRejects(step, Reason.REJECTED, world.rejected());
      } else {
        assertRejects(step, Reason.UNKNOWN_KEY, RecordedWire.reject(suite.code(), 3));
      }
    }
    Talk.sent(deliver(world.server.accept(), offer));
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void everyByteOfAnAckCounts(Suite suite) {
    World world = new World(World.Options.of(suite));
    int length = 8 + suite.ackBytes() + 32;
    for (int at = 0; at < length; at++) {
      ClientRole client = world.open(world.alice);
      byte[] ack = Talk.sent(deliver(world.server.accept(), Talk.sent(client.start())));
      assertEquals(length, ack.length);
      Step step = deliver(client, RecordedWire.flipped(ack, at));
      boolean longer = at == 7 && (ack[7] & 0x10) == 0;
      if (longer) {
        assertAwaits(step);
      } else {
        assertHangsUp(step, at < 8 ? Reason.MALFORMED : Reason.BAD_ACK);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void aReplayYieldsNoSession(Suite suite) {
    World world = new World(World.Options.of(suite));
    Role connection = world.server.accept();
    World.Exchanged recorded = world.exchange(connection);
    byte[] ack = Talk.sent(deliver(connection, recorded.offer()));
    assertFalse(Arrays.equals(recorded.ack(), ack));
    assertRefuses(
        deliver(connection, recorded.confirm()), Reason.BAD_CONFIRM, world.rejected(), true);
    ClientRole client = world.open(world.alice);
    client.start();
    assertHangsUp(deliver(client, recorded.ack()), Reason.BAD_ACK);
  }

  @ParameterizedTest
  @EnumSource(value = Suite.class, mode = EnumSource.Mode.EXCLUDE, names = "SPAKE2PLUS")
  void anUnknownClientAndAWrongSecretLookTheSame(Suite suite) {
    World world = new World(World.Options.of(suite));
    for (String name : new String[] {"alice", "unknown"}) {
      byte[] offer = world.offer(world.credentials(name, 0x33, false));
      assertRejects(deliver(world.server.accept(), offer), Reason.REJECTED, world.rejected());
    }
    byte[] alices = world.offer(world.alice);
    byte[] bobsC = Arrays.copyOfRange(world.offer(world.bob), RecordedWire.C, alices.length);
    assertRejects(
        deliver(world.server.accept(), RecordedWire.with(alices, RecordedWire.C, bobsC)),
        Reason.REJECTED,
        world.rejected());
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void admissionIsCheckedBeforeExpensiveWork(Suite suite) {
    World world = new World(World.Options.of(suite).admission(true));
    byte[] offer = world.offer(world.alice);
    Step wrong = world.server.accept().receive(ByteBuffer.wrap(RecordedWire.flipped(offer, 40)));
    assertRejects(wrong, Reason.ADMISSION, world.rejected());
    Talk.sent(deliver(world.server.accept(), offer));
    assertRejects(deliver(world.server.accept(), offer), Reason.REPLAYED, world.rejected());
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void constantBytesInPlaceOfCAreRefused(Suite suite) {
    World world = new World(World.Options.of(suite));
    byte[] offer = world.offer(world.alice);
    for (int filler : new int[] {0, 1, 0x7F, 0xFF}) {
      byte[] c = new byte[suite.offerBytes()];
      Arrays.fill(c, (byte) filler);
      assertRejects(
          deliver(world.server.accept(), RecordedWire.with(offer, RecordedWire.C, c)),
          Reason.REJECTED,
          world.rejected());
    }
  }
}
