package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Ecdh;
import dev.kexbench.core.crypto.InterceptedBackend;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Secrets are wiped wherever an exchange fails: crypto breaks at each of its operations in turn.
 */
class FailureWipingTest {
  /** More operations than an exchange has. */
  private static final int MANY = 1_000;

  /** Fails at one operation, counted from 1, and keeps the secrets that it has seen until then. */
  private static final class Breaking extends InterceptedBackend {
    private final List<byte[]> secrets = new ArrayList<>();
    private int left = Integer.MAX_VALUE;

    Breaking(CryptoBackend real) {
      super(real);
    }

    private void count() {
      if (--left == 0) {
        throw new IllegalStateException("broken");
      }
    }

    @Override
    protected Ecdh.Key generated(Ecdh by, Ecdh.Key made) {
      count();
      return made;
    }

    @Override
    protected void decrypted(byte[] out) {
      secrets.add(out);
      count();
    }

    @Override
    protected void encrypted(byte[] plaintext) {
      secrets.add(plaintext);
      count();
    }

    @Override
    protected void agreed(byte[] shared) {
      count();
      secrets.add(shared); // after a failure nobody has it
    }

    @Override
    protected void hashed(byte[] out, int at) {
      count();
    }

    @Override
    protected void maced(byte[] key, byte[][] parts, byte[] tag) {
      boolean extracts = parts.length == 1 && (parts[0].length == 64 || parts[0].length == 96);
      if (extracts) {
        secrets.add(parts[0]);
      }
      count();
      if (extracts) {
        secrets.add(tag);
      }
    }
  }

  private final Breaking crypto = new Breaking(World.FAST);

  @ParameterizedTest
  @EnumSource(Suite.class)
  void atEveryOperationOfAnExchange(Suite suite) {
    World world = new World(World.Options.of(suite).with(crypto));
    world.exchange(world.server.accept()); // creates the pooled objects
    int broken = 0;
    do {
      crypto.secrets.clear();
      crypto.left = ++broken;
    } while (breaks(world) && broken < MANY);
    assertTrue(broken > 20 && broken < MANY, "operations: " + broken);
  }

  /** Whether it failed; asserts that nothing is left in either case. */
  private boolean breaks(World world) {
    Role server = world.server.accept();
    ClientRole client = world.open(world.alice);
    try {
      byte[] ack = Talk.sent(Talk.deliver(server, Talk.sent(client.start())));
      Step.Established done = Talk.established(Talk.deliver(client, ack));
      done.session().close();
      Talk.session(Talk.deliver(server, done.bytes())).close();
      return false;
    } catch (IllegalStateException expected) {
      assertEquals("broken", expected.getMessage());
      return true;
    } finally {
      crypto.left = Integer.MAX_VALUE;
      client.close();
      server.close();
      assertWiped();
    }
  }

  private void assertWiped() {
    for (byte[] secret : crypto.secrets) {
      assertArrayEquals(new byte[secret.length], secret);
    }
  }
}
