package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertAwaits;
import static dev.kexbench.core.kx1.Talk.assertHangsUp;
import static dev.kexbench.core.kx1.Talk.deliver;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Step;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Attack: forged or reflected ACK. Defence: ack_tag under a derived key. */
class ForgedAckTest {
  private final World world = World.plain();

  @Test
  void everyByteOfAnAckCounts() {
    for (int at = 0; at < 72; at++) {
      ClientRole client = world.open(world.alice);
      byte[] ack = Talk.sent(deliver(world.server.accept(), Talk.sent(client.start())));
      Step step = deliver(client, RecordedWire.flipped(ack, at));
      if (at == 7) {
        assertAwaits(step);
      } else {
        assertHangsUp(step, at < 8 ? Reason.MALFORMED : Reason.BAD_ACK);
      }
    }
  }

  @Test
  void aClientAcceptsNoneOfItsOwnFramesAsAResponse() {
    ClientRole client = world.open(world.alice);
    assertHangsUp(deliver(client, Talk.sent(client.start())), Reason.MALFORMED);

    World.Exchanged done = world.exchange(world.server.accept());
    ClientRole other = world.open(world.alice);
    other.start();
    assertHangsUp(deliver(other, done.confirm()), Reason.MALFORMED);
  }

  @Test
  void aServerAcceptsNoneOfItsOwnFramesAsAConfirm() {
    var connection = world.server.accept();
    byte[] ack = Talk.sent(deliver(connection, world.offer(world.alice)));
    assertHangsUp(deliver(connection, ack), Reason.OUT_OF_TURN);
  }

  @Test
  void anAckTagIsNotAConfirmTag() {
    var connection = world.server.accept();
    byte[] ack = Talk.sent(deliver(connection, world.offer(world.alice)));
    byte[] tag = Arrays.copyOfRange(ack, 40, 72);
    byte[] confirm = RecordedWire.frame(0x03, 0x01, 0, tag);
    Talk.assertRefuses(deliver(connection, confirm), Reason.BAD_CONFIRM, world.rejected(), true);
  }

  /** An attacker with the server's private key learns k, but still lacks K_mix. */
  @Test
  void knowingKButNotTheRootIsNotEnoughForAnAck() throws GeneralSecurityException {
    byte[] pkcs8 = world.options.keys().rsa().getEncoded();
    byte[] fp = world.options.keys().publicKey().fingerprint();
    for (byte[] root : new byte[][] {world.bob.root(), world.alice.root()}) {
      ClientRole client = world.open(world.alice);
      byte[] offer = Talk.sent(client.start());
      byte[] k = Arrays.copyOf(Recorded.decrypt(pkcs8, Arrays.copyOfRange(offer, 32, 288)), 32);
      byte[] untagged = RecordedWire.frame(0x02, 0x01, 0, new byte[64]);
      byte[] th3 = ByHand.th3(ByHand.th2(ByHand.th1(offer, fp), offer), untagged);
      byte[] tag = ByHand.ackTag(ByHand.prk(th3, k, root), th3);
      Step step = deliver(client, RecordedWire.with(untagged, 40, tag));
      if (root == world.alice.root()) {
        Talk.established(step);
      } else {
        assertHangsUp(step, Reason.BAD_ACK);
      }
    }
  }
}
