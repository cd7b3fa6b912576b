package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.InterceptedBackend;
import dev.kexbench.core.exchange.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shared secrets are wiped in every suite, including those that are MACed as data. */
class AgreedSecretWipingTest {
  /**
   * Keeps the original arrays of Diffie-Hellman results and of secrets from which a PRK is
   * extracted.
   */
  private static final class Watch extends InterceptedBackend {
    private final List<byte[]> agreed = new ArrayList<>();
    private final List<byte[]> secrets = new ArrayList<>();

    Watch(CryptoBackend real) {
      super(real);
    }

    @Override
    protected void agreed(byte[] shared) {
      agreed.add(shared);
    }

    @Override
    protected void maced(byte[] key, byte[][] parts, byte[] tag) {
      boolean extracts = parts.length == 1 && (parts[0].length == 64 || parts[0].length == 96);
      if (extracts) {
        secrets.add(parts[0]);
      }
    }
  }

  private final Watch watch = new Watch(World.FAST);

  @ParameterizedTest
  @EnumSource(Suite.class)
  void afterAnExchange(Suite suite) {
    World world = new World(World.Options.of(suite).with(watch));
    world.exchange(world.server.accept());
    assertEquals(2, watch.secrets.size(), "one a side");
    assertWiped(suite, 4);
  }

  @ParameterizedTest
  @EnumSource(value = Suite.class, mode = EnumSource.Mode.EXCLUDE, names = "SPAKE2PLUS")
  void afterARefusal(Suite suite) {
    World world = new World(World.Options.of(suite).with(watch));
    var impostor = world.open(world.credentials("alice", 0x13, false));
    var refused = Talk.deliver(world.server.accept(), Talk.sent(impostor.start()));
    impostor.close();
    Talk.assertRejects(refused, Reason.REJECTED, world.rejected());
    // The client's, and the server's; in suite 0x21 the server does all of it before it checks t.
    assertWiped(suite, suite == Suite.ECDH_P256 ? 3 : 2);
  }

  private void assertWiped(Suite suite, int agreements) {
    boolean byBackend = !suite.keyAgreement().encrypts() && suite != Suite.SPAKE2PLUS;
    assertEquals(byBackend ? agreements : 0, watch.agreed.size());
    for (List<byte[]> kept : Arrays.asList(watch.agreed, watch.secrets)) {
      kept.forEach(each -> assertArrayEquals(new byte[each.length], each));
    }
  }
}
