package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.InterceptedBackend;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.identity.ClientId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets are wiped after use: the original arrays passed to the crypto objects contain zeros. */
class WipingTest {
  private final Watch watch = new Watch(World.FAST);
  private final World world =
      new World(World.Options.of(Suite.RSA_2048).with(watch).admission(true));

  /** Keeps the arrays of MAC keys, OAEP plaintexts, raw results, k and t, and copies of hashes. */
  private static final class Watch extends InterceptedBackend {
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> blocks = new ArrayList<>();
    private final List<byte[]> hashes = new ArrayList<>();

    Watch(CryptoBackend real) {
      super(real);
    }

    @Override
    protected void decrypted(byte[] out) {
      blocks.add(out);
    }

    @Override
    protected void encrypted(byte[] plaintext) {
      blocks.add(plaintext);
    }

    @Override
    protected void hashed(byte[] out, int at) {
      hashes.add(Arrays.copyOfRange(out, at, at + 32));
    }

    @Override
    protected void maced(byte[] key, byte[][] parts, byte[] tag) {
      keys.add(key);
      if (Arrays.equals(ByHand.ascii("kx1 client auth"), parts[0])) {
        blocks.add(parts[2]);
        blocks.add(tag);
      }
    }
  }

  @Test
  void afterAnExchangeOnlyOwnedAndPublicMacKeysRemain() {
    World.Exchanged done = world.exchange(world.server.accept());
    done.client().close();
    done.server().close();
    // The client's K_auth, PRK twice, ack and confirm key; the server's K_admission, K_auth, its
    // copy of the root twice, and the same four.
    assertEquals(13, wipedKeys());
  }

  @Test
  void afterAWrongConfirmTheServerHasNoKeyLeft() {
    Role connection = world.server.accept();
    ClientRole client = world.open(world.alice);
    byte[] ack = ackFor(client, connection);
    Talk.established(Talk.deliver(client, ack)).session().close();
    client.close();
    byte[] wrong = RecordedWire.frame(0x03, 0x01, 0, new byte[32]);
    Talk.assertRefuses(Talk.deliver(connection, wrong), Reason.BAD_CONFIRM, world.rejected(), true);
    // All keys as in a complete exchange, without closing the role.
    assertEquals(13, wipedKeys());
  }

  @Test
  void afterAWrongAckTheClientHasNoKeyLeft() {
    Role connection = world.server.accept();
    ClientRole client = world.open(world.alice);
    byte[] ack = ackFor(client, connection);
    connection.close();
    Talk.assertHangsUp(
        Talk.deliver(client, RecordedWire.flipped(ack, ack.length - 1)), Reason.BAD_ACK);
    // Neither side has reached its confirm key.
    assertEquals(9, wipedKeys());
  }

  private static byte[] ackFor(ClientRole client, Role connection) {
    return Talk.sent(Talk.deliver(connection, Talk.sent(client.start())));
  }

  /** The number of keys used that must not be kept; asserts that all of them contain zeros. */
  private int wipedKeys() {
    int wiped = 0;
    for (byte[] key : watch.keys) {
      boolean owned = key == world.alice.root() || key == world.alice.admission().orElseThrow();
      boolean gate = Arrays.equals(key, world.options.keys().gate());
      boolean hash = watch.hashes.stream().anyMatch(each -> Arrays.equals(each, key));
      if (!owned && !gate && !hash) {
        assertArrayEquals(new byte[32], key);
        wiped++;
      }
    }
    return wiped;
  }

  @Test
  void plaintextsKAndTAreWipedWhetherTheOfferIsValidOrNot() {
    world.exchange(world.server.accept());
    ClientRole impostor = world.open(world.credentials("alice", 0x13, true));
    Talk.deliver(world.server.accept(), Talk.sent(impostor.start()));
    impostor.close();
    // Two OFFERs: plaintext or raw result, k and t on each side.
    assertEquals(2 * 2 * 3, watch.blocks.size());
    for (byte[] block : watch.blocks) {
      assertArrayEquals(new byte[block.length], block);
    }
  }

  @Test
  void aPendingExchangeIsWipedWithItsRole() {
    byte[] prk = {1, 2, 3};
    new PendingConfirm(
            new ClientId(1, 2), Suite.RSA_2048, new byte[0], new byte[32], prk, new byte[0])
        .wipe();
    assertArrayEquals(new byte[3], prk);

    var connection = world.server.accept();
    Talk.sent(Talk.deliver(connection, world.offer(world.alice)));
    byte[] last = watch.keys.get(watch.keys.size() - 2);
    assertFalse(Arrays.equals(new byte[32], last), "the PRK, while a CONFIRM is due");
    connection.close();
    assertArrayEquals(new byte[32], last);
  }
}
