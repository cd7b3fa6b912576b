package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.Enrolment;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No {@code toString} shows a secret. */
class SecretsInTextTest {
  private static final byte[] SECRET = new byte[32];

  static {
    Arrays.fill(SECRET, (byte) 0xAB);
  }

  @Test
  void noTextContainsASecretInHexOrAsAList() {
    World world = World.guarded();
    CryptoChoice crypto = new CryptoChoice(World.FAST, PoolKind.FRESH, 1);
    ExchangeContext context = new ExchangeContext(() -> 0, new SecureRandom(), StageTimer.NONE);
    byte[] gate = world.options.keys().gate();
    List<Object> texts =
        List.of(
            world.alice,
            world.options.keys(),
            new ServerSetup(world.options.keys(), world.table, crypto, context, true),
            new Enrolment.EnrolmentSetup(SECRET, World.FAST.sha256(), new SecureRandom()),
            new PendingConfirm(new ClientId(1, 2), Suite.RSA_2048, SECRET, SECRET, SECRET, SECRET),
            new Frame(RecordedWire.frame(1, 1, 0, SECRET)),
            new Offer(new Frame(RecordedWire.frame(1, 1, 0, SECRET)), Suite.RSA_2048),
            world.open(world.alice),
            world.server);
    for (byte[] secret : List.of(SECRET, world.alice.root(), gate)) {
      for (Object each : texts) {
        assertHides(each, secret);
      }
    }
    String d = world.options.keys().rsa().getPrivateExponent().toString();
    texts.forEach(each -> assertFalse(each.toString().contains(d), each::toString));
  }

  @Test
  void aSessionShowsItsPublicIdOnly() {
    World world = World.plain();
    Session session = world.exchange(world.server.accept()).client();
    assertEquals("Session[" + HexFormat.of().formatHex(session.id()) + "]", session.toString());
    for (SessionKey which : SessionKey.values()) {
      assertHides(session, session.key(which));
    }
  }

  @Test
  void objectsWithSecretsShowTheirType() {
    PendingConfirm pending =
        new PendingConfirm(new ClientId(1, 2), Suite.RSA_2048, SECRET, SECRET, SECRET, SECRET);
    assertEquals("PendingConfirm", pending.toString());
  }

  private static void assertHides(Object each, byte[] secret) {
    String text = each.toString();
    byte[] head = Arrays.copyOf(secret, 4);
    assertFalse(text.contains(HexFormat.of().formatHex(head)), text);
    String list = Arrays.toString(head);
    assertFalse(text.contains(list.substring(1, list.length() - 1)), text);
  }
}
