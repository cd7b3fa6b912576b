package dev.kexbench.core.kx1;

import static dev.kexbench.core.kx1.Talk.assertRejects;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Well-formed OFFERs with random values in every field that a peer chooses: the server never
 * throws, and always responds with the same nine bytes. A stand-in for the private-key operation
 * returns random blocks.
 */
class HundredThousandOffersTest {
  private static final int OFFERS = 100_000;

  private final Random random = new Random(20);

  @Test
  void withoutAdmissionEveryOfferIsRejectedAfterThePrivateKeyOperation() {
    World world = world(false);
    byte[] modulus = modulus(world);
    int below = 0;
    Role connection = world.server.accept();
    for (int i = 0; i < OFFERS; i++) {
      byte[] offer = randomOffer(world, i);
      below += Arrays.compareUnsigned(offer, 32, 288, modulus, 0, 256) < 0 ? 1 : 0;
      assertRejects(Talk.deliver(connection, offer), Reason.REJECTED, world.rejected());
    }
    assertTrue(below > OFFERS / 3 && below < OFFERS, "ciphertexts below the modulus: " + below);
    assertEquals(below, world.backend.operations().get());
    assertEquals(OFFERS, world.table.lookups().get());
    assertEquals(1, world.backend.ciphers().get());
  }

  @Test
  void withAdmissionEveryOfferIsRejectedBeforeTheTable() {
    World world = world(true);
    Role connection = world.server.accept();
    for (int i = 0; i < OFFERS; i++) {
      byte[] offer = randomOffer(world, i);
      assertRejects(Talk.deliver(connection, offer), Reason.ADMISSION, world.rejected());
    }
    assertEquals(0, world.backend.operations().get());
    assertEquals(0, world.table.lookups().get());
  }

  private static World world(boolean admission) {
    World.Options options = World.Options.of(Suite.RSA_2048);
    return new World(options.with(new StandInBackend(World.FAST)).admission(admission));
  }

  private static byte[] modulus(World world) {
    byte[] signed = world.options.keys().rsa().getModulus().toByteArray();
    return Arrays.copyOfRange(signed, signed.length - 256, signed.length);
  }

  /** Every second OFFER has an admission part, every third a known client. */
  private byte[] randomOffer(World world, int number) {
    int flags = number % 2;
    byte[] body = new byte[flags == 0 ? 280 : 304];
    random.nextBytes(body);
    System.arraycopy(world.options.keys().publicKey().keyId(), 0, body, 16, 8);
    if (number % 3 == 0) {
      System.arraycopy(world.alice.id().bytes(), 0, body, 0, 16);
    }
    return RecordedWire.frame(0x01, 0x01, flags, body);
  }
}
