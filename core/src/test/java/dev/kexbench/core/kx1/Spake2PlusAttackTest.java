package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.core.identity.ServerVerification;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The attacks of the specification's table against suite 0x31, where the OFFER does not show
 * whether its sender knows the password.
 */
class Spake2PlusAttackTest {
  private static final int SHARE = 65;

  private final World world = new World(World.Options.of(Suite.SPAKE2PLUS));

  /** The ACK to an OFFER, which the server never refuses if it carries a point. */
  private static byte[] ack(Role server, byte[] offer) {
    return Talk.sent(Talk.deliver(server, offer));
  }

  private byte[] confirm(byte[] tag) {
    return RecordedWire.frame(3, 0x31, 0, tag);
  }

  private void assertRefusesGuess(Role server, byte[] confirm) {
    Talk.assertRefuses(Talk.deliver(server, confirm), Reason.BAD_CONFIRM, world.rejected(), true);
  }

  @Test
  void anUnknownClientAndAWrongPasswordAreRefusedInTheSamePlaceWithTheSameBytes() {
    for (String name : new String[] {"alice", "unknown"}) {
      int lookups = world.table.lookups().get();
      Role server = world.server.accept();
      ClientRole client = world.open(world.credentials(name, 0x33, false));
      byte[] ack = ack(server, Talk.sent(client.start()));
      assertEquals(8 + SHARE + 32 + 32, ack.length);
      assertEquals(lookups + 1, world.table.lookups().get());
      Talk.assertHangsUp(Talk.deliver(client, ack), Reason.BAD_ACK);
      assertRefusesGuess(server, confirm(new byte[32]));
      assertEquals(lookups + 1, world.table.lookups().get());
    }
  }

  @Test
  void aWrongConfirmCountsAgainstTheClaimedClient() {
    Role server = world.server.accept();
    ack(server, world.offer(world.alice));
    Step step = server.receive(ByteBuffer.wrap(confirm(new byte[32])));
    Step.Compute guess = assertInstanceOf(Step.Compute.class, step);
    assertEquals(Optional.of(world.alice.id()), guess.claimed().get());
    assertFalse(guess.sheddable());
    Talk.assertRefuses(guess.work().get(), Reason.BAD_CONFIRM, world.rejected(), true);
  }

  @Test
  void everyByteOfAnOfferCounts() {
    byte[] offer = world.offer(world.alice);
    for (int at = RecordedWire.CLIENT; at < offer.length; at++) {
      Role server = world.server.accept();
      Step step = Talk.deliver(server, RecordedWire.flipped(offer, at));
      if (at < RecordedWire.KEY) {
        Talk.sent(step); // for another client id, which is part of the context
        assertRefusesGuess(server, confirm(new byte[32]));
      } else if (at < RecordedWire.C) {
        Talk.assertRejects(step, Reason.UNKNOWN_KEY, RecordedWire.reject(0x31, 3));
      } else {
        Talk.assertRejects(step, Reason.REJECTED, world.rejected());
      }
    }
  }

  @Test
  void aChangedOfferEndsInAnAckThatTheClientRefuses() {
    byte[][] offers = new byte[2][];
    for (int other = 0; other < 2; other++) {
      ClientRole client = world.open(world.alice);
      offers[other] = Talk.sent(client.start());
      byte[] sent = offers[other].clone();
      if (other == 0) {
        sent[RecordedWire.CLIENT] ^= 1;
      } else { // another exchange's share
        System.arraycopy(offers[0], RecordedWire.C, sent, RecordedWire.C, SHARE);
      }
      byte[] ack = ack(world.server.accept(), sent);
      Talk.assertHangsUp(Talk.deliver(client, ack), Reason.BAD_ACK);
    }
  }

  @Test
  void everyByteOfAConfirmCounts() {
    for (int at = 8; at < 40; at++) {
      Role server = world.server.accept();
      ClientRole client = world.open(world.alice);
      byte[] ack = ack(server, Talk.sent(client.start()));
      byte[] confirm = Talk.established(Talk.deliver(client, ack)).bytes();
      assertRefusesGuess(server, RecordedWire.flipped(confirm, at));
    }
  }

  @Test
  void aReplayedExchangeYieldsNoSession() {
    World.Exchanged seen = world.exchange(world.server.accept());
    Role server = world.server.accept();
    assertFalse(Arrays.equals(seen.ack(), ack(server, seen.offer())));
    assertRefusesGuess(server, seen.confirm());
  }

  @Test
  void itsOwnShareAndTagsSentBackDoNotConvinceAClient() {
    byte[] recorded = ack(world.server.accept(), world.offer(world.alice));
    ClientRole client = world.open(world.alice);
    byte[] own =
        Arrays.copyOfRange(Talk.sent(client.start()), RecordedWire.C, RecordedWire.C + SHARE);
    Talk.assertHangsUp(Talk.deliver(client, RecordedWire.with(recorded, 8, own)), Reason.BAD_ACK);
  }

  @Test
  void aFakeServerWithoutThePasswordDoesNotConvinceAClient() {
    World fake = new World(World.Options.of(Suite.SPAKE2PLUS));
    ClientCredentials known = fake.credentials("alice", 0xA2, false);
    fake.table.enrol(known);
    ClientRole client = world.open(world.alice);
    byte[] ack = ack(fake.server.accept(), Talk.sent(client.start()));
    Talk.assertHangsUp(Talk.deliver(client, ack), Reason.BAD_ACK);
  }

  /** The server's key pair has no part in it, so a stolen one is of no use. */
  @Test
  void aClientNeedsNoServerKey() {
    var setup =
        new ClientSetup(
            new ServerIdentity(Optional.empty(), new ServerVerification.None()),
            new CryptoChoice(World.FAST, PoolKind.BOUNDED, 1),
            new ExchangeContext(world.clock::get, new SecureRandom(), StageTimer.NONE));
    ClientRole client = world.exchange.client(setup).open(world.alice);
    Role server = world.server.accept();
    byte[] ack = ack(server, Talk.sent(client.start()));
    var done = Talk.established(Talk.deliver(client, ack));
    assertArrayEquals(done.session().id(), Talk.session(Talk.deliver(server, done.bytes())).id());
  }

  /**
   * Attack: an eavesdropper tries passwords on recorded frames. Even the right one yields no tag
   * without x or y: with the recorded shares alone, Z and V are unknown.
   */
  @Test
  void theRightPasswordAndARecordingYieldNoTag() {
    World.Exchanged seen = world.exchange(world.server.accept());
    byte[] shareP = Arrays.copyOfRange(seen.offer(), 32, 32 + SHARE);
    byte[] shareV = Arrays.copyOfRange(seen.ack(), 8, 8 + SHARE);
    byte[] confirmV = Arrays.copyOfRange(seen.ack(), 8 + SHARE, 8 + SHARE + 32);
    byte[] th1 = ByHand.th1(seen.offer(), new byte[32]);
    var guess = new Spake2PlusByHand(world.alice.root());
    for (byte[] standIn : new byte[][] {guess.w0(), guess.w1(), th1, {1}, {2}}) {
      byte[] main = guess.main(Spake2PlusByHand.context(th1), standIn, shareV);
      assertFalse(Arrays.equals(confirmV, Spake2PlusByHand.confirmV(main, shareP)));
    }
  }

  @Test
  void framesArriveInPiecesOfOneByte() {
    Role server = world.server.accept();
    ClientRole client = world.open(world.alice);
    Step ack = inPieces(server, Talk.sent(client.start()));
    Step done = inPieces(client, Talk.sent(ack));
    Talk.established(inPieces(server, Talk.established(done).bytes()));
  }

  private static Step inPieces(Role role, byte[] frame) {
    for (int at = 0; at < frame.length - 1; at++) {
      Talk.assertAwaits(role.receive(ByteBuffer.wrap(frame, at, 1)));
    }
    return Talk.run(role.receive(ByteBuffer.wrap(frame, frame.length - 1, 1)));
  }
}
