package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.StageTimer;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {
  private static final long START = 1_000_000;
  private static final byte[] ADDRESS = {127, 0, 0, 1, 1, 2};
  private static final byte[] PARAMETERS = new byte[35];

  private long nowMillis = START;
  private final Cookies cookies = cookies();

  private Cookies cookies() {
    CryptoChoice crypto = new CryptoChoice(Backends.working().get(0), PoolKind.BOUNDED, 1);
    return new Cookies(
        crypto.pooled(crypto.backend()::sha256),
        new ExchangeContext(() -> nowMillis, new SecureRandom(), StageTimer.NONE));
  }

  private boolean isValid(byte[] cookie) {
    return cookies.isValid(cookie, ADDRESS, PARAMETERS);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 30_000, 59_999})
  void isValidForOneToTwoMinutes(long createdMillis) {
    nowMillis = START + createdMillis;
    byte[] cookie = cookies.create(ADDRESS, PARAMETERS);
    nowMillis += 60_000;
    assertTrue(isValid(cookie));
    nowMillis = START + 119_999;
    assertTrue(isValid(cookie), "in the second minute");
    nowMillis = START + 120_000;
    assertFalse(isValid(cookie), "in the third");
  }

  @Test
  void aPauseDoesNotMakeItValidForLonger() {
    byte[] cookie = cookies.create(ADDRESS, PARAMETERS);
    nowMillis = START + 119_999; // nothing has been asked for in between
    assertTrue(isValid(cookie));
    nowMillis += 1;
    assertFalse(isValid(cookie));
  }

  @Test
  void newCookiesWorkAfterTheClockWasSet() {
    for (long step : new long[] {3_600_000, -7_200_000, -1, 86_400_000}) {
      nowMillis += step;
      byte[] cookie = cookies.create(ADDRESS, PARAMETERS);
      nowMillis += 1_000;
      assertTrue(isValid(cookie), step + " ms");
    }
  }

  @Test
  void isForOneAddressAndOneHello() {
    byte[] cookie = cookies.create(ADDRESS, PARAMETERS);
    assertFalse(cookies.isValid(cookie, new byte[] {127, 0, 0, 1, 1, 3}, PARAMETERS));
    byte[] others = PARAMETERS.clone();
    others[5] = 1;
    assertFalse(cookies.isValid(cookie, ADDRESS, others));
    assertFalse(cookies.isValid(new byte[0], ADDRESS, PARAMETERS));
  }
}
